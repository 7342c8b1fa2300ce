import type { RaterRule, VoteOrigin } from '../judgments/dataset.ts';
import type { AnswerTimes } from '../judgments/votes.ts';
import type { SaidSeen } from './model-judgments.ts';
import type { RaterAgreement } from './rater-agreement.ts';
import type { RaterPair } from './rater-pairs.ts';
import type { RaterFigures } from './raters.ts';
import type { AnalysisSettings } from './settings.ts';

/**
 * A number, or `null` where the data cannot support it; never NaN or infinite. Every `null` has its reason in the `reasons`
 * of the object it belongs to (people, model, comparison, halves, gradient), under its path or a beginning of its path:
 * `{"floor.p": "..."}` is about one figure, `{"floor": "..."}` about all of them, `{"categories.3.auc": "..."}` counts from 0.
 * {@link file://./reasons.ts} looks one up.
 */
export type Figure = number | null;

/** Why figures are `null`: a sentence per path. */
export type Reasons = Record<string, string>;

/** What an analysis found, as one JSON document. A key that is absent has not been computed yet. */
export interface Report {
  readonly version: 1;
  readonly inputs: ReportInputs;
  /** One per question people were asked, then one per question only models answered. */
  readonly questions: readonly QuestionReport[];
  readonly gradients?: readonly GradientReport[];
}

export interface ReportInputs {
  readonly dataset: string;
  readonly items: number;
  /** People's files first, then those of models that ran elsewhere. */
  readonly files: readonly ReportFile[];
  /** Seeds and thresholds: {@link AnalysisSettings}. */
  readonly settings: AnalysisSettings;
}

/** A file that was read, and what of it was not used. */
export interface ReportFile {
  readonly name: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** What it was recognised as, in words. */
  readonly layout: string;
  readonly rowsRead: number;
  /** Rows left out, and the first of them with their reasons; lines count from 1, 0 is none in particular. */
  readonly skipped: number;
  readonly skippedRows: readonly { readonly line: number; readonly reason: string }[];
  /**
   * Of models' answers: rows whose answer could not be understood, rows whose id no item has, and rows whose probabilities were
   * divided by their sum. Absent for a file of people's answers.
   */
  readonly failed?: number;
  readonly unmatched?: number;
  readonly renormalised?: number;
}

export interface QuestionReport {
  /**
   * The question's id as in the data set, or the models' where nobody was asked; unique in a report, so that a model's id that is
   * taken ends in a number.
   */
  readonly question: string;
  readonly name: string;
  readonly kind: 'categorical' | 'ordinal';
  readonly labels: readonly string[];
  readonly group?: string;
  readonly perspective?: 'reader' | 'writer';
  /** `null`: nobody was asked. */
  readonly people: PeopleReport | null;
  /** Models first, then the reference annotators. */
  readonly models: readonly ModelReport[];
  readonly comparisons?: readonly ComparisonReport[];
  /** Absent where nobody was asked. */
  readonly halves?: HalvesReport;
}

/** People against people and every model against the same people: one half of each item's raters, drawn at random. */
export interface HalvesReport {
  /** Those with two raters or more that every model answered and none has seen. */
  readonly items: number;
  /** Mean number of raters of those items. */
  readonly ratersPerItem: Figure;
  /** Random splits of each item's raters that the figures are means over. */
  readonly splits: number;
  /** The other half of the raters. */
  readonly people: HalfFigures;
  readonly models: readonly (HalfFigures & {
    readonly model: string;
    readonly method: string;
    readonly reference: boolean;
    readonly annotator?: string;
    /** What `spearman` would be if the model were exactly right. */
    readonly ifExact: Figure;
  })[];
  readonly reasons: Readonly<Reasons>;
}

export interface HalfFigures {
  /** How far the most probable label is the half's most chosen. */
  readonly top1: Interval;
  /** Spearman correlation of the half's entropy with the answer's. */
  readonly spearman: Interval;
}

