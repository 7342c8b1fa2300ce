import type { AgreementPoint } from '../../charts/agreement-point.ts';
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

/** Written by `npm run benchmarks`; the first is shown first. */
export const FINDINGS = figures as readonly Finding[];
