import { ALL_TEMPERATURES, importedTemperature, type Annotator } from '../judgments/annotator.ts';

/**
 * How distributions were obtained, as a report names it: the method, the question whose labels they were put into, whose answers they
 * were calibrated to, and the file they are from.
 */
export function methodName({ method, origin }: Pick<Annotator, 'method' | 'origin'>): string {
  const { calibratedTo: calibrated, mappedFrom, mappedTo } = method.parameters ?? {};
  const temperature = importedTemperature({ method });
  return [
    method.name,
    ...(temperature === null
      ? []
      : [temperature === ALL_TEMPERATURES ? 'all temperatures' : `temperature ${temperature}`]),
    ...(mappedTo === undefined ? [] : [`labels of ${mappedFrom} mapped to ${mappedTo}`]),
    ...(calibrated === undefined ? [] : [`calibrated to ${calibrated}`]),
    ...(origin ? [`read from ${origin.file}`] : []),
  ].join(', ');
}
