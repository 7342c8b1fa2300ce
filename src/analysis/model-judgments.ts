import type { Predictions } from '../judgments/predictions.ts';

/** Predictions with what the analysis must know of their making. Plain {@link Predictions} are unseen. */
export interface ModelJudgments extends Predictions {
  /** 1 where the item was in the model's training or development data. */
  readonly seen?: Uint8Array;
}
