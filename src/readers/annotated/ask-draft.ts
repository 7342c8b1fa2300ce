import type { Mapping } from './mapping.ts';

/** As `ReadingAsk`, before it is known of which file and with which mapping. */
export interface AskDraft {
  readonly what: string;
  readonly choices: readonly ChoiceDraft[];
  readonly taken: number | null;
}

export interface ChoiceDraft {
  readonly says: string;
  readonly option: string;
  /** What the choice makes of the guessed mapping; absent if it stays, `null` if the choice is no reading of this file. */
  readonly apply?: ((mapping: Mapping) => Mapping) | null;
}
