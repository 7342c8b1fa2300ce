import known from './known-scores.json' with { type: 'json' };
import type { Embeddings, LabelTexts } from './lexical-transparency.ts';

/** Scores of one label, over the texts that raters gave it, as they were worked out where its texts and an embedding model were. */
export interface KnownScore {
  readonly label: string;
  /** {@link idsHash} of those texts. */
  readonly ids: string;
  /** Cosine of the label's word with the mean of its texts, by all-MiniLM-L6-v2. */
  readonly embedding: number;
  /** Share of the texts that hold a word of our list; `null` where the texts are at hand, or the list has no words for the label. */
  readonly lexicon: number | null;
}

/**
 * Scores of the very texts or none at all: over a slice, or with other raters, there are none.
 * @param own of these data, from `src/jobs/embedding-scores.ts`; those of the benchmarks that ship, which `cli/benchmarks/build-known-scores.ts` worked
 *   out, are known anyway
 * @returns `null` where no label's texts are known
 */
export function knownScores(
  labels: readonly LabelTexts[],
  own: readonly KnownScore[] = [],
  shipped: readonly KnownScore[] = known,
): Extract<Embeddings, { kind: 'scores' }> | null {
  const byIds = new Map([...shipped, ...own].map((one) => [`${one.label}\n${one.ids}`, one]));
  const found = labels.flatMap(({ label, ids }) => byIds.get(`${label}\n${idsHash(ids)}`) ?? []);
  if (found.length === 0) return null;
  return {
    kind: 'scores',
    scores: new Map(found.map(({ label, embedding }) => [label, embedding])),
    coverage: new Map(found.flatMap(({ label, lexicon }) => (lexicon === null ? [] : [[label, lexicon]]))),
  };
}

/** Tells a set of ids from others, in any order: two 32-bit FNV-1a hashes from different starts. */
export function idsHash(ids: readonly string[]): string {
  const words = [...ids].sort().join('\n');
  let [one, other] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < words.length; at++) {
    const code = words.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ (code + 0x9e37), 0x01000193);
  }
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
  return `${ids.length}-${hex(one)}${hex(other)}`;
}
