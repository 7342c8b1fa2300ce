import { expect, it } from 'vitest';
import { sharesFinding } from '../../../../src/pages/read/parts/findings.ts';

const shares = (...of: [string, number, number][]) =>
  of.map(([label, people, model]) => ({ label, people, model }));

it('names the labels that a model gives too much and too little of', () => {
  expect(sharesFinding(shares(['a', 0.5, 0.3], ['b', 0.3, 0.42], ['c', 0.2, 0.28]), 'raters')).toBe(
    'The model gives b most above people (42% against 30%) and a most below (30% against 50%).',
  );
});

it('names none where they differ by less than is shown', () => {
  expect(sharesFinding(shares(['a', 0.25, 0.252], ['b', 0.25, 0.249], ['c', 0.5, 0.499]), 'raters')).toBe(
    'The model gives every label as often as people, to half a percentage point.',
  );
});
