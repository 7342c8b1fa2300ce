import type { Report } from '../../analysis/report.ts';
import { modelNames, shortName, type NamedModel } from './model-names.ts';

/** The place of every model of a report by its name, long or short, in the order in which its questions have them. */
export function modelSeries({
  questions,
  continuous = [],
}: Pick<Report, 'questions' | 'continuous'>): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let next = 0;
  for (const { models } of [...questions, ...continuous]) {
    const named: readonly NamedModel[] = models.filter(({ reference }) => !reference);
    for (const name of modelNames(named).values()) {
      if (places.has(name)) continue;
      places.set(name, next);
      // Two names may be short for one: the first keeps it.
      if (!places.has(shortName(name))) places.set(shortName(name), next);
      next++;
    }
  }
  return places;
}
