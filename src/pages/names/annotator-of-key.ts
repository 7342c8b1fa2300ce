import type { Annotator, Method } from '../../judgments/annotator.ts';

/** What an annotator's key says of it; its questions are not all in there. */
export type KeyedAnnotator = Pick<Annotator, 'model' | 'revision' | 'dtype' | 'method' | 'prompt'>;

type Key = [
  model: string,
  revision: string,
  dtype: string,
  method: [name: Method['name'], ...parameters: [string, string | number][]],
  prompt: [id: string, version: string] | null,
  questions: unknown,
];

/** Reads what `annotatorKey` wrote. */
export function annotatorOfKey(key: string): KeyedAnnotator {
  const [model, revision, dtype, [name, ...parameters], prompt] = JSON.parse(key) as Key;
  return {
    model,
    revision,
    dtype,
    method: { name, ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }) },
    ...(prompt && { prompt: { id: prompt[0], version: prompt[1] } }),
  };
}
