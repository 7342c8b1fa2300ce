import { describe, expect, it } from 'vitest';
import { dealFolds } from '../../src/analysis/folds.ts';
import { itemPeople } from '../../src/analysis/item-people.ts';
import { Random } from '../../src/analysis/random.ts';
import { foldMarginals, oneHotAnswer, referenceAnnotators } from '../../src/analysis/reference-annotators.ts';
import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { allItems, lettered } from './simulated-annotators.ts';

function peopleOf(question: LabelledQuestion, labels: readonly number[]) {
  const votes = new VotesBuilder();
  for (const [item, label] of labels.entries()) votes.add(item, null, [label]);
  return itemPeople({ question, votes: votes.build(labels.length), origin: 'raters' });
}

describe('folds', () => {
  it('put the same text in the same fold and are nearly equal', () => {
    const texts = Array.from({ length: 103 }, (_, item) => `text ${item % 53}`);
    const fold = dealFolds(texts, 5, new Random(1));
    for (let item = 53; item < 103; item++) expect(fold[item]).toBe(fold[item - 53]);
    const sizes = [0, 1, 2, 3, 4].map((out) => fold.slice(0, 53).filter((one) => one === out).length);
    expect([...sizes].sort()).toEqual([10, 10, 11, 11, 11]);
  });
});

describe('folds of texts that somebody judged', () => {
  it('stay what they are when texts that nobody judged come in between', () => {
    const judged = Array.from({ length: 60 }, (_, item) => `text ${item % 47}`);
    const fold = dealFolds(judged, 5, new Random(1));
    const more = judged.flatMap((text, item) => (item % 3 === 0 ? [`new ${item}`, text] : [text]));
    const among = dealFolds(more, 5, new Random(1), (item) => more[item].startsWith('text'));
    expect([...among].filter((_, item) => more[item].startsWith('text'))).toEqual([...fold]);
  });
});

describe('baselines', () => {
  const fold = Uint8Array.of(0, 0, 1, 1);

  it('learn from the other folds only', () => {
    const people = peopleOf(lettered(2), [0, 0, 1, 1]);
    expect(foldMarginals(people, allItems(4), fold, 2).map((row) => [...row])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    const [uniform, marginal, constant] = referenceAnnotators(lettered(2), people, allItems(4), fold, 2);
    expect([...uniform.model.subarray(0, 2)]).toEqual([0.5, 0.5]);
    expect([...marginal.model]).toEqual([0, 1, 0, 1, 1, 0, 1, 0]);
    expect([...constant.model]).toEqual(new Array(8).fill(0.5));
  });

  it('give one constant answer, the commonest label of all, whatever is commonest in the other folds', () => {
    const people = peopleOf(lettered(3), [0, 0, 0, 1, 1, 2]);
    const ofThree = Uint8Array.of(0, 0, 0, 1, 1, 1);
    const [, , constant] = referenceAnnotators(lettered(3), people, allItems(6), ofThree, 2);
    for (let item = 0; item < 6; item++)
      expect([...constant.model.subarray(3 * item, 3 * item + 3)]).toEqual([1, 0, 0]);
  });

  it('take the median on a scale', () => {
    const scale: LabelledQuestion = {
      id: 's',
      name: 's',
      kind: 'ordinal',
      labels: ['1', '2', '3'],
      points: [1, 2, 3],
    };
    const people = peopleOf(scale, [0, 1, 2, 0, 1, 2, 2, 1]);
    const alternate = Uint8Array.from({ length: 8 }, (_, item) => item % 2);
    const [, , median] = referenceAnnotators(scale, people, allItems(8), alternate, 2);
    expect(median.name).toBe('median label');
    // Two say 1, three 2 and three 3.
    expect([...median.model.subarray(0, 6)]).toEqual([0, 1, 0, 0, 1, 0]);
  });

  it('share a tied one-hot answer and leave unanswered rows alone', () => {
    const rows = Float64Array.of(0.4, 0.4, 0.2, 0, 0, 0);
    expect([...oneHotAnswer(rows, Uint8Array.of(1, 0), 3)]).toEqual([0.5, 0.5, 0, 0, 0, 0]);
  });
});
