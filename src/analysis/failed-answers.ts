import type { LabelledQuestion } from '../judgments/question.ts';
import { figuresOf, GAP_MEASURES } from './item-figures.ts';
import type { ItemFigures } from './item-figures.ts';

/**
 * A model's figures with failed answers filled in, so that to give none is never an advantage: q is the label marginal there, and
 * each measure of the gap the greater of the marginal's and the model's own mean over what it answered. The squared gap has no value
 * there where most answers have none.
 * @param answered items that figures are over and that were answered; at least one
 * @param failed the items that figures are over whose answer failed
 * @param marginals the label marginal for each fold, learnt from the others
 */
export function withFailedAnswers(
  question: LabelledQuestion,
  figures: ItemFigures,
  answered: Uint32Array,
  failed: Uint32Array,
  marginals: readonly Float64Array[],
  fold: Uint8Array,
): ItemFigures {
  if (failed.length === 0) return figures;
  const { labels, samples } = figures;
  const model = figures.model.slice();
  const used = figures.used.slice();
  const flags = new Uint8Array(figures.answered.length);
  for (const item of failed) {
    model.set(marginals[fold[item]], item * labels);
    used.set(marginals[fold[item]], item * labels);
    flags[item] = 1;
  }
  const ofMarginal = figuresOf(question, figures, {
    model,
    answered: flags,
    seen: figures.seen,
    samples: new Uint32Array(samples.length),
  });
  const hasSquared = failuresHaveSquared(figures, answered);
  const columns = GAP_MEASURES.map((name) => {
    const column = figures[name].slice();
    if (name === 'squared' && !hasSquared) return [name, column] as const;
    const own = meanKnown(column, answered);
    for (const item of failed) {
      const instead = ofMarginal[name][item];
      column[item] = Number.isNaN(own) ? instead : Math.max(instead, own);
    }
    return [name, column] as const;
  });
  const filled = (name: 'modelEntropy' | 'modelProduct') => {
    const column = figures[name].slice();
    for (const item of failed) column[item] = ofMarginal[name][item];
    return column;
  };
  return {
    ...figures,
    ...(Object.fromEntries(columns) as Pick<ItemFigures, (typeof GAP_MEASURES)[number]>),
    model,
    used,
    modelEntropy: filled('modelEntropy'),
    modelProduct: filled('modelProduct'),
  };
}

/**
 * Whether failed answers count in the squared gap: where most of the answered items that have two raters have one. A model that gave
 * one label per item has none, and would be judged by what it failed on alone.
 * @param answered items that were answered
 */
export function failuresHaveSquared(
  { raters, samples }: Pick<ItemFigures, 'raters' | 'samples'>,
  answered: Uint32Array,
): boolean {
  const pairs = answered.filter((item) => raters[item] >= 2);
  return 2 * pairs.filter((item) => samples[item] !== 1).length > pairs.length;
}

function meanKnown(column: Float64Array, items: Uint32Array): number {
  let sum = 0;
  let count = 0;
  for (const item of items) {
    if (Number.isNaN(column[item])) continue;
    sum += column[item];
    count++;
  }
  return sum / count;
}
