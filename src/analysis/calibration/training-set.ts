import type { ItemFigures } from '../item-figures.ts';
import { floorRow } from './calibrator.ts';

/** Labelled items a calibrator is fitted on, row by row. */
export interface TrainingSet {
  readonly labels: number;
  readonly count: number;
  /** Model distributions floored at 1e-6, and their natural logs. */
  readonly model: Float64Array;
  readonly logs: Float64Array;
  readonly human: Float64Array;
  /** n_i. */
  readonly raters: Float64Array;
  /** Fold of each row when a fit must choose a penalty by itself. */
  readonly innerFold: Uint8Array;
}

/** @param innerFold inner fold of every item of the data set */
export function trainingSet(
  { labels, model, human, raters }: ItemFigures,
  items: Uint32Array,
  innerFold: Uint8Array,
): TrainingSet {
  const rows = new Float64Array(items.length * labels);
  const people = new Float64Array(items.length * labels);
  for (const [place, item] of items.entries()) {
    floorRow(model, item * labels, rows, place * labels, labels);
    people.set(human.subarray(item * labels, (item + 1) * labels), place * labels);
  }
  return {
    labels,
    count: items.length,
    model: rows,
    logs: rows.map(Math.log),
    human: people,
    raters: Float64Array.from(items, (item) => raters[item]),
    innerFold: Uint8Array.from(items, (item) => innerFold[item]),
  };
}
