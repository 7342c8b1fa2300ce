import type { RaterRule, VoteOrigin } from '../judgments/dataset.ts';
import type { RaterAgreement } from './rater-agreement.ts';
import type { RaterFigures, RaterPair } from './raters.ts';
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
  version: 1;
  inputs: ReportInputs;
  /** One per question people were asked, then one per question only models answered. */
  questions: QuestionReport[];
  gradients?: GradientReport[];
}

export interface ReportInputs {
  dataset: string;
  items: number;
  /** People's files first, then those of models that ran elsewhere. */
  files: ReportFile[];
  /** Seeds and thresholds: {@link AnalysisSettings}. */
  settings: AnalysisSettings;
}

/** A file that was read, and what of it was not used. */
export interface ReportFile {
  name: string;
  /** Of its bytes, hexadecimal. */
  sha256: string;
  bytes: number;
  /** What it was recognised as, in words. */
  layout: string;
  rowsRead: number;
  /** Rows left out, and the first of them with their reasons; lines count from 1, 0 is none in particular. */
  skipped: number;
  skippedRows: { line: number; reason: string }[];
  /**
   * Of models' answers: rows whose answer could not be understood, rows whose id no item has, and rows whose probabilities were
   * divided by their sum. Absent for a file of people's answers.
   */
  failed?: number;
  unmatched?: number;
  renormalised?: number;
}

export interface QuestionReport {
  /**
   * The question's id as in the data set, or the models' where nobody was asked; unique in a report, so that a model's id that is
   * taken ends in a number.
   */
  question: string;
  name: string;
  kind: 'categorical' | 'ordinal';
  labels: string[];
  group?: string;
  perspective?: 'reader' | 'writer';
  /** `null`: nobody was asked. */
  people: PeopleReport | null;
  /** Models first, then the reference annotators. */
  models: ModelReport[];
  comparisons?: ComparisonReport[];
  /** Absent where nobody was asked. */
  halves?: HalvesReport;
}

/** People against people and every model against the same people: one half of each item's raters, drawn at random. */
export interface HalvesReport {
  /** Those with two raters or more that every model answered and none has seen. */
  items: number;
  /** Mean number of raters of those items. */
  ratersPerItem: Figure;
  /** Random splits of each item's raters that the figures are means over. */
  splits: number;
  /** The other half of the raters. */
  people: HalfFigures;
  models: (HalfFigures & {
    model: string;
    method: string;
    reference: boolean;
    annotator?: string;
    /** What `spearman` would be if the model were exactly right. */
    ifExact: Figure;
  })[];
  reasons: Reasons;
}

export interface HalfFigures {
  /** How far the most probable label is the half's most chosen. */
  top1: Interval;
  /** Spearman correlation of the half's entropy with the answer's. */
  spearman: Interval;
}

export interface PeopleReport {
  origin: VoteOrigin;
  /** Krippendorff's alpha. */
  alpha: Figure;
  /** Mean agreement of two raters of one item. */
  pairwise: Figure;
  /** Different raters; `null` where the source names none. */
  raters: Figure;
  /** Mean number of raters who voted, over items with a vote. */
  ratersPerItem: Figure;
  votes: number;
  /** Items with at least one vote. */
  items: number;
  /** Items with a vote and fewer raters than `minimumRaters`: in no gap figure. */
  itemsBelowMinimum: number;
  abstentions: number;
  /** The rule by which more raters were asked about some items, where it is known. */
  moreRaters?: RaterRule;
  /**
   * Correlation of an item's agreement with its number of raters, and the one-sided p that it falls: where more raters were asked
   * because the first disagreed, D is too large, unless the rule is known.
   */
  agreementByRaters: { correlation: Figure; p: Figure };
  /** How they agree, and who they are: absent until it is computed, and where votes are not raters'. */
  among?: AmongPeopleReport;
  /** Mean human distribution over items with a vote, per label. */
  distribution: number[] | null;
  /** Mean H(p) in bits. */
  entropy: Figure;
  reasons: Reasons;
}

/** People among themselves; a figure that does not apply is `null`. */
export interface AmongPeopleReport {
  /** Krippendorff's alpha by level of measurement, Fleiss' kappa, Gwet's AC1, Brennan-Prediger, percent agreement. */
  agreement: { [Name in keyof RaterAgreement]: { value: Figure; lo: Figure; hi: Figure } };
  /** A row per rater; empty where the source names none. */
  raters: RaterFigures[];
  /** Cohen's kappa of pairs of raters, by their places among `raters`; empty where there are too many. */
  pairs: RaterPair[];
  /** Share of pairs of raters who gave label c and label d. */
  confusion: number[][] | null;
  /** How many items have how many raters. */
  ratersPerItem: { raters: number; items: number }[];
  reasons: Reasons;
}

/** What an interval or a p-value allows for: other items, or other items and other raters where those are few. */
export type Over = 'items only' | 'items and raters';

