import { tokens } from '../analysis/transparency/tokens.ts';

/** Words of a name. */
const WORDS = 3;
/** More texts than this with a word, and it tells of the region rather than of one text. */
const FEWEST_TEXTS = 2;
/** How many times as large a share of the group's texts as of all others has a word that tells of it. */
const TELLING = 2;

/**
 * The words that tell each group of texts from the others: class-based TF-IDF (Grootendorst 2022), a word's share of the group's words times
 * log(1 + A / f), with f how often all groups have it and A the mean number of words of a group. Only words of two texts or more that are at
 * least twice as common in the group's texts as in all others are names, as lists of stop words leave some out; where a group has none, its
 * shared words are, or those of one text. Single letters and numbers never are.
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
  const sizes = new Uint32Array(count);
  for (const group of groups) if (group < count) sizes[group]++;
  const placed = sizes.reduce((sum, size) => sum + size, 0);
  const isTelling = (word: string, group: number) => {
    const inside = inTexts[group].get(word)! / sizes[group];
    const others = inTexts.reduce((sum, one, other) => sum + (other === group ? 0 : (one.get(word) ?? 0)), 0);
    return inside * (placed - sizes[group]) >= TELLING * others;
  };
  const all = [...totals.values()].reduce((sum, one) => sum + one, 0);
  return counts.map((own, group) => {
    const words = [...own.values()].reduce((sum, one) => sum + one, 0);
    const scored = [...own].map(([word, times]) => ({
      word,
      score: (times / words) * Math.log(1 + all / count / totals.get(word)!),
    }));
    scored.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1));
    const shared = scored.filter(({ word }) => inTexts[group].get(word)! >= FEWEST_TEXTS);
    const telling = shared.filter(({ word }) => isTelling(word, group));
    const found = [telling, shared, scored].find((some) => some.length > 0) ?? [];
    return found.map(({ word }) => word);
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
