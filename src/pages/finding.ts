import figures from './finding.json' with { type: 'json' };

/** What the start page shows of a benchmark before anything is opened. */
export interface Finding {
  /** Id of the shipped benchmark, and the SHA-256 of the file that the figures are from. */
  readonly benchmark: string;
  readonly sha256: string;
  /** Id of the question. */
  readonly question: string;
  /** What it is called on screen. */
  readonly name: string;
  readonly items: number;
  readonly ratersPerItem: number;
  readonly labels: number;
  readonly seed: number;
  readonly splits: number;
  readonly resamples: number;
  /** One half of each item's raters against the other half. */
  readonly people: FindingPoint;
  /** Each model against the same half. */
  readonly models: readonly FindingPoint[];
  /** Label agreement of always giving the commonest label, or on a scale the median. */
  readonly constant: number;
}

/** Somebody's answers against one half of the raters. */
export interface FindingPoint {
  readonly name: string;
  /** A model's id. */
  readonly model?: string;
  /** Share of items whose most chosen label it names. */
  readonly labels: MeanInterval;
  /** Spearman correlation of its entropy with the half's. */
  readonly uncertainty: MeanInterval;
  /** The same if the model were exactly right. */
  readonly ifExact?: number;
}

export interface MeanInterval {
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
}

/** Written by `npm run benchmarks`; the first is shown first. */
export const FINDINGS: readonly Finding[] = figures;
