import type { Range } from './figures.ts';

export type Verdict =
  'too little data' | 'substitute' | 'substitute after calibration' | 'cannot tell yet' | 'do not substitute';

/** What a verdict on a question rests on, for a model as it is or calibrated. Nothing of it depends on a threshold. */
export interface QuestionEvidence {
  readonly items: number;
  /** Answered share of the items it was asked. */
  readonly coverage: number;
  /** Mean unbiased squared gap and the items that it is over; `null` if it is beyond the data. */
  readonly squared: (Range & { readonly items: number }) | null;
  /** On a scale, in its units. */
  readonly scale: {
    /** Last point less the first. */
    readonly range: number;
    /** The model's mean rating less the people's. */
    readonly bias: Range;
    /** 1-Wasserstein distance beyond that of an exactly right model. */
    readonly wasserstein: Range;
  } | null;
  /** The model's score less the baseline's, over the same items: above 0 the reference is ahead. */
  readonly references: readonly {
    readonly name: string;
    readonly crossEntropy: Range;
    readonly squared: Range | null;
  }[];
  /** `passes` is `null` where it could not be run; `passesIfExact`: whether an exactly right model mostly would. */
  readonly altTest: {
    readonly passes: boolean | null;
    readonly winningRate: number | null;
    readonly passesIfExact: boolean | null;
  };
  readonly worth: {
    readonly k: number | null;
    readonly lo: number | null;
    readonly hi: number | null;
    readonly bound: '<' | '>' | null;
    /** The most annotators that these data can show. */
    readonly ceiling: number | null;
  };
  /** How often an exactly right model's D would be as small: `floor.pLow`. */
  readonly tooGood: number | null;
}

/** What a verdict on a category rests on. */
export interface CategoryEvidence {
  readonly agreement: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** The model's mean share less the people's. */
  readonly bias: number | null;
  readonly unexplained: Range | null;
}

/** All that a verdict on a question is reached from. */
export interface QuestionGrounds {
  readonly own: QuestionEvidence | null;
  /** Under the best calibrator out of fold; `null` if none was fitted. */
  readonly calibrated: (QuestionEvidence & { readonly method: string }) | null;
  /** Items with enough raters that the model was trained on, which no verdict rests on. */
  readonly seen: number;
}

/** All that a verdict on a category is reached from. */
export interface CategoryGrounds {
  /** Items where any rater chose it. */
  readonly support: number;
  readonly own: CategoryEvidence;
  readonly calibrated: (CategoryEvidence & { readonly method: string }) | null;
  /** Why there is no agreement to judge by, where there is none. */
  readonly why: string;
}

export interface GuidelineReport {
  /** `question`, or a category's label. */
  readonly scope: string;
  readonly verdict: Verdict;
  /** The verdict's numbers, in a sentence. */
  readonly because: string;
  /** What it rests on, so that it can be reached again with other thresholds; on a question or on a category. */
  readonly question?: QuestionGrounds;
  readonly category?: CategoryGrounds;
}
