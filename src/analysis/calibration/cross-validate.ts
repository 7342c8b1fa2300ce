import type { ItemFigures } from '../item-figures.ts';
import { calibrate, flooredRows } from './calibrator.ts';
import type { CalibrationMethod } from './calibrator.ts';
import { FOR_ANSWERS } from './dirichlet.ts';
import { fitCalibrator } from './fit.ts';
import { trainingSet } from './training-set.ts';

/** Folds in which calibrators are fitted and judged: `outer` of every item, and `inner` for fits that choose a penalty. */
export interface CalibrationFolds {
  readonly outer: Uint8Array;
  readonly count: number;
  readonly inner: Uint8Array;
}

/** The distributions of `items` under each method, each calibrated by a fit to the items of the other folds; other rows are zero. */
export function calibratedOutOfFold(
  methods: readonly CalibrationMethod[],
  figures: ItemFigures,
  items: Uint32Array,
  folds: CalibrationFolds,
): Float64Array[] {
  const calibrated = methods.map(() => new Float64Array(figures.model.length));
  const floored = flooredRows(figures.used, figures.labels, items);
  for (let fold = 0; fold < folds.count; fold++) {
    const held = items.filter((item) => folds.outer[item] === fold);
    const others = items.filter((item) => folds.outer[item] !== fold);
    if (held.length === 0) continue;
    const training = trainingSet(figures, floored, others.length > 0 ? others : held, folds.inner);
    for (const [place, method] of methods.entries())
      calibrate(fitCalibrator(method, training, FOR_ANSWERS), floored, held, calibrated[place]);
  }
  return calibrated;
}
