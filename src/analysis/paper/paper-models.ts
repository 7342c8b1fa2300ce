import { isWhole, type ModelStudy } from '../study.ts';
import type { PaperModel } from '../report.ts';

/** A model under the name that it has in the paper's tables. */
export interface NamedStudy {
  readonly name: string;
  readonly study: ModelStudy;
}

/**
 * Every model of a question, references left out, under names of their own: with the method where
 * several share one, then with a number. A model's answers at one temperature have its name.
 */
export function paperModels(models: readonly ModelStudy[]): readonly NamedStudy[] {
  const own = models.filter(({ reference }) => !reference);
  const whole = own.filter(isWhole);
  const names = own.map((one) =>
    isWhole(one) && whole.some((other) => other.name === one.name && other.method !== one.method)
      ? `${one.name} (${one.method})`
      : one.name,
  );
  return own.map((study, place) => {
    const before = names
      .slice(0, place)
      .filter((name, at) => name === names[place] && own[at].temperature === study.temperature).length;
    return { name: before === 0 ? names[place] : `${names[place]} ${before + 1}`, study };
  });
}

/** The same as the report lists them, without those at one temperature. */
export function listedModels(models: readonly ModelStudy[]): readonly PaperModel[] {
  return paperModels(models)
    .filter(({ study }) => isWhole(study))
    .map(({ name, study }) => ({ name, annotator: study.key }));
}
