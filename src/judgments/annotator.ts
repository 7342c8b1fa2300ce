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
  /** What it answers. A classifier answers all of them in one pass. */
  readonly questions: readonly Question[];
}

/** How a distribution was obtained, with the parameters it depends on. */
export interface Method {
  readonly name:
    'softmax' | 'normalised sigmoids' | 'label likelihood' | 'samples' | 'verbalised' | 'imported';
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/**
 * The annotator as one string, equal exactly if its outputs may be taken for one another. With the hash of a text it is
 * the key of an output: nothing with the same key is computed twice.
 */
export function annotatorKey(annotator: Annotator): string {
  const { model, revision, dtype, method, prompt, questions } = annotator;
  const parameters = Object.entries(method.parameters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    model,
    revision,
    dtype,
    [method.name, ...parameters],
    prompt ? [prompt.id, prompt.version] : null,
    questions.map((question) => [question.id, question.kind, question.labels]),
  ]);
}
