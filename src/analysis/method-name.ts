import type { Method } from '../judgments/annotator.ts';

/** How distributions were obtained, as a report names it: the method, and whose answers they were calibrated to. */
export function methodName({ name, parameters }: Method): string {
  return parameters?.calibratedTo === undefined ? name : `${name}, calibrated to ${parameters.calibratedTo}`;
}
