/** One quantity as it is computed here. */
export interface MethodEntry {
  readonly name: string;
  /** The formula, in plain characters. */
  readonly formula?: string;
  readonly words: string;
  /** Where it is from; without one it is ours. */
  readonly source?: string;
}

export interface MethodChapter {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly MethodEntry[];
}
