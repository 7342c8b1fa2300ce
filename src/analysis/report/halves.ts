import type { Figure, Interval, Reasons } from './figures.ts';

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
