import type { ItemFigures } from './item-figures.ts';
import { topLabels } from './top-labels.ts';

/**
 * How far the most probable label is a most-voted one. Where several labels tie for the model's most probable, each counts
 * as answered in equal part. A failed answer agrees with nobody.
 */
export interface LabelAgreement {
  /** Per item of `items`: the part of the model's top labels that are among the people's; its mean is the top-1 agreement. */
  readonly top1: Float64Array;
  /** F1 per label averaged over the labels that are ever among an item's most voted; NaN without items. */
  readonly macroF1: number;
}

export function labelAgreement(figures: ItemFigures, items: Uint32Array): LabelAgreement {
  const { labels, human, model, answered } = figures;
  const top1 = new Float64Array(items.length);
  const predicted = new Float64Array(labels);
  const actual = new Float64Array(labels);
  const both = new Float64Array(labels);
  for (const [place, item] of items.entries()) {
    const truth = topLabels(human, item * labels, labels);
    const answer = answered[item] === 1 ? topLabels(model, item * labels, labels) : [];
    for (const c of truth) actual[c]++;
    for (const c of answer) {
      predicted[c] += 1 / answer.length;
      if (truth.includes(c)) {
        both[c] += 1 / answer.length;
        top1[place] += 1 / answer.length;
      }
    }
  }
  let sum = 0;
  let everTrue = 0;
  for (let c = 0; c < labels; c++) {
    if (actual[c] === 0) continue;
    everTrue++;
    sum += (2 * both[c]) / (predicted[c] + actual[c]);
  }
  return { top1, macroF1: sum / everTrue };
}

/** The part of a model's top labels that are among the top labels of the row of people's shares from `at`. */
export function sharedTop(
  { labels, model, answered }: Pick<ItemFigures, 'labels' | 'model' | 'answered'>,
  item: number,
  human: Float64Array,
  at: number,
): number {
  if (answered[item] === 0) return 0;
  const truth = topLabels(human, at, labels);
  const answer = topLabels(model, item * labels, labels);
  return answer.filter((label) => truth.includes(label)).length / answer.length;
}
