import type { Dataset } from '../judgments/dataset.ts';

/** Whether there is any text to read; a project of an earlier version may have ids in the place of texts, unmarked. */
export function hasOwnTexts({
  ids,
  texts,
  withoutText,
}: Pick<Dataset, 'ids' | 'texts' | 'withoutText'>): boolean {
  return texts.some((text, item) => text !== ids[item] && withoutText?.[item] !== 1);
}

/** The texts that are here, each once, in order. */
export function textsHere({ texts, withoutText }: Pick<Dataset, 'texts' | 'withoutText'>): readonly string[] {
  return [...new Set(withoutText ? texts.filter((_, item) => !withoutText[item]) : texts)];
}
