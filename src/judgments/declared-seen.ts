/** What a person says that a model was trained on: texts of a data set, or their votes. */
export interface DeclaredSeen {
  /** The model's name: however it was asked, and whatever calibrator its answers went through, its training is the same. */
  readonly model: string;
  /** Ids of items; `null`: all items. */
  readonly ids: readonly string[] | null;
  /** The file that the ids are from; `null` where none was needed. */
  readonly file: string | null;
}
