const EMOJI = String.raw`\p{RI}\p{RI}|\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}]*(?:\u{200D}\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}]*)*`;
const TOKEN = new RegExp(String.raw`[\p{L}\p{M}\p{Nd}']+|${EMOJI}`, 'gu');
/** Scripts written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const words = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The words of a text in order: runs of letters, marks, digits and apostrophes, lower-cased, and single emoji. Typographic apostrophes
 * become straight ones; runs in scripts without spaces are cut by Intl.Segmenter.
 */
export function tokens(text: string): string[] {
  const found = text.replaceAll('’', "'").toLowerCase().match(TOKEN) ?? [];
  if (!UNSPACED.test(text)) return found;
  return found.flatMap((run) =>
    UNSPACED.test(run)
      ? Array.from(words.segment(run)).flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
      : [run],
  );
}

/** Texts as numbered terms, which are words and pairs of neighbouring words (`not happy`). */
export interface Terms {
  readonly names: readonly string[];
  /** Terms of text i are `ids[start[i]]` to `ids[start[i + 1] - 1]`, repeats included. */
  readonly start: Uint32Array;
  readonly ids: Uint32Array;
}

export function termsOf(texts: readonly string[]): Terms {
  const places = new Map<string, number>();
  const ids: number[] = [];
  const start = new Uint32Array(texts.length + 1);
  const add = (term: string) => {
    const place = places.get(term) ?? places.size;
    places.set(term, place);
    ids.push(place);
  };
  for (const [text, content] of texts.entries()) {
    const found = tokens(content);
    for (const [place, word] of found.entries()) {
      add(word);
      if (place > 0) add(`${found[place - 1]} ${word}`);
    }
    start[text + 1] = ids.length;
  }
  return { names: [...places.keys()], start, ids: Uint32Array.from(ids) };
}
