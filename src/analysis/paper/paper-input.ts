import type { LabelLevel, RatingLevel } from './agreement-levels.ts';

/** What the paper's protocol is computed from; either part may be missing. */
export interface PaperInput {
  readonly labels: LabelsInput | null;
  readonly ratings: RatingsInput | null;
}

/** A question with labels. */
export interface LabelsInput {
  readonly labels: readonly string[];
  readonly people: LabelPeople;
  /** By model, then by temperature. */
  readonly answers: readonly LabelAnswers[];
  /** What every rater flagged, where it is known. */
  readonly raters: RaterFlags | null;
}

/** Texts, ascending by id, with people's rates. */
export interface LabelPeople {
  readonly ids: readonly string[];
  /** Share of a text's raters who flagged each label: one row a text, one column a label. */
  readonly rates: Float64Array;
  readonly levels: readonly LabelLevel[];
  /** People's entropy in bits, as the paper has it. */
  readonly entropies: Float64Array;
  /** `null` for a text that is not in the files. */
  readonly texts: readonly (string | null)[];
}

/** A model's rates at one temperature, or at all together. */
export interface LabelAnswers {
  readonly model: string;
  /** "0", "0.3", ...; "all" for all samples together; empty where the files name none. */
  readonly temperature: string;
  /** Places of the texts among people's, ascending. */
  readonly places: Uint32Array;
  /** Share of the samples that name each label: one row for each of `places`. */
  readonly rates: Float64Array;
}

/** Raters' flags, text after text in the order of {@link LabelPeople}, a text's raters in the order of the files. */
export interface RaterFlags {
  /** Where a text's raters begin; one more than there are texts. */
  readonly starts: Uint32Array;
  /** 0 or 1: one row a rater, one column a label. */
  readonly flags: Uint8Array;
}

/** The dimensions of a text's rating, as the paper's files call them. */
export const DIMENSIONS = ['V', 'A', 'D'] as const;

/** Numbers on valence, arousal and dominance, or on other scales that were asked together. */
export interface RatingsInput {
  /** What the tables call the scales. */
  readonly dimensions: readonly string[];
  readonly people: RatingPeople;
  readonly answers: readonly RatingAnswers[];
}

/** Texts, ascending by id, with the mean of people's ratings. */
export interface RatingPeople {
  readonly ids: readonly string[];
  readonly means: Readonly<Record<string, Float64Array>>;
  readonly levels: readonly RatingLevel[];
}

/** A model's ratings at one temperature, or at all together. */
export interface RatingAnswers {
  readonly model: string;
  readonly temperature: string;
  readonly places: Uint32Array;
  /** Mean over samples. */
  readonly means: Readonly<Record<string, Float64Array>>;
  /** Variance over samples (n - 1), NaN with fewer than two. */
  readonly variances: Readonly<Record<string, Float64Array>>;
}

/** The answers that what is across models rests on: at all temperatures together, or, where no model was asked at any, all there are. */
export function acrossModels<Answers extends { readonly temperature: string }>(
  answers: readonly Answers[],
): readonly Answers[] {
  const together = answers.filter(({ temperature }) => temperature === 'all');
  return together.length > 0 ? together : answers.filter(({ temperature }) => temperature === '');
}