export interface PeopleReport {
  readonly origin: VoteOrigin;
  /** Krippendorff's alpha. */
  readonly alpha: Figure;
  /** Mean agreement of two raters of one item. */
  readonly pairwise: Figure;
  /** Different raters; `null` where the source names none. */
  readonly raters: Figure;
  /** Mean number of raters who voted, over items with a vote. */
  readonly ratersPerItem: Figure;
  readonly votes: number;
  /** Items with at least one vote. */
  readonly items: number;
  /** Items with a vote and fewer raters than `minimumRaters`: in no gap figure. */
  readonly itemsBelowMinimum: number;
  readonly abstentions: number;
  /** The rule by which more raters were asked about some items, where it is known. */
  readonly moreRaters?: RaterRule;
  /**
   * Correlation of an item's agreement with its number of raters, and the one-sided p that it falls: where more raters were asked
   * because the first disagreed, D is too large, unless the rule is known.
   */
  readonly agreementByRaters: { readonly correlation: Figure; readonly p: Figure };
  /** How they agree, and who they are: absent until it is computed, and where votes are not raters'. */
  readonly among?: AmongPeopleReport;
  /** Mean human distribution over items with a vote, per label. */
  readonly distribution: readonly number[] | null;
  /** Mean H(p) in bits. */
  readonly entropy: Figure;
  readonly reasons: Readonly<Reasons>;
}

/** People among themselves; a figure that does not apply is `null`. */
export interface AmongPeopleReport {
  /** Krippendorff's alpha by level of measurement, Fleiss' kappa, Gwet's AC1, Brennan-Prediger, percent agreement. */
  readonly agreement: {
    readonly [Name in keyof RaterAgreement]: {
      readonly value: Figure;
      readonly lo: Figure;
      readonly hi: Figure;
    };
  };
  /** A row per rater; empty where the source names none. */
  readonly raters: readonly RaterFigures[];
  /** Where the raters' times are from: stated by the source, or each the time since the answer before; `null` where there are none. */
  readonly times: AnswerTimes['from'] | null;
  /** Cohen's kappa of pairs of raters, by their places among `raters`; empty where there are too many. */
  readonly pairs: readonly RaterPair[];
  /** The mean over those pairs (Light 1971). */
  readonly cohenKappa: { readonly value: Figure; readonly lo: Figure; readonly hi: Figure };
  /** Share of pairs of raters who gave label c and label d. */
  readonly confusion: readonly (readonly number[])[] | null;
  /** How many items have how many raters. */
  readonly ratersPerItem: readonly { readonly raters: number; readonly items: number }[];
  readonly reasons: Readonly<Reasons>;
}

/** What an interval or a p-value allows for: other items, or other items and other raters where those are few. */
export type Over = 'items only' | 'items and raters';

/** A mean with its percentile bootstrap interval. */
export interface Interval {
  readonly mean: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  readonly over: Over;
}

export interface ModelReport {
  readonly model: string;
  readonly method: string;
  /** A reference annotator (uniform, label marginal, top label, a model's one-hot answer), not a model. */
  readonly reference: boolean;
  /** annotatorKey of the model; of the model it was made from for its one-hot answer; else absent. */
  readonly annotator?: string;
  /** Answered share of the items that it was asked; a failed answer counts against it in every figure. */
  readonly coverage: number;
  /** Items that it was asked and gave no answer that can be read. */
  readonly failed: number;
  /** Items that it was not asked, or whose answer is not in its file: left out of every figure. */
  readonly missing: number;
  /** Asked, not seen in training, and rated by enough people: the items of all figures that say nothing else. */
  readonly items: number;
  readonly outputs: OutputsReport;
  readonly seen: SeenReport;
  readonly gap?: GapReport;
  readonly labels?: LabelsReport;
  readonly uncertainty?: UncertaintyReport;
  readonly disagreement?: DisagreementReport;
  readonly floor?: FloorReport;
  readonly ceiling?: CeilingReport;
  readonly worth?: WorthReport;
  readonly altTest?: AltTestReport;
  readonly categories?: readonly CategoryReport[];
  readonly calibration?: readonly CalibrationReport[];
  readonly labelBudget?: readonly LabelBudgetReport[];
  readonly guidelines?: readonly GuidelineReport[];
  /** The verdicts without the raters who are doubtful; absent where none is. */
  readonly guidelinesWithoutDoubtful?: readonly GuidelineReport[];
  readonly reasons: Readonly<Reasons>;
}

/** What can be said about a model without people: over all answered items. */
export interface OutputsReport {
  /** Mean distribution, per label. */
  readonly distribution: readonly number[] | null;
  /** Mean H(q) in bits. */
  readonly entropy: Figure;
  /** How often each label is the most probable; ties share. */
  readonly topLabels: readonly number[];
}

/** Items that were in the model's training or development data: shown apart, in no other figure. */
export interface SeenReport {
  readonly items: number;
  readonly jsd: Interval;
  /** What a person said that the model was trained on, beside what is known of it; absent where nobody said anything. */
  readonly declared?: SaidSeen;
}

