/** Words that tell of labels, and what the list is called. */
export interface NamedLexicon {
  /** Of its file. */
  readonly name: string;
  /** Labels with their words. */
  readonly words: readonly (readonly [label: string, words: readonly string[]])[];
}
