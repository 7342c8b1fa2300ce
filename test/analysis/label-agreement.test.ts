import { expect, it } from 'vitest';
import { itemFigures } from '../../src/analysis/item-figures.ts';
import { labelAgreement } from '../../src/analysis/label-agreement.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { allItems, judgments, lettered } from './simulated-annotators.ts';

it('shares the credit of tied answers and takes all most-voted labels as true', () => {
  const question = lettered(3);
  const votes = new VotesBuilder();
  for (const [item, label] of [
    [0, 0],
    [0, 1],
    [1, 2],
    [1, 2],
    [2, 1],
    [2, 1],
  ])
    votes.add(item, null, [label]);
  const annotated = { question, votes: votes.build(3), origin: 'raters' as const };
  // Item 0: a and b are true, a and c are answered. Item 1: c true, b answered. Item 2: b true and answered.
  const rows = [
    [0.4, 0.2, 0.4],
    [0.1, 0.6, 0.3],
    [0.2, 0.5, 0.3],
  ];
  const { top1, macroF1 } = labelAgreement(itemFigures(annotated, judgments(question, rows)), allItems(3));
  expect([...top1]).toEqual([0.5, 0, 1]);
  // F1: a 2·½ / (½ + 1), b 2·1 / (2 + 2), c 0.
  expect(macroF1).toBeCloseTo((2 / 3 + 0.5 + 0) / 3, 12);
});
