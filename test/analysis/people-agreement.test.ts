import { describe, expect, it } from 'vitest';
import { peopleAgreement, voteAgreement } from '../../src/analysis/people-agreement.ts';
import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { lettered } from './simulated-annotators.ts';

function votes(items: readonly (readonly number[])[]) {
  const builder = new VotesBuilder();
  for (const [item, labels] of items.entries())
    for (const [rater, label] of labels.entries()) builder.add(item, `r${rater}`, [label]);
  return builder.build(items.length);
}

describe('Krippendorff’s alpha', () => {
  // The worked example of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C: four observers, twelve units, some
  // values missing; values 1..5 written as 0..4. Unit 12 has one value and is not pairable.
  const example = votes([
    [0, 0, 0],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [2, 2, 2, 2],
    [1, 1, 1, 1],
    [0, 1, 2, 3],
    [3, 3, 3, 3],
    [0, 0, 1, 0],
    [1, 1, 1, 1],
    [4, 4, 4],
    [0, 0],
    [2],
  ]);

  it('is 0.743 nominal and 0.849 interval on Krippendorff’s own example', () => {
    expect(peopleAgreement(lettered(5), example).alpha).toBeCloseTo(0.743, 3);
    const scale: LabelledQuestion = {
      id: 's',
      name: 's',
      kind: 'ordinal',
      labels: ['1', '2', '3', '4', '5'],
      points: [1, 2, 3, 4, 5],
    };
    expect(peopleAgreement(scale, example).alpha).toBeCloseTo(0.849, 3);
  });

  it('is null where nothing differs or nobody shares an item', () => {
    expect(
      peopleAgreement(
        lettered(2),
        votes([
          [0, 0],
          [0, 0],
        ]),
      ),
    ).toEqual({ pairwise: 1, alpha: null });
    expect(peopleAgreement(lettered(2), votes([[0], [1]]))).toEqual({ pairwise: null, alpha: null });
  });
});

it('label sets agree by what they share over the larger', () => {
  expect(voteAgreement([1], [1])).toBe(1);
  expect(voteAgreement([1], [2])).toBe(0);
  expect(voteAgreement([0, 1], [1])).toBe(0.5);
  expect(voteAgreement([0, 1], [1, 2])).toBe(0.5);
  expect(voteAgreement([0, 1, 2], [1, 2])).toBeCloseTo(2 / 3, 12);
});
