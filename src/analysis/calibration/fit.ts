import type { CalibrationMethod, Calibrator } from './calibrator.ts';
import { fitCrowdSmoothing } from './crowd-smoothing.ts';
import { fitDirichlet, FOR_PARAMETERS } from './dirichlet.ts';
import { fitIsotonic } from './isotonic.ts';
import { fitPriorCorrection } from './prior-correction.ts';
import { fitTemperature } from './temperature.ts';
import type { TrainingSet } from './training-set.ts';

/** The light methods first, then the strong reference. */
export const CALIBRATION_METHODS: readonly CalibrationMethod[] = [
  'temperature',
  'isotonic',
  'prior correction',
  'crowd smoothing',
  'dirichlet',
];

/**
 * Fits one calibrator.
 * @param training at least one row
 * @param settled how far a fit goes that goes step by step: {@link FOR_PARAMETERS}, or {@link FOR_ANSWERS} where only its answers are wanted
 */
export function fitCalibrator(
  method: CalibrationMethod,
  training: TrainingSet,
  settled = FOR_PARAMETERS,
): Calibrator {
  switch (method) {
    case 'temperature':
      return fitTemperature(training);
    case 'isotonic':
      return fitIsotonic(training);
    case 'prior correction':
      return fitPriorCorrection(training, settled);
    case 'crowd smoothing':
      return fitCrowdSmoothing(training);
    case 'dirichlet':
      return fitDirichlet(training, settled);
  }
}
