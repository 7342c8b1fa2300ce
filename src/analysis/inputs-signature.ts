import { createXXHash128 } from 'hash-wasm';
import type { IHasher } from 'hash-wasm';
import type { AnalysisInputs } from './tasks.ts';

/**
 * What an analysis depends on, in 128 bits: two analyses with the same signature give the same report, but for the data set's
 * name, which is not in it. What is known of items and raters beside the answers is in no report of all of them.
 * @param version of the analysis itself
 */
export async function inputsSignature(
  {
    dataset: { name: _, attributes: __, ...dataset },
    predictions,
    settings,
    embeddingScores,
    lexicon,
  }: AnalysisInputs,
  version: string,
): Promise<string> {
  const hash = (await createXXHash128()).init();
  take(hash, [version, dataset, predictions, settings, embeddingScores ?? [], ...(lexicon ? [lexicon] : [])]);
  return hash.digest('hex');
}

/** Takes a value in with its shape, so that no two different values are taken in as the same bytes. */
function take(hash: IHasher, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name} ${value.byteLength}:`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.update(`[${value.length}:`);
    for (const part of value) take(hash, part);
  } else if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).filter(([, part]) => part !== undefined);
    hash.update(`{${parts.length}:`);
    for (const [key, part] of parts.sort(([one], [other]) => (one < other ? -1 : 1))) {
      take(hash, key);
      take(hash, part);
    }
  } else hash.update(`${typeof value} ${String(value).length}:${String(value)}`);
}