export interface GapReport {
  readonly jsd: Interval;
  /** Unbiased squared gap D, over the items that have two raters and, where it was sampled, two samples. */
  readonly squared: Interval;
  readonly squaredItems: number;
  readonly crossEntropy: Interval;
  readonly tvd: Interval;
  readonly hellinger: Interval;
  readonly kl: Interval;
  /** 1-Wasserstein, in scale units. */
  readonly emd: Interval;
}

export interface LabelsReport {
  /** Items it is about: those of the gap, or all with a vote where there is no rater distribution. */
  readonly items: number;
  readonly top1: Figure;
  readonly top1Interval: Interval;
  readonly macroF1: Figure;
  /** Confusion of people's most voted labels (rows) with the model's, precision, recall, F1 and support by label, and kappa. */
  readonly classes: {
    readonly confusion: readonly (readonly number[])[];
    readonly labels: readonly ClassReport[];
    readonly kappa: Figure;
  };
  /** Raters whose very answers the model's are, on at least 98 % of at least 30 items. */
  readonly copies: readonly { readonly rater: string; readonly items: number; readonly share: number }[];
}

export interface ClassReport {
  readonly support: number;
  readonly precision: Figure;
  readonly recall: Figure;
  readonly f1: Figure;
}

export interface UncertaintyReport {
  /** Spearman correlation of H(p) with H(q). */
  readonly spearman: Figure;
  /** Mean of H(q) - H(p), over log2 K. */
  readonly entropyDifference: Figure;
  readonly entropyDifferenceInterval: Interval;
  /** Both as they would come out if the model were exactly right. */
  readonly ifExact?: { readonly spearman: Figure; readonly entropyDifference: Figure };
}

export interface DisagreementReport {
  /** Chance that two raters differ (1 - v_r·v_s), mean over items. */
  readonly people: Figure;
  /** The same for two draws from the model. */
  readonly model: Figure;
  /** model - people. */
  readonly difference: Interval;
}

/** Both noise floors: how far few people are from one another, and how far from a model they were drawn from. */
export interface FloorReport {
  /** Mean JSD between two random groups of half an item's raters. */
  readonly humanHuman: Figure;
  /** Mean JSD between the model and one such group. */
  readonly modelGroup: Figure;
  /** Mean JSD if the model were exactly right. */
  readonly exact: Figure;
  /** Observed mean JSD minus `exact`; negative means too flat. */
  readonly excess: Figure;
  /** One-sided p-value of the mean of D: how often an exactly right model would have as great a one. */
  readonly p: Figure;
  /** The same of as small a one, as a model has that has seen these votes. */
  readonly pLow: Figure;
  /** Whether `p` takes raters as independent given the item, or allows for habits of few raters. */
  readonly over: Over;
}

/**
 * What an exactly right model would get on these data: mean and central 95 % of draws of the votes from the model's own
 * distributions. `null` where the figure itself cannot be had.
 */
export interface CeilingReport {
  readonly draws: number;
  readonly top1: CeilingFigure;
  readonly macroF1: CeilingFigure;
  readonly crossEntropy: CeilingFigure;
  readonly tvd: CeilingFigure;
  /** 1-Wasserstein, in scale units. */
  readonly emd: CeilingFigure;
  readonly advantageProbability: CeilingFigure;
  readonly winningRate: CeilingFigure;
  /** Share of the draws in which it passes the alt-test. */
  readonly passes: Figure;
  /** Pearson of each category, in the order of `categories`. */
  readonly pearson: readonly CeilingFigure[];
}

export interface CeilingFigure {
  readonly mean: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
}

export interface WorthReport {
  /** Raters the model is worth, 0 to the most raters that enough items have, less one. */
  readonly k: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  /** `<`: not even the label marginal is beaten; `>`: more raters than the data can show. */
  readonly bound: '<' | '>' | null;
  readonly over: Over;
  /** Mean log score (bits) of the model and of k raters, over items with at least k + 1 raters. */
  readonly curve: readonly {
    readonly k: number;
    readonly items: number;
    readonly people: number;
    readonly model: number;
  }[];
}

export interface AltTestReport {
  readonly epsilon: number;
  /** Share of tested raters the model may stand in for. */
  readonly winningRate: Figure;
  readonly advantageProbability: Figure;
  /** `null` with fewer than 3 tested raters. */
  readonly passes: boolean | null;
  readonly raters: readonly {
    readonly rater: string;
    readonly items: number;
    readonly model: number;
    readonly human: number;
    readonly p: number;
    readonly rejected: boolean;
  }[];
}

