import type { PromptInFile } from '../files/prompt-in-file.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { DeclaredSeen } from '../judgments/declared-seen.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';

/** Everything of a project: its data set, the predictions of its files, and the models' outputs for its texts. */
export interface ProjectContent {
  /** Under the project's present name. */
  readonly dataset: Dataset;
  readonly predictions: readonly Predictions[];
  readonly outputs: readonly ProjectOutputs[];
  /** Lines of the verdicts that were moved, by name; absent if none ever was. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** What models are said to have been trained on; absent where nobody said anything. */
  readonly seen?: readonly DeclaredSeen[];
  /** What its language models were asked with, as far as it was known; absent where nothing was. */
  readonly prompts?: readonly PromptInFile[];
}

/** One annotator's stored outputs; row i of every array is the same text. */
export interface ProjectOutputs {
  readonly annotator: Annotator;
  /** 16 bytes of each text's SHA-256, end to end. */
  readonly hashes: Uint8Array;
  readonly truncated: Uint8Array;
  /** One array per question of the annotator, as bit patterns of 16-bit floats. */
  readonly rows: readonly Uint16Array[];
}