/** A mean with its percentile bootstrap interval. */
export interface Interval {
  mean: Figure;
  lo: Figure;
  hi: Figure;
  over: Over;
}

export interface ModelReport {
  model: string;
  method: string;
  /** A reference annotator (uniform, label marginal, top label, a model's one-hot answer), not a model. */
  reference: boolean;
  /** annotatorKey of the model; of the model it was made from for its one-hot answer; else absent. */
  annotator?: string;
  /** Answered share of the items that it was asked; a failed answer counts against it in every figure. */
  coverage: number;
  /** Items that it was asked and gave no answer that can be read. */
  failed: number;
  /** Items that it was not asked, or whose answer is not in its file: left out of every figure. */
  missing: number;
  /** Asked, not seen in training, and rated by enough people: the items of all figures that say nothing else. */
  items: number;
  outputs: OutputsReport;
  seen: SeenReport;
  gap?: GapReport;
  labels?: LabelsReport;
  uncertainty?: UncertaintyReport;
  disagreement?: DisagreementReport;
  floor?: FloorReport;
  ceiling?: CeilingReport;
  worth?: WorthReport;
  altTest?: AltTestReport;
  categories?: CategoryReport[];
  calibration?: CalibrationReport[];
  labelBudget?: LabelBudgetReport[];
  guidelines?: GuidelineReport[];
  /** The verdicts without the raters who are doubtful; absent where none is. */
  guidelinesWithoutDoubtful?: GuidelineReport[];
  reasons: Reasons;
}

/** What can be said about a model without people: over all answered items. */
export interface OutputsReport {
  /** Mean distribution, per label. */
  distribution: number[] | null;
  /** Mean H(q) in bits. */
  entropy: Figure;
  /** How often each label is the most probable; ties share. */
  topLabels: number[];
}

/** Items that were in the model's training or development data: shown apart, in no other figure. */
export interface SeenReport {
  items: number;
  jsd: Interval;
}

export interface GapReport {
  jsd: Interval;
  /** Unbiased squared gap D, over the items that have two raters and, where it was sampled, two samples. */
  squared: Interval;
  squaredItems: number;
  crossEntropy: Interval;
  tvd: Interval;
  hellinger: Interval;
  kl: Interval;
  /** 1-Wasserstein, in scale units. */
  emd: Interval;
}

export interface LabelsReport {
  /** Items it is about: those of the gap, or all with a vote where there is no rater distribution. */
  items: number;
  top1: Figure;
  top1Interval: Interval;
  macroF1: Figure;
  /** Confusion of people's most voted labels (rows) with the model's, precision, recall, F1 and support by label, and kappa. */
  classes: { confusion: number[][]; labels: ClassReport[]; kappa: Figure };
  /** Raters whose very answers the model's are, on at least 98 % of at least 30 items. */
  copies: { rater: string; items: number; share: number }[];
}

export interface ClassReport {
  support: number;
  precision: Figure;
  recall: Figure;
  f1: Figure;
}

export interface UncertaintyReport {
  /** Spearman correlation of H(p) with H(q). */
  spearman: Figure;
  /** Mean of H(q) - H(p), over log2 K. */
  entropyDifference: Figure;
  entropyDifferenceInterval: Interval;
  /** Both as they would come out if the model were exactly right. */
  ifExact?: { spearman: Figure; entropyDifference: Figure };
}

export interface DisagreementReport {
  /** Chance that two raters differ (1 - v_r·v_s), mean over items. */
  people: Figure;
  /** The same for two draws from the model. */
  model: Figure;
  /** model - people. */
  difference: Interval;
}

/** Both noise floors: how far few people are from one another, and how far from a model they were drawn from. */
export interface FloorReport {
  /** Mean JSD between two random groups of half an item's raters. */
  humanHuman: Figure;
  /** Mean JSD between the model and one such group. */
  modelGroup: Figure;
  /** Mean JSD if the model were exactly right. */
  exact: Figure;
  /** Observed mean JSD minus `exact`; negative means too flat. */
  excess: Figure;
  /** One-sided p-value of the mean of D: how often an exactly right model would have as great a one. */
  p: Figure;
  /** The same of as small a one, as a model has that has seen these votes. */
  pLow: Figure;
  /** Whether `p` takes raters as independent given the item, or allows for habits of few raters. */
  over: Over;
}

/**
 * What an exactly right model would get on these data: mean and central 95 % of draws of the votes from the model's own
 * distributions. `null` where the figure itself cannot be had.
 */
export interface CeilingReport {
  draws: number;
  top1: CeilingFigure;
  macroF1: CeilingFigure;
  crossEntropy: CeilingFigure;
  tvd: CeilingFigure;
  /** 1-Wasserstein, in scale units. */
  emd: CeilingFigure;
  advantageProbability: CeilingFigure;
  winningRate: CeilingFigure;
  /** Share of the draws in which it passes the alt-test. */
  passes: Figure;
  /** Pearson of each category, in the order of `categories`. */
  pearson: CeilingFigure[];
}

