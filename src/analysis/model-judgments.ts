import type { Predictions } from '../judgments/predictions.ts';

/** Predictions with what the analysis must know of their making. Plain {@link Predictions} are unseen and not sampled. */
export interface ModelJudgments extends Predictions {
  /** 1 where the item was in the model's training or development data. */
  readonly seen?: Uint8Array;
  /** Answers behind each distribution where it is counts / K; 0 or absent where it was not sampled. */
  readonly samples?: Uint32Array;
}
