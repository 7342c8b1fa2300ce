import { nullable, number, optional, string, tuple, tupleWithRest, union, unknown } from 'valibot';
import { parseKept } from '../../files/kept-json.ts';
import type { Annotator, Method } from '../../judgments/annotator.ts';

/** What an annotator's key says of it; its questions are not all in there. */
export type KeyedAnnotator = Pick<Annotator, 'model' | 'revision' | 'dtype' | 'method' | 'prompt' | 'origin'>;

const KEY = tuple([
  string(),
  string(),
  string(),
  tupleWithRest([string()], tuple([string(), union([string(), number()])])),
  nullable(tuple([string(), string()])),
  unknown(),
  optional(string()),
]);

/** Reads what `annotatorKey` wrote; `null` where it is something else, as it may be in a report from elsewhere. */
export function annotatorOfKey(key: string): KeyedAnnotator | null {
  const parts = parseKept(KEY, key);
  if (parts === null) return null;
  const [model, revision, dtype, [name, ...parameters], prompt, , file] = parts;
  return {
    model,
    revision,
    dtype,
    method: {
      name: name as Method['name'],
      ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
    },
    ...(prompt && { prompt: { id: prompt[0], version: prompt[1] } }),
    ...(file !== undefined && { origin: { file } }),
  };
}
