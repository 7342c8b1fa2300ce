import type { MeanInterval } from './mean-interval.ts';

/** Somebody's answers held against one half of the raters: their labels and their uncertainty. */
export interface AgreementPoint {
  readonly name: string;
  readonly role: 'people' | 'model';
  /** Share of items whose most chosen label it names. */
  readonly labels: MeanInterval;
  /** Spearman correlation of its entropy with the half's. */
  readonly uncertainty: MeanInterval;
  /** The same if the model were exactly right. */
  readonly ifExact?: number;
  /** Address of what is behind it. */
  readonly href?: string;
}
