import type { Question } from './question.ts';

/**
 * Who made a prediction and how: everything an output depends on besides the text. Change any of it and it is another
 * annotator, with outputs of its own.
 */
export interface Annotator {
  /** Model id: a hub id, or `dissensus/<name>` for the models that ship with the page. */
  readonly model: string;
  /** Commit, version or content hash of the model's files. */
  readonly revision: string;
  /** Weights as loaded: `fp32`, `int8`, `q4`. */
  readonly dtype: string;
  readonly method: Method;
  /** Absent for a classifier, which is asked nothing. */
  readonly prompt?: { readonly id: string; readonly version: string };
  /**
   * The file that its outputs were read from; absent where they were computed here. Whoever made the file may have written anything
   * into it, so they are never taken for the outputs of the model that it names.
   */
  readonly origin?: { readonly file: string };
  /** What it answers. A classifier answers all of them in one pass. */
  readonly questions: readonly Question[];
}

/** How a distribution was obtained, with the parameters it depends on. */
export interface Method {
  readonly name:
    | 'softmax'
    | 'normalised sigmoids'
    | 'label likelihood'
    | 'samples'
    | 'verbalised'
    | 'imported'
    /** No distribution: where a text lies among others. */
    | 'sentence vector';
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** What stands for a temperature where answers at several are taken together. */
export const ALL_TEMPERATURES = 'all';

/**
 * The temperature at which answers from a file were sampled, {@link ALL_TEMPERATURES} where they are of several; `null` where the file
 * names none, or only one.
 */
export function importedTemperature({ method }: Pick<Annotator, 'method'>): string | null {
  const { temperature } = method.parameters ?? {};
  return method.name === 'imported' && temperature !== undefined ? String(temperature) : null;
}

/** Whether answers are a part of what a model said, at one of several temperatures: they stand for themselves only where they are chosen. */
export function isOneTemperature(annotator: Pick<Annotator, 'method'>): boolean {
  const temperature = importedTemperature(annotator);
  return temperature !== null && temperature !== ALL_TEMPERATURES;
}

/**
 * The annotator as one string, equal exactly if its outputs may be taken for one another. With the hash of a text it is
 * the key of an output: nothing with the same key is computed twice.
 */
export function annotatorKey(annotator: Annotator): string {
  const { model, revision, dtype, method, prompt, questions, origin } = annotator;
  const parameters = Object.entries(method.parameters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    model,
    revision,
    dtype,
    [method.name, ...parameters],
    prompt ? [prompt.id, prompt.version] : null,
    questions.map((question) => [
      question.id,
      question.kind,
      question.kind === 'continuous' ? [question.range.lowest, question.range.highest] : question.labels,
    ]),
    ...(origin ? [origin.file] : []),
  ]);
}

/** The annotator as one string whatever it was asked: equal for all that one model answered in one way. */
export function modelKey(annotator: Omit<Annotator, 'questions'>): string {
  return annotatorKey({ ...annotator, questions: [] });
}

/**
 * An annotator as a file names it. What says of itself that it was imported, or where it was read before, says enough.
 * @param file name of the file
 */
export function readFrom(annotator: Annotator, file: string): Annotator {
  return annotator.origin || annotator.method.name === 'imported'
    ? annotator
    : { ...annotator, origin: { file } };
}
