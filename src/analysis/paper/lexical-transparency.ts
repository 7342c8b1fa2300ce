import type { Row } from '../divergence.ts';
import { numpyMean } from './numpy-sum.ts';

/** Texts with a label under which it has no score. */
const FEWEST_TEXTS = 5;
/** Keeps the scaling of scores that are all the same finite. */
const SMALL = 1e-12;

/** The words that tell of a label. */
export type Lexicon = ReadonlyMap<string, readonly string[]>;

/** Vectors of the labels' words and of the texts, by label and by id or text; or scores that were worked out elsewhere, by label. */
export type Embeddings =
  | { readonly kind: 'vectors'; readonly vectors: ReadonlyMap<string, Row> }
  | {
      readonly kind: 'scores';
      readonly scores: ReadonlyMap<string, number>;
      /** Shares of texts that hold a word of the list, by label, for texts that are not here. */
      readonly coverage?: ReadonlyMap<string, number>;
    };

/** How far a label can be told from words. */
export interface LexicalScores {
  readonly label: string;
  /** Texts that at least one rater gave the label. */
  readonly texts: number;
  /** Cosine of the label's word with the mean of its texts; `null` with fewer than five texts, or without vectors. */
  readonly embedding: number | null;
  /** Share of its texts in which a word of its list stands; `null` with fewer than five texts, or without a list. */
  readonly lexicon: number | null;
  /** Mean of both, each scaled to 0..1 over labels; `null` where one of them is missing. */
  readonly combined: number | null;
}

/** A label and the texts whose rate of it is above 0. */
export interface LabelTexts {
  readonly label: string;
  readonly ids: readonly string[];
  /** `null` for a text that is not known. */
  readonly texts: readonly (string | null)[];
}

export function lexicalScores(
  labels: readonly LabelTexts[],
  lexicon: Lexicon,
  embeddings: Embeddings | null,
): readonly LexicalScores[] {
  const raw = labels.map((one) => ({
    label: one.label,
    texts: one.ids.length,
    embedding: one.ids.length < FEWEST_TEXTS || embeddings === null ? null : embeddingScore(one, embeddings),
    lexicon:
      one.ids.length < FEWEST_TEXTS
        ? null
        : (coverage(one, lexicon.get(one.label) ?? []) ?? knownCoverage(one, embeddings)),
  }));
  const embedding = scaled(raw.map((one) => one.embedding));
  const words = scaled(raw.map((one) => one.lexicon));
  return raw.map((one, place) => {
    const [first, second] = [embedding[place], words[place]];
    return { ...one, combined: first === null || second === null ? null : (first + second) / 2 };
  });
}

/** Each value's place between the least and the greatest. */
function scaled(values: readonly (number | null)[]): readonly (number | null)[] {
  const known = values.filter((value) => value !== null);
  const least = known.reduce((a, b) => Math.min(a, b), Infinity);
  const range = known.reduce((a, b) => Math.max(a, b), -Infinity) - least + SMALL;
  return values.map((value) => (value === null ? null : (value - least) / range));
}

/**
 * Share of the texts in which any of a label's words stands as a run of characters, without regard to case: inside other words too. Over the
 * texts that are known; `null` if none is.
 */
function coverage({ texts }: LabelTexts, words: readonly string[]): number | null {
  const known = texts.filter((text) => text !== null);
  if (words.length === 0 || known.length === 0) return null;
  const lower = words.map((word) => word.toLowerCase());
  const covered = known.filter((text) => {
    const folded = text.toLowerCase();
    return lower.some((word) => folded.includes(word));
  });
  return covered.length / known.length;
}

function knownCoverage({ label }: LabelTexts, embeddings: Embeddings | null): number | null {
  return embeddings?.kind === 'scores' ? (embeddings.coverage?.get(label) ?? null) : null;
}

function embeddingScore({ label, ids, texts }: LabelTexts, embeddings: Embeddings): number | null {
  if (embeddings.kind === 'scores') return embeddings.scores.get(label) ?? null;
  const own = embeddings.vectors.get(label);
  const vectors = ids
    .map((id, place) => embeddings.vectors.get(id) ?? embeddings.vectors.get(texts[place] ?? ''))
    .filter((vector) => vector !== undefined);
  if (own === undefined || vectors.length === 0) return null;
  const mean = Float64Array.from(own, (_, at) => numpyMean(vectors.map((vector) => vector[at])));
  const length = Math.sqrt(product(own, own)) * Math.sqrt(product(mean, mean));
  return length === 0 ? null : product(own, mean) / length;
}

function product(x: Row, y: Row): number {
  let sum = 0;
  for (let at = 0; at < x.length; at++) sum += x[at] * y[at];
  return sum;
}
