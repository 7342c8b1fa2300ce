import type { VoteOrigin } from '../judgments/dataset.ts';
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
  /** Mean human distribution over items with a vote, per label. */
  readonly distribution: readonly number[] | null;
  /** Mean H(p) in bits. */
  readonly entropy: Figure;
  readonly reasons: Readonly<Reasons>;
}

/** A mean with its percentile bootstrap interval. */
export interface Interval {
  readonly mean: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  /** What the interval allows for: resampled items, or those and a jackknife over few raters. */
  readonly over: 'items only' | 'items and raters';
}

export interface ModelReport {
  readonly model: string;
  readonly method: string;
  /** A reference annotator (uniform, label marginal, top label, a model's one-hot answer), not a model. */
  readonly reference: boolean;
  /** annotatorKey of the model; of the model it was made from for its one-hot answer; else absent. */
  readonly annotator?: string;
  /** Share of the data set's items that were answered. */
  readonly coverage: number;
  /** Answered, not seen in training, and rated by enough people: the items of all figures that say nothing else. */
  readonly items: number;
  readonly outputs: OutputsReport;
  readonly seen: SeenReport;
  readonly gap?: GapReport;
  readonly labels?: LabelsReport;
  readonly uncertainty?: UncertaintyReport;
  readonly disagreement?: DisagreementReport;
  readonly floor?: FloorReport;
  readonly worth?: WorthReport;
  readonly altTest?: AltTestReport;
  readonly categories?: readonly CategoryReport[];
  readonly calibration?: readonly CalibrationReport[];
  readonly labelBudget?: readonly LabelBudgetReport[];
  readonly guidelines?: readonly GuidelineReport[];
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
}

export interface GapReport {
  readonly jsd: Interval;
  /** Unbiased squared gap D. */
  readonly squared: Interval;
  readonly crossEntropy: Interval;
  readonly tvd: Interval;
  readonly hellinger: Interval;
  readonly kl: Interval;
  /** 1-Wasserstein, in scale units. */
  readonly emd: Interval;
  /** The same with every failed answer scored as the label marginal; equal to the above where all was answered. */
  readonly withFailures: {
    readonly items: number;
    readonly jsd: Figure;
    readonly squared: Figure;
    readonly crossEntropy: Figure;
  };
}

export interface LabelsReport {
  /** Items it is about: those of the gap, or all with a vote where there is no rater distribution. */
  readonly items: number;
  readonly top1: Figure;
  readonly top1Interval: Interval;
  readonly macroF1: Figure;
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
  /** One-sided p-value of the mean of D, raters taken as independent given the item. */
  readonly p: Figure;
}

export interface WorthReport {
  /** Raters the model is worth, 0 to the most raters that enough items have, less one. */
  readonly k: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  /** `<`: not even the label marginal is beaten; `>`: more raters than the data can show. */
  readonly bound: '<' | '>' | null;
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
  readonly agreementInterval?: { readonly lo: Figure; readonly hi: Figure };
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
}

export interface LabelBudgetReport {
  /** Labelled items the calibrator was fitted on. */
  readonly labels: number;
  readonly method: string;
  readonly score: CalibrationScore;
  /** Mean over the draws of the held-out mean, and the central 95 % of the draws. */
  readonly mean: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
}

export type Verdict =
  | 'too little data'
  | 'substitute'
  | 'substitute after calibration'
  | 'use beside people'
  | 'do not substitute';

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

/** What a verdict on a question rests on, for a model as it is or calibrated. */
export interface QuestionEvidence {
  readonly items: number;
  /** Means over the same items, failed answers scored as the label marginal; `squared` may be beyond the data. */
  readonly crossEntropy: number;
  readonly squared: number | null;
  readonly references: readonly {
    readonly name: string;
    readonly crossEntropy: number;
    readonly squared: number | null;
  }[];
  /** `null`: could not be run. */
  readonly altTest: { readonly passes: boolean | null; readonly winningRate: number | null };
  readonly worth: {
    readonly k: number | null;
    readonly lo: number | null;
    readonly hi: number | null;
    readonly bound: '<' | '>' | null;
  };
  /** Upper end of the interval of √(mean D): how far from the people's true distribution it may be. */
  readonly distance: number | null;
}

/** What a verdict on a category rests on. */
export interface CategoryEvidence {
  readonly agreement: number | null;
  readonly lo: number | null;
}

/** All that a verdict on a question is reached from. */
export interface QuestionGrounds {
  readonly own: QuestionEvidence | null;
  /** Under the best calibrator out of fold; `null` if none was fitted or there are too few items. */
  readonly calibrated: (QuestionEvidence & { readonly method: string }) | null;
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
