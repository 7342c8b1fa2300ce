import type { AskChoice, ReadingAsk } from '../reading-ask.ts';
import type { FileHead } from '../tables/file-head.ts';
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
  /** Whose answers the choice says that the file holds. */
  readonly whose?: 'people' | 'model';
  /** What the choice says of more than this file. */
  readonly answers?: AskChoice['answers'];
}

/** The question to a person, of the file and with the mapping that each choice leads to. */
export function finishedAsk(
  { what, choices, taken }: AskDraft,
  head: FileHead,
  mapping: Mapping,
): ReadingAsk {
  return {
    file: head.file.name,
    what,
    choices: choices.map(({ says, option, apply, whose, answers }) => ({
      says,
      option,
      ...(apply === null ? {} : { mapping: apply?.(mapping) ?? mapping }),
      ...(whose && { answers: { whose: { [head.file.name]: whose } } }),
      ...(answers && { answers }),
    })),
    taken,
  };
}
