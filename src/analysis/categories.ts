import type { LabelledQuestion } from '../judgments/question.ts';
import { areaUnderCurve, pearson, ranks } from './correlation.ts';
import { jensenShannonTerm } from './divergence.ts';
import type { ItemFigures } from './item-figures.ts';
import { meanOf } from './intervals.ts';

/** A part of the label space that is looked at by itself: a label, or the points on one side of a scale's midpoint. */
export interface Category {
  readonly label: string;
  /** Whether `label` is what people were shown, not our word for it. */
  readonly named: boolean;
  /** Label indices it is made of. */
  readonly members: readonly number[];
}

/** Each label of a categorical question; `below` and `above` the midpoint of a scale, the midpoint itself in neither. */
export function categoriesOf(question: LabelledQuestion): Category[] {
  if (question.kind === 'categorical')
    return question.labels.map((label, c) => ({ label, named: true, members: [c] }));
  const { points } = question;
  const midpoint = (points[0] + points[points.length - 1]) / 2;
  const side = (within: (point: number) => boolean) => [...points.keys()].filter((c) => within(points[c]));
  return [
    { label: 'below', named: false, members: side((point) => point < midpoint) },
    { label: 'above', named: false, members: side((point) => point > midpoint) },
  ];
}

/** A category's share of every distribution at `items`: Σ over its members of p_ic. */
export function categoryShares(
  distributions: Float64Array,
  labels: number,
  items: Uint32Array,
  { members }: Category,
): Float64Array {
  const shares = new Float64Array(items.length);
  for (let place = 0; place < items.length; place++) {
    for (const c of members) shares[place] += distributions[items[place] * labels + c];
  }
  return shares;
}

/** A category's figures over items; correlations and AUC are `null` where a column is constant. */
export interface CategoryFigures {
  label: string;
  support: number;
  meanHuman: number;
  meanModel: number;
  bias: number;
  pearson: number | null;
  spearman: number | null;
  auc: number | null;
  jsdShare: number | null;
}

/** Every category's figures over `items` (at least one). */
export function categoryFigures(
  question: LabelledQuestion,
  figures: ItemFigures,
  items: Uint32Array,
): CategoryFigures[] {
  const { labels, human, model } = figures;
  const terms = new Float64Array(labels);
  let total = 0;
  for (const item of items) {
    for (let c = 0; c < labels; c++) {
      const term = jensenShannonTerm(human[item * labels + c], model[item * labels + c]);
      terms[c] += term;
      total += term;
    }
  }
  return categoriesOf(question).map((category) => {
    const p = categoryShares(human, labels, items, category);
    const q = categoryShares(model, labels, items, category);
    const chosen = Uint8Array.from(p, (share) => (share > 0 ? 1 : 0));
    const rankOfModel = ranks(q);
    const meanHuman = meanOf(p);
    const meanModel = meanOf(q);
    return {
      label: category.label,
      support: chosen.reduce((sum, one) => sum + one, 0),
      meanHuman,
      meanModel,
      bias: meanModel - meanHuman,
      pearson: pearson(p, q),
      spearman: pearson(ranks(p), rankOfModel),
      auc: areaUnderCurve(rankOfModel, chosen),
      jsdShare: total > 0 ? category.members.reduce((sum, c) => sum + terms[c], 0) / total : null,
    };
  });
}
