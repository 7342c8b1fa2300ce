import { UnreadableFileError } from '../unreadable-file.ts';

/** Lines of a word, a category and whether it tells of it: the word-level form of the NRC Emotion Lexicon (Mohammad & Turney 2013). */
const LINE = /^([^\t]+)\t([^\t]+)\t([01])\s*$/;

/**
 * A lexicon in NRC's form: the words of each category.
 * @throws UnreadableFileError if a line has another form
 */
export function readNrcLexicon(name: string, content: string): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const [place, line] of content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const [, word, category, tells] = LINE.exec(line) ?? [];
    if (word === undefined)
      throw new UnreadableFileError(
        name,
        `"${line.slice(0, 60)}" is no line of a lexicon; a word, a category and 0 or 1 with tabs between them are expected.`,
        place + 1,
      );
    if (tells === '1') words.set(category, [...(words.get(category) ?? []), word]);
  }
  return words;
}
