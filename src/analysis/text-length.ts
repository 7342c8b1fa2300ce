import type { ItemAttribute } from '../judgments/attributes.ts';
import type { Dataset } from '../judgments/dataset.ts';

/** What the length of texts is called among the attributes. */
export const TEXT_LENGTH = 'length in characters';

/**
 * The length of each text in characters (code points), `null` for one that is not here; no attribute where none is here, or where the
 * files bring one of that name.
 */
export function textLength({
  texts = [],
  withoutText,
  attributes = [],
}: Partial<Pick<Dataset, 'texts' | 'withoutText' | 'attributes'>>): ItemAttribute[] {
  if (attributes.some(({ name }) => name === TEXT_LENGTH)) return [];
  const values = texts.map((text, item) => (withoutText?.[item] ? null : characters(text)));
  return values.every((value) => value === null)
    ? []
    : [{ name: TEXT_LENGTH, of: 'items', kind: 'number', values }];
}

function characters(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) pairs++;
  return text.length - pairs;
}