export interface CeilingFigure {
  mean: Figure;
  lo: Figure;
  hi: Figure;
}

export interface WorthReport {
  /** Raters the model is worth, 0 to the most raters that enough items have, less one. */
  k: Figure;
  lo: Figure;
  hi: Figure;
  /** `<`: not even the label marginal is beaten; `>`: more raters than the data can show. */
  bound: '<' | '>' | null;
  over: Over;
  /** Mean log score (bits) of the model and of k raters, over items with at least k + 1 raters. */
  curve: { k: number; items: number; people: number; model: number }[];
}

export interface AltTestReport {
  epsilon: number;
  /** Share of tested raters the model may stand in for. */
  winningRate: Figure;
  advantageProbability: Figure;
  /** `null` with fewer than 3 tested raters. */
  passes: boolean | null;
  raters: { rater: string; items: number; model: number; human: number; p: number; rejected: boolean }[];
}

export interface CategoryReport {
  /** A label; for an ordinal question `below` and `above` the scale's midpoint. */
  label: string;
  /** Items where any rater chose it. */
  support: number;
  meanHuman: Figure;
  meanModel: Figure;
  /** meanModel - meanHuman. */
  bias: Figure;
  pearson: Figure;
  spearman: Figure;
  /** For "any rater chose it". */
  auc: Figure;
  /** Share of the total JSD. */
  jsdShare: Figure;
  reliability?: Figure;
  /** Pearson / √reliability. */
  agreement?: Figure;
  agreementInterval?: { lo: Figure; hi: Figure; over: Over };
  /** Share of the variance of the truth that the model leaves: its squared gap on this category, level and spread included. */
  unexplained?: { mean: Figure; lo: Figure; hi: Figure };
  transparency?: Figure;
  /** Share of the items with p >= 0.5 that hold a marker. */
  coverage?: Figure;
  /** Share of the items with a marker that have p >= 0.5. */
  precision?: Figure;
  /** Share of the items with p >= 0.5 whose text holds the label's own name. */
  ownName?: Figure;
  markers?: { token: string; z: number; count: number }[];
}

/** The score a calibrator is judged by. */
export type CalibrationScore = 'crossEntropy' | 'squared' | 'jsd';

export interface CalibrationReport {
  method: string;
  score: CalibrationScore;
  /** Mean over held-out items, without and with the calibrator. */
  before: Figure;
  after: Figure;
  /** 100 (before - after) / before. */
  reduction: Figure;
  lo: Figure;
  hi: Figure;
  over: Over;
}

export interface LabelBudgetReport {
  /** Labelled items the calibrator was fitted on, each with all its raters. */
  labels: number;
  method: string;
  score: CalibrationScore;
  /** Mean over the draws of the held-out mean, and the central 95 % of the draws. */
  mean: Figure;
  lo: Figure;
  hi: Figure;
  /** The score on the same held-out items less what it is without a calibrator: mean and central 95 % of the draws. */
  change: { mean: Figure; lo: Figure; hi: Figure };
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
  scope: string;
  verdict: Verdict;
  /** The verdict's numbers, in a sentence. */
  because: string;
  /** What it rests on, so that it can be reached again with other thresholds; on a question or on a category. */
  question?: QuestionGrounds;
  category?: CategoryGrounds;
}

export interface ComparisonReport {
  /** Model names, with the method where several share a name; differences are a - b, so negative favours a. */
  a: string;
  b: string;
  /** annotatorKey of a and of b, which tells models apart that share name and method; `null` for a reference annotator. */
  annotators: [a: string | null, b: string | null];
  /** Items both answered and neither has seen. */
  items: number;
  jsd: PairedDifference;
  squared: PairedDifference;
  crossEntropy: PairedDifference;
  reasons: Reasons;
}

export interface PairedDifference {
  difference: Figure;
  lo: Figure;
  hi: Figure;
  /** Sign-flip p-value, and Holm's adjustment of it over the pairs. */
  p: Figure;
  pAdjusted: Figure;
  over: Over;
}

export interface GradientReport {
  model: string;
  method: string;
  /** annotatorKey of the model at each question; the same at all of them where it answers all at once. */
  annotators: string[];
  /** A question's id or the name of a group of ordinal questions. */
  scope: string;
  spearman: Figure;
  pearson: Figure;
  /** Pearson of transparency with raw Pearson. */
  raw: Figure;
  /** Pearson given reliability and log support. */
  partial: Figure;
  slope: Figure;
  slopeLo: Figure;
  slopeHi: Figure;
  /** Permutation p-value of the Pearson correlation, two-sided. */
  p: Figure;
  points: {
    label: string;
    transparency: number;
    agreement: number;
    raw: number;
    reliability: number;
    support: number;
  }[];
  reasons: Reasons;
}
