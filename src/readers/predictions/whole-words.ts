/** Scripts that are written without spaces, in which a name may stand between letters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD = /[\p{L}\p{M}\p{N}]/u;

/**
 * Finds any of some names, of two at one place the longer, where no letter, mark or digit goes on before or after it.
 * @returns a pattern for all places; without names one that is found nowhere
 */
export function wholeWords(names: readonly string[]): RegExp {
  const longest = names.toSorted((a, b) => b.length - a.length);
  // What stands around a name is looked at once for all names in a row that need it: to compile the classes for each takes seconds.
  const rows: { before: boolean; after: boolean; names: string[] }[] = [];
  for (const name of longest) {
    const characters = [...name];
    const before = joins(characters[0]);
    const after = joins(characters.at(-1)!);
    const row = rows.at(-1);
    if (row?.before === before && row.after === after) row.names.push(escaped(name));
    else rows.push({ before, after, names: [escaped(name)] });
  }
  const patterns = rows.map(
    ({ before, after, names }) =>
      `${before ? '(?<![\\p{L}\\p{M}\\p{N}])' : ''}(?:${names.join('|')})${after ? '(?![\\p{L}\\p{M}\\p{N}])' : ''}`,
  );
  return new RegExp(patterns.join('|') || '(?!)', 'gu');
}

/** A name as a part of a pattern. */
export function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Whether a letter beside a character would make a longer word of it. */
function joins(character: string): boolean {
  return WORD.test(character) && !UNSPACED.test(character);
}
