import type { ModelStudy } from '../study.ts';
import type { PaperModel } from '../report.ts';

/** A model under the name that it has in the paper's tables. */
export interface NamedStudy {
  readonly name: string;
  readonly study: ModelStudy;
}

/** Every model of a question, references left out, under names of their own: with the method where several share one, then with a number. */
export function paperModels(models: readonly ModelStudy[]): readonly NamedStudy[] {
  const own = models.filter(({ reference }) => !reference);
  const names = own.map(({ name, method }) =>
    own.some((other) => other.name === name && other.method !== method) ? `${name} (${method})` : name,
  );
  return own.map((study, place) => {
    const before = names.slice(0, place).filter((name) => name === names[place]).length;
    return { name: before === 0 ? names[place] : `${names[place]} ${before + 1}`, study };
  });
}

/** The same as the report lists them. */
export function listedModels(models: readonly ModelStudy[]): readonly PaperModel[] {
  return paperModels(models).map(({ name, study }) => ({ name, annotator: study.key }));
}
