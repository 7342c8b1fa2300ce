import type { Annotator } from '../judgments/annotator.ts';

/** How distributions were obtained, as a report names it: the method, whose answers they were calibrated to, and the file they are from. */
export function methodName({ method, origin }: Pick<Annotator, 'method' | 'origin'>): string {
  const calibrated = method.parameters?.calibratedTo;
  return [
    method.name,
    ...(calibrated === undefined ? [] : [`calibrated to ${calibrated}`]),
    ...(origin ? [`read from ${origin.file}`] : []),
  ].join(', ');
}
