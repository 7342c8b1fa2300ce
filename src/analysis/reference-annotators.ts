import type { LabelledQuestion } from '../judgments/question.ts';
import type { ItemPeople } from './item-people.ts';
import { topLabels } from './top-labels.ts';

/** An annotator without a model, to be beaten by any model that is of use: distributions for every item, items x labels. */
export interface ReferenceAnnotator {
  readonly name: string;
  readonly model: Float64Array;
}

/**
 * The three that know only the people's votes: every label alike; the label marginal, learnt out of fold, from the items of the other
 * folds among `items`; and always the most frequent label of all `items` (on a scale the median). Out of fold the last would change
 * from fold to fold where labels are about as frequent, and each time to one that is rarer in the fold itself.
 */
export function referenceAnnotators(
  question: LabelledQuestion,
  people: ItemPeople,
  items: Uint32Array,
  fold: Uint8Array,
  folds: number,
): ReferenceAnnotator[] {
  const { labels } = people;
  const size = fold.length * labels;
  const marginals = foldMarginals(people, items, fold, folds);
  const marginal = new Float64Array(size);
  const constant = new Float64Array(size);
  const [shares] = foldMarginals(people, items, new Uint8Array(fold.length), 1);
  const answer = constantAnswer(question, shares);
  for (let item = 0; item < fold.length; item++) {
    marginal.set(marginals[fold[item]], item * labels);
    constant.set(answer, item * labels);
  }
  return [
    { name: 'uniform', model: new Float64Array(size).fill(1 / labels) },
    { name: 'label marginal', model: marginal },
    { name: question.kind === 'ordinal' ? 'median label' : 'top label', model: constant },
  ];
}

/** For each fold the mean human distribution over the items of `items` in the other folds (over all of them if there are none). */
export function foldMarginals(
  { labels, human }: ItemPeople,
  items: Uint32Array,
  fold: Uint8Array,
  folds: number,
): Float64Array[] {
  const sums = Array.from({ length: folds }, () => new Float64Array(labels));
  const counts = new Float64Array(folds);
  for (const item of items) {
    counts[fold[item]]++;
    const sum = sums[fold[item]];
    for (let c = 0; c < labels; c++) sum[c] += human[item * labels + c];
  }
  return sums.map((_, out) => {
    const lone = counts[out] === items.length;
    const training = lone ? [out] : [...sums.keys()].filter((one) => one !== out);
    const count = training.reduce((sum, one) => sum + counts[one], 0);
    return Float64Array.from(
      { length: labels },
      (__, c) => training.reduce((sum, one) => sum + sums[one][c], 0) / count,
    );
  });
}

/** The model's own most probable label with certainty; ties share. Unanswered rows stay zero. */
export function oneHotAnswer(model: Float64Array, answered: Uint8Array, labels: number): Float64Array {
  const oneHot = new Float64Array(model.length);
  for (let item = 0; item < answered.length; item++) {
    if (!answered[item]) continue;
    const top = topLabels(model, item * labels, labels);
    for (const c of top) oneHot[item * labels + c] = 1 / top.length;
  }
  return oneHot;
}

/** All on the most frequent label (ties share), or on the median point of a scale. */
function constantAnswer(question: LabelledQuestion, shares: Float64Array): Float64Array {
  const answer = new Float64Array(shares.length);
  if (question.kind === 'ordinal') {
    let below = 0;
    const median = shares.findIndex((share) => (below += share) >= 0.5 - 1e-9);
    answer[median] = 1;
    return answer;
  }
  const top = topLabels(shares, 0, shares.length);
  for (const c of top) answer[c] = 1 / top.length;
  return answer;
}
