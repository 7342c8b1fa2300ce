import type { AgreementPoint } from '../../charts/agreement-point.ts';
import type { MeanInterval } from '../../charts/mean-interval.ts';
import type { SizedModel } from '../../charts/sized-model.ts';
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
  readonly seed: number;
  /** Random splits of each item's raters into halves. */
  readonly splits: number;
  /** One half of each item's raters against the other half. */
  readonly people: AgreementPoint;
  /** Each model against the same half. */
  readonly models: readonly ModelPoint[];
  /** Label agreement of always giving the commonest label, or on a scale the median. */
  readonly constant: number;
}

/** A model's point, with the model's id. */
export interface ModelPoint extends AgreementPoint {
  readonly model: string;
}

/** How far models of different sizes are from people, who are held against themselves. */
export interface SizeFinding {
  readonly benchmark: string;
  readonly sha256: string;
  /** Id of the question. */
  readonly question: string;
  readonly name: string;
  readonly items: number;
  readonly ratersPerItem: number;
  readonly resamples: number;
  readonly seed: number;
  readonly models: readonly (SizedModel & {
    /** The model's id, and items that it was judged on. */
    readonly model: string;
    readonly items: number;
  })[];
  /** D of one rater in a model's place, and of the mean of three: their disagreement, and a third of it. */
  readonly onePerson: MeanInterval;
  readonly threePeople: MeanInterval;
  /** D of the commonest label for every item, and of people's mean distribution. */
  readonly majority: MeanInterval & { readonly label: string };
  readonly marginal: MeanInterval;
}

interface Findings {
  readonly sizes: SizeFinding;
  readonly halves: readonly Finding[];
}

/** Written by `npm run benchmarks`. */
export const { sizes: SIZES, halves: FINDINGS } = figures as unknown as Findings;
