import type { FileAccount } from '../../judgments/source-file.ts';

/** What the files of the paper's protocol hold, taken together. */
export interface PaperFiles {
  /** In the order of the first file that names them; empty if no file is about labels. */
  readonly labels: readonly string[];
  /** People's labels by id of the text. */
  readonly labelled: ReadonlyMap<string, LabelledText>;
  /** Each rater's flags by id of the text, in the order of the files, where the raters' own rows are among them. */
  readonly flags: ReadonlyMap<string, readonly Uint8Array[]>;
  /** People's ratings by id of the text. */
  readonly rated: ReadonlyMap<string, RatedText>;
  readonly texts: ReadonlyMap<string, string>;
  /** By model and temperature. */
  readonly labelAnswers: readonly LabelSamples[];
  readonly ratingAnswers: readonly RatingSamples[];
  /** Whether every file holds its ids as whole numbers, which are in another order than texts. */
  readonly idsAreNumbers: boolean;
  readonly sources: readonly FileAccount[];
  /** Answers in which no labels or no ratings could be read. */
  readonly unreadable: number;
}

export interface LabelledText {
  /** Share of the raters who flagged each label. */
  readonly rates: Float64Array;
  readonly raters: number;
  /** As a file says it: full, partial, disagreement; `null` where none does. */
  readonly level: string | null;
  /** People's entropy in bits, as a file says it. */
  readonly entropy: number | null;
}

/** Valence, arousal and dominance. */
export type Triple = readonly [number, number, number];

export interface RatedText {
  readonly means: Triple;
  /** Mean over dimensions of the raters' standard deviation. */
  readonly deviation: number;
  /** As a file says it: high, moderate, low; `null` where none does. */
  readonly level: string | null;
}

/** A model's answers with labels at one temperature ("all": all together; empty: none is named). */
export interface LabelSamples {
  readonly model: string;
  readonly temperature: string;
  /** Share of the samples that name each label, by id of the text. */
  readonly rates: ReadonlyMap<string, Float64Array>;
}

export interface RatingSamples {
  readonly model: string;
  readonly temperature: string;
  /** By id of the text. */
  readonly ratings: ReadonlyMap<string, SampledRating>;
}

/** Over the samples of a text. */
export interface SampledRating {
  readonly means: Triple;
  /** With n - 1; NaN with one sample. */
  readonly variances: Triple;
}

/** What is done with an answer in which no label can be read: it counts as the label `neutral`, as the paper has it, or is left out. */
export type Unreadable = 'neutral' | 'failed';
