import { tokens } from '../analysis/transparency/tokens.ts';

/** Words of a name. */
const WORDS = 3;
/** More texts than this with a word, and it tells of the region rather than of one text. */
const FEWEST_TEXTS = 2;

/**
 * The words that tell each group of texts from the others: class-based TF-IDF (Grootendorst 2022), a word's share of the group's words times
 * log(1 + A / f), with f how often all groups have it and A the mean number of words of a group. Words of one text alone, single letters and
 * numbers are no name; where a group has no others, those of one text are.
 * @param groups each text's group; a number of `count` or more is none
 * @param stopWords that are left out, in lower case
 * @returns the words of each group, the strongest first
 */
export function groupWords(
  texts: readonly string[],
  groups: Uint16Array,
  count: number,
  stopWords: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const counts = Array.from({ length: count }, () => new Map<string, number>());
  const inTexts = Array.from({ length: count }, () => new Map<string, number>());
  const totals = new Map<string, number>();
  for (const [text, group] of groups.entries()) {
    if (group >= count) continue;
    const found = tokens(texts[text])
      .map(bare)
      .filter((word) => isName(word, stopWords));
    for (const word of found) {
      add(counts[group], word);
      add(totals, word);
    }
    for (const word of new Set(found)) add(inTexts[group], word);
  }
  const all = [...totals.values()].reduce((sum, one) => sum + one, 0);
  return counts.map((own, group) => {
    const words = [...own.values()].reduce((sum, one) => sum + one, 0);
    const scored = [...own].map(([word, times]) => ({
      word,
      score: (times / words) * Math.log(1 + all / count / totals.get(word)!),
      isShared: inTexts[group].get(word)! >= FEWEST_TEXTS,
    }));
    scored.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1));
    const shared = scored.filter(({ isShared }) => isShared);
    return (shared.length > 0 ? shared : scored).map(({ word }) => word);
  });
}

/** A name for each group of its strongest words, no two the same: one that another has already gets a word more, or a number. */
export function groupNames(words: readonly (readonly string[])[]): string[] {
  const taken = new Set<string>();
  return words.map((own, group) => {
    for (let most = WORDS; most <= Math.max(own.length, WORDS); most++) {
      const name = own.slice(0, most).join(', ');
      if (name !== '' && !taken.has(name)) {
        taken.add(name);
        return name;
      }
    }
    const name = `${own.slice(0, WORDS).join(', ') || 'no words of its own'} (${group + 1})`;
    taken.add(name);
    return name;
  });
}

/** What an area that a person has drawn is called: after its texts beside all others. */
export function areaName(
  texts: readonly string[],
  items: Uint32Array,
  placed: (item: number) => boolean,
  stopWords: ReadonlySet<string>,
): string {
  const group = Uint16Array.from(texts, (_, item) => (placed(item) ? 1 : 2));
  for (const item of items) group[item] = 0;
  const [own] = groupWords(texts, group, 2, stopWords);
  return own.length > 0 ? `around ${own.slice(0, WORDS).join(', ')}` : 'without words of its own';
}

/** A word without apostrophes at its ends, which are quotation marks. */
function bare(word: string): string {
  return word.replace(/^'+|'+$/g, '');
}

function isName(word: string, stopWords: ReadonlySet<string>): boolean {
  if (/^\p{L}?$/u.test(word) || !/\p{L}|\p{Extended_Pictographic}/u.test(word)) return false;
  // Lists have "dont" or "don't", and few have "that's".
  return ![word, word.replaceAll("'", ''), word.split("'")[0]].some((one) => stopWords.has(one));
}

function add(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}
