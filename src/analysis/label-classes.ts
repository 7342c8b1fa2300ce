import type { ItemFigures } from './item-figures.ts';
import { topLabels } from './top-labels.ts';

/** How a model's most probable labels stand to the most voted ones. */
export interface LabelClasses {
  /** Row c: what was answered on items whose most voted label is c, in items; ties share in equal parts. Failed answers are in none. */
  readonly confusion: number[][];
  readonly labels: readonly ClassFigures[];
  /** Cohen's kappa of the two; a failed answer is one that nobody gave. `null` where chance alone would agree wholly. */
  readonly kappa: number | null;
}

/** One label's; `null` where nothing was answered or nothing is true of it. */
export interface ClassFigures {
  /** Items whose most voted labels it is among. */
  readonly support: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** @param items with a vote, each asked of the model */
export function labelClasses(
  { labels, human, model, answered }: Pick<ItemFigures, 'labels' | 'human' | 'model' | 'answered'>,
  items: Uint32Array,
): LabelClasses {
  const confusion = Array.from({ length: labels }, () => new Array<number>(labels).fill(0));
  const actual = new Float64Array(labels);
  const predicted = new Float64Array(labels);
  const both = new Float64Array(labels);
  /** Items by most voted label, ties in equal parts. */
  const voted = new Float64Array(labels);
  for (const item of items) {
    const truth = topLabels(human, item * labels, labels);
    const answer = answered[item] === 1 ? topLabels(model, item * labels, labels) : [];
    for (const c of truth) {
      actual[c]++;
      voted[c] += 1 / truth.length;
    }
    for (const d of answer) {
      predicted[d] += 1 / answer.length;
      if (truth.includes(d)) both[d] += 1 / answer.length;
      for (const c of truth) confusion[c][d] += 1 / (answer.length * truth.length);
    }
  }
  const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  let same = 0;
  let chance = 0;
  for (let c = 0; c < labels; c++) {
    same += confusion[c][c] / items.length;
    chance += (voted[c] * predicted[c]) / items.length ** 2;
  }
  return {
    confusion,
    labels: Array.from(actual, (support, c) => ({
      support,
      precision: ratio(both[c], predicted[c]),
      recall: ratio(both[c], actual[c]),
      f1: ratio(2 * both[c], predicted[c] + actual[c]),
    })),
    kappa: items.length === 0 || chance >= 1 ? null : (same - chance) / (1 - chance),
  };
}
