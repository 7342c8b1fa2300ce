import { getContext, setContext } from 'svelte';

/** The part of the data that charts are over, where it is not all. */
export interface PartOfData {
  /** A sentence for every caption. */
  readonly words: string;
  /** For the names of files. */
  readonly fileName: string;
}

const PART = Symbol('part of the data');

/** Says of all charts within the calling component what part of the data they are over. */
export function drawPartOf(part: () => PartOfData | null): void {
  setContext(PART, part);
}

/** The same for components that are mounted by hand: the context to mount them with. */
export function partContext(part: PartOfData | null): [symbol, unknown] {
  return [PART, () => part];
}

/** What part of the data the calling chart is over, whenever it is asked; `null`: all. */
export function partOfChart(): () => PartOfData | null {
  return getContext<(() => PartOfData | null) | undefined>(PART) ?? (() => null);
}
