import type { Report } from '../../analysis/report.ts';
import { modelNames, type NamedModel } from './model-names.ts';

/** The place of every model of a report by its name, in the order in which its questions have them. */
export function modelSeries({
  questions,
  continuous = [],
}: Pick<Report, 'questions' | 'continuous'>): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const { models } of [...questions, ...continuous]) {
    const named: readonly NamedModel[] = models.filter(({ reference }) => !reference);
    for (const name of modelNames(named).values()) {
      if (!places.has(name)) places.set(name, places.size);
    }
  }
  return places;
}
