/** A text that was found, by its index, with what stands around the words. */
export interface FoundText {
  readonly text: number;
  readonly excerpt: string;
}

const BEFORE = 40;
const LONGEST = 120;

/** The texts that contain words, whatever their case: how many, and the first few. */
export function foundTexts(
  texts: readonly string[],
  sought: string,
  most: number,
): { readonly count: number; readonly texts: readonly FoundText[] } {
  const words = sought.trim().toLowerCase();
  const found: FoundText[] = [];
  let count = 0;
  if (words === '') return { count, texts: found };
  for (const [text, whole] of texts.entries()) {
    const at = whole.toLowerCase().indexOf(words);
    if (at < 0) continue;
    count++;
    if (found.length < most) found.push({ text, excerpt: excerptAround(whole, at) });
  }
  return { count, texts: found };
}

function excerptAround(text: string, at: number): string {
  const start = at <= BEFORE ? 0 : at - BEFORE;
  const end = start + LONGEST;
  const part = text.slice(start, end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${part}${end < text.length ? '…' : ''}`;
}
