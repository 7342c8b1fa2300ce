import type { VoteOrigin } from '../../judgments/dataset.ts';
import type { NumberRange } from '../../judgments/question.ts';
import type { SaidSeen } from '../model-judgments.ts';
import type { Figure, Interval, Reasons } from './figures.ts';

/** What was found about a continuous question. */
export interface NumberQuestionReport {
  /** As of a question with labels. */
  readonly question: string;
  readonly name: string;
  readonly kind: 'continuous';
  /** None: an answer is a number. */
  readonly labels: readonly [];
  readonly range: NumberRange;
  readonly unit?: string;
  readonly group?: string;
  readonly perspective?: 'reader' | 'writer';
  /** `null`: nobody was asked. */
  readonly people: PeopleNumbersReport | null;
  /** Models first, then the baseline. */
  readonly models: readonly NumberModelReport[];
}

/** What people said, in units of the scale. */
export interface PeopleNumbersReport {
  readonly origin: VoteOrigin;
  /** Different raters; `null` where the source names none. */
  readonly raters: Figure;
  /** Mean number of raters who answered, over items with an answer. */
  readonly ratersPerItem: Figure;
  readonly votes: number;
  /** Items with at least one answer. */
  readonly items: number;
  /** Items with an answer and fewer raters than `minimumRaters`: in no figure of a model. */
  readonly itemsBelowMinimum: number;
  readonly abstentions: number;
  /** Of all numbers. */
  readonly mean: Figure;
  readonly sd: Figure;
  /** Share of the numbers in each of as many equal parts of the range, the lowest first. */
  readonly histogram: readonly number[];
  /** How people agree; absent until it is computed, and where the numbers are not single raters'. */
  readonly among?: AmongNumbersReport;
  readonly reasons: Readonly<Reasons>;
}

export interface AmongNumbersReport {
  /** Items with two raters or more: what all of this is over. */
  readonly items: number;
  /** Intraclass correlation of one rater's number, ICC(2,1), and of the mean of an item's raters, ICC(2,k). */
  readonly icc1: Interval;
  readonly iccK: Interval;
  /** Raters of an item (harmonic mean), the k of ICC(2,k). */
  readonly k: Figure;
  /** Krippendorff's alpha with squared differences. */
  readonly alpha: Interval;
  /** Mean over items of the sample variance of their raters' numbers. */
  readonly withinVariance: Interval;
  /** Reliability of an item's mean: 1 - mean(s²/n) / variance of the means. */
  readonly reliability: Interval;
  /** What a model that knows every text's true mean would get, the raters being as few as they are. */
  readonly ceiling: {
    /** Square root of the reliability. */
    readonly pearson: Figure;
    /** Square root of the mean of s²/n. */
    readonly rmse: Figure;
  };
  /** Each rater's number beside the others' of the same item. */
  readonly oneRater: {
    /** With the mean of the others, over all numbers. */
    readonly pearson: Figure;
    readonly mae: Interval;
    readonly rmse: Figure;
    /** CRPS of the others' numbers, over items with three raters or more. */
    readonly crps: Interval;
  };
  /** Empty where the source names no raters. */
  readonly raters: readonly RaterNumbers[];
}

/** One rater beside the mean of the others. */
export interface RaterNumbers {
  readonly rater: string;
  /** Items that another rater judged too. */
  readonly items: number;
  readonly mean: number;
  /** Mean of the rater's number less the others' mean. */
  readonly bias: number;
  readonly mae: number;
  readonly pearson: Figure;
}

/** What a model's answers are: one number for each text, several samples, or a mean with a stated spread. */
export type NumberForm = 'one number' | 'samples' | 'mean and spread';

export interface NumberModelReport {
  readonly model: string;
  readonly method: string;
  /** The mean of all other texts' ratings, not a model. */
  readonly reference: boolean;
  readonly annotator?: string;
  /** As of a model that answers with labels. */
  readonly coverage: number;
  readonly failed: number;
  readonly missing: number;
  readonly items: number;
  readonly seen: { readonly items: number; readonly declared?: SaidSeen };
  readonly form: NumberForm;
  /** Mean of the model's numbers over the items, and their standard deviation. */
  readonly mean: Figure;
  readonly sd: Figure;
  /** The model's mean beside people's, over items. Absent until it is computed. */
  readonly agreement?: NumberAgreementReport;
  readonly error?: NumberErrorReport;
  readonly spread?: NumberSpreadReport;
  /** Some of the items, evenly spaced by people's mean, to draw. */
  readonly points?: readonly NumberPoint[];
  readonly reasons: Readonly<Reasons>;
}

export interface NumberAgreementReport {
  readonly pearson: Interval;
  readonly spearman: Interval;
  /** Lin's concordance correlation: 1 only where the model says what people say. */
  readonly concordance: Interval;
}

export interface NumberErrorReport {
  /** Mean of |model - people's mean|. */
  readonly mae: Interval;
  readonly rmse: Interval;
  /** Mean of model - people's mean. */
  readonly bias: Interval;
  /** Standard deviation of model - people's mean: 95% lie within bias ± 1.96 of it, if they are normal. */
  readonly residualSd: Figure;
  /** Continuous ranked probability score of the model's answer against each rater, mean over raters and items. */
  readonly crps: Interval;
  /** Unbiased squared error of the model's mean to the truth: less what few raters and few samples add. */
  readonly squared: Interval;
}

export interface NumberSpreadReport {
  /** Items with two raters and two samples, or a stated spread. */
  readonly items: number;
  /** Mean within-text variance. */
  readonly people: Figure;
  readonly model: Figure;
  /** model - people. */
  readonly difference: Interval;
  /** Of the two standard deviations of a text. */
  readonly spearman: Interval;
}

/** Means of an item with 95% intervals from the spread within texts, pooled; `null` where an answer is one number. */
export interface NumberPoint {
  readonly people: number;
  readonly peopleLo: number;
  readonly peopleHi: number;
  readonly model: number;
  readonly modelLo: Figure;
  readonly modelHi: Figure;
}
