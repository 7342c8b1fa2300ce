import type { Question } from './question.ts';
import type { Votes } from './votes.ts';

/** Texts, what was asked about them, and what people answered. Row i of every array is the same item. */
export interface Dataset {
  /** What it is called on screen, e.g. `GoEmotions raters`. */
  readonly name: string;
  /** Unique among the items. */
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  /**
   * 1 for an item whose text is not here; absent if all are. `texts` then has the text's `TextHash` in its place, so that
   * items with the same text can still be told.
   */
  readonly withoutText?: Uint8Array;
  /** Empty for plain texts: nobody has judged them. */
  readonly questions: readonly AnnotatedQuestion[];
  readonly sources: readonly SourceFile[];
}

/** A question and the people's answers to it. */
export interface AnnotatedQuestion {
  readonly question: Question;
  readonly votes: Votes;
  readonly origin: VoteOrigin;
}

/**
 * What one vote stands for. `raters`: one person's answer. `consensus`: a label set already aggregated upstream, so there is
 * no distribution of raters to compare with. `intended`: what the author of an example meant by it, likewise no distribution.
 */
export type VoteOrigin = 'raters' | 'consensus' | 'intended';

/** A file that was read: what was used of it and what was not. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
  /** The layout it was recognised as, in words, e.g. `GoEmotions raw (one row per rater)`. */
  readonly layout: string;
  readonly rowsRead: number;
  /** Rows left out, each with its reason, in file order; nothing is left out without a row here. */
  readonly skipped: readonly SkippedRow[];
}

export interface SkippedRow {
  /** First line of the row in its file, counted from 1; rows of a Parquet file count as lines. */
  readonly line: number;
  /** Why, in a sentence that names the column where one is at fault. */
  readonly reason: string;
  /** The row as it stands in the file, cut after 200 characters. */
  readonly content: string;
}
