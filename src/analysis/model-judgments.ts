import type { Predictions } from '../judgments/predictions.ts';

/** Predictions with what the analysis must know of their making. Plain {@link Predictions} are unseen. */
export interface ModelJudgments extends Predictions {
  /** 1 where the item was in the model's training or development data. */
  readonly seen?: Uint8Array;
  /** What of `seen` a person said; absent where nobody said anything. */
  readonly declaredSeen?: SaidSeen;
}

/** How much a person said that a model has seen. */
export interface SaidSeen {
  /** Whether it is all of the data set, whatever is in it. */
  readonly all: boolean;
  /** How many items of the data set. */
  readonly texts: number;
  /** Names of the files of which the ids are. */
  readonly files: readonly string[];
}
