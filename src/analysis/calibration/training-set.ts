import type { ItemFigures } from '../item-figures.ts';
import type { FlooredRows } from './calibrator.ts';

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

/**
 * @param floored the model's rows, at least those of `items`
 * @param innerFold inner fold of every item of the data set
 */
export function trainingSet(
  { human, raters }: Pick<ItemFigures, 'human' | 'raters'>,
  floored: FlooredRows,
  items: Uint32Array,
  innerFold: Uint8Array,
): TrainingSet {
  const { labels } = floored;
  const gather = (from: Float64Array) => {
    const to = new Float64Array(items.length * labels);
    for (let place = 0; place < items.length; place++) {
      const at = items[place] * labels;
      for (let c = 0; c < labels; c++) to[place * labels + c] = from[at + c];
    }
    return to;
  };
  return {
    labels,
    count: items.length,
    model: gather(floored.rows),
    logs: gather(floored.logs),
    human: gather(human),
    raters: Float64Array.from(items, (item) => raters[item]),
    innerFold: Uint8Array.from(items, (item) => innerFold[item]),
  };
}
