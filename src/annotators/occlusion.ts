/** A word of a text: its place, from `start` to `end` (exclusive) in UTF-16 units. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/** Where the words of a text are, an emoji counting as one; also in scripts without spaces. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of SEGMENTER.segment(text)) {
    if (isWordLike || EMOJI.test(segment)) words.push({ start: index, end: index + segment.length });
  }
  return words;
}

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' });
const EMOJI = /\p{Extended_Pictographic}/u;

/** The text without one of its words, and without the space that the word leaves double. */
export function withoutWord(text: string, { start, end }: Word): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  return (/\s$/.test(before) || before === '' ? before + after.trimStart() : before + after).trim();
}

/** What a word does for an answer. */
export interface WordEffect extends Word {
  /** Probability of the answer's top label with the word, less that without it: above 0 where the word speaks for it. */
  readonly effect: number;
}

/** A text's top label, and what each of its words does for it. */
export interface Occlusion {
  /** Index into the question's labels. */
  readonly label: number;
  readonly words: readonly WordEffect[];
}

/**
 * Leaves out each word in turn and asks again (occlusion; Zeiler and Fergus 2014, for words Li, Monroe and Jurafsky 2016). A word
 * alone is measured: two that say the same thing may each seem not to matter.
 * @param ask gives the distributions over `labels` labels of several texts, row by row
 */
export async function occlude(
  text: string,
  labels: number,
  ask: (texts: readonly string[]) => Promise<Float64Array>,
): Promise<Occlusion> {
  const words = wordsOf(text);
  const rows = await ask([text, ...words.map((word) => withoutWord(text, word))]);
  const own = rows.subarray(0, labels);
  const label = own.indexOf(Math.max(...own));
  return {
    label,
    words: words.map((word, place) => ({
      ...word,
      effect: own[label] - rows[(place + 1) * labels + label],
    })),
  };
}
