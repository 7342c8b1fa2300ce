import type { Figure, Over, Reasons } from './figures.ts';

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
