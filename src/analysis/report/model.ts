import type { SaidSeen } from '../model-judgments.ts';
import type { AltTestReport, CeilingReport, FloorReport, WorthReport } from './bounds.ts';
import type { CalibrationReport, LabelBudgetReport } from './calibration.ts';
import type { CategoryReport } from './categories.ts';
import type { Figure, Interval, Reasons } from './figures.ts';
import type { ModelPaperReport } from './paper.ts';
import type { GuidelineReport } from './verdicts.ts';

export interface ModelReport {
  readonly model: string;
  readonly method: string;
  /** A baseline (uniform, label marginal, top label, a model's one-hot answer), not a model. */
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
  /** The tables of the paper's own protocol (Inoshita et al. 2026). */
  readonly paper?: ModelPaperReport;
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
  /** Raters whose very answers the model's are, on at least 98% of at least 30 items. */
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