export interface CategoryReport {
  /** A label; for an ordinal question `below` and `above` the scale's midpoint. */
  readonly label: string;
  /** Items where any rater chose it. */
  readonly support: number;
  readonly meanHuman: Figure;
  readonly meanModel: Figure;
  /** meanModel - meanHuman. */
  readonly bias: Figure;
  readonly pearson: Figure;
  readonly spearman: Figure;
  /** For "any rater chose it". */
  readonly auc: Figure;
  /** Share of the total JSD. */
  readonly jsdShare: Figure;
  readonly reliability?: Figure;
  /** Pearson / √reliability. */
  readonly agreement?: Figure;
  readonly agreementInterval?: { readonly lo: Figure; readonly hi: Figure; readonly over: Over };
  /** Share of the variance of the truth that the model leaves: its squared gap on this category, level and spread included. */
  readonly unexplained?: { readonly mean: Figure; readonly lo: Figure; readonly hi: Figure };
  readonly transparency?: Figure;
  /** Share of the items with p >= 0.5 that hold a marker. */
  readonly coverage?: Figure;
  /** Share of the items with a marker that have p >= 0.5. */
  readonly precision?: Figure;
  /** Share of the items with p >= 0.5 whose text holds the label's own name. */
  readonly ownName?: Figure;
  readonly markers?: readonly { readonly token: string; readonly z: number; readonly count: number }[];
}

/** The score a calibrator is judged by. */
export type CalibrationScore = 'crossEntropy' | 'squared' | 'jsd';

export interface CalibrationReport {
  readonly method: string;
  readonly score: CalibrationScore;
  /** Mean over held-out items, without and with the calibrator. */
  readonly before: Figure;
  readonly after: Figure;
  /** 100 (before - after) / before. */
  readonly reduction: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  readonly over: Over;
}

export interface LabelBudgetReport {
  /** Labelled items the calibrator was fitted on, each with all its raters. */
  readonly labels: number;
  readonly method: string;
  readonly score: CalibrationScore;
  /** Mean over the draws of the held-out mean, and the central 95 % of the draws. */
  readonly mean: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  /** The score on the same held-out items less what it is without a calibrator: mean and central 95 % of the draws. */
  readonly change: { readonly mean: Figure; readonly lo: Figure; readonly hi: Figure };
}

export type Verdict =
  'too little data' | 'substitute' | 'substitute after calibration' | 'cannot tell yet' | 'do not substitute';

/** A figure with its interval, neither of which is missing. */
export interface Range {
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
}

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
  /** The model's score less the reference annotator's, over the same items: above 0 the reference is ahead. */
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
  /** How often an exactly right model's D would be as small: {@link FloorReport.pLow}. */
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

export interface ComparisonReport {
  /** Model names, with the method where several share a name; differences are a - b, so negative favours a. */
  readonly a: string;
  readonly b: string;
  /** annotatorKey of a and of b, which tells models apart that share name and method; `null` for a reference annotator. */
  readonly annotators: readonly [a: string | null, b: string | null];
  /** Items both answered and neither has seen. */
  readonly items: number;
  readonly jsd: PairedDifference;
  readonly squared: PairedDifference;
  readonly crossEntropy: PairedDifference;
  readonly reasons: Readonly<Reasons>;
}

export interface PairedDifference {
  readonly difference: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  /** Sign-flip p-value, and Holm's adjustment of it over the pairs. */
  readonly p: Figure;
  readonly pAdjusted: Figure;
  readonly over: Over;
}

export interface GradientReport {
  readonly model: string;
  readonly method: string;
  /** annotatorKey of the model at each question; the same at all of them where it answers all at once. */
  readonly annotators: readonly string[];
  /** A question's id or the name of a group of ordinal questions. */
  readonly scope: string;
  readonly spearman: Figure;
  readonly pearson: Figure;
  /** Pearson of transparency with raw Pearson. */
  readonly raw: Figure;
  /** Pearson given reliability and log support. */
  readonly partial: Figure;
  readonly slope: Figure;
  readonly slopeLo: Figure;
  readonly slopeHi: Figure;
  /** Permutation p-value of the Pearson correlation, two-sided. */
  readonly p: Figure;
  readonly points: {
    readonly label: string;
    readonly transparency: number;
    readonly agreement: number;
    readonly raw: number;
    readonly reliability: number;
    readonly support: number;
  }[];
  readonly reasons: Readonly<Reasons>;
}
