import { loadTextHash } from '../judgments/text-hash.ts';
import { fromHalf } from '../files/half-precision.ts';
import { textHashes } from './output-chunk.ts';
import type { OutputStore } from './output-store.ts';
import { VECTORS } from './sentence-encoder.ts';

/** The vectors that are kept of these texts, by text; one whose vector is not kept is not among them. */
export async function textVectors(
  texts: readonly string[],
  store: Pick<OutputStore, 'chunks'>,
): Promise<ReadonlyMap<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>();
  if (texts.length === 0) return vectors;
  const hash = await loadTextHash();
  const textOf = new Map(texts.map((text) => [hash(text), text]));
  const width = VECTORS.questions[0].labels.length;
  for await (const chunk of store.chunks(VECTORS))
    for (const [row, key] of textHashes(chunk).entries()) {
      const text = textOf.get(key);
      if (text === undefined) continue;
      const vector = new Float32Array(width);
      fromHalf(chunk.rows[0].subarray(row * width, (row + 1) * width), vector, 0);
      vectors.set(text, vector);
    }
  return vectors;
}
