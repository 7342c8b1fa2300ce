import type { Question } from '../../judgments/question.ts';
import type { PredictionOptions } from './model-predictions.ts';
import { foldLabel } from './match-labels.ts';

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const NUMBERS_IN_TEXT = /(?<![\p{L}\p{N}.])[-+−]?\d+(?:[.,]\d+)?/gu;
/** "4/5", "4 out of 5": the second number is the scale's end. */
const OUT_OF = /(\d)\s*(?:\/|out of|of)\s*\d+/gi;
const REASONING = /<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi;
const AROUND = /^[\s"'“”‘’`*_.,:;!?()[\]{}-]+|[\s"'“”‘’`*_.,:;!?()[\]{}-]+$/gu;
const BETWEEN_LABELS = /^(?:[\s,;|/&+."'`*:()[\]{}-]|\band\b)*$/;
/** Scripts whose words have no spaces between them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD = /[\p{L}\p{M}\p{N}]/u;

const LONGEST_KEPT = 64;
const MOST_KEPT = 4096;

/**
 * Finds the label that an answer in words gives, by this rule:
 * 1. Reasoning between `<think>` and `</think>` is left out; with no end to it there is no answer.
 * 2. An answer that is a label, but for case, spaces, underscores, hyphens, and punctuation around it, gives this label.
 * 3. Otherwise the labels that it names as whole words are looked for, the longest first (`very happy` before `happy`).
 *    Exactly one label, however often named, is the answer; a denial ("not joy") is not understood as one.
 * 4. Several labels are an answer only with `multiLabel`, and only if nothing but separators and "and" stands between them.
 *
 * Where all labels are numbers, the numbers in the answer are compared by value instead: `4`, `4.0`, `4/5` and `4 out of 5`
 * give 4; `4.5` and `3 or 4` give none.
 */
export class ResponseParser {
  readonly #exact: ReadonlyMap<string, number>;
  readonly #numeric: boolean;
  readonly #named: RegExp;
  readonly #multiLabel: boolean;
  readonly #kept = new Map<string, readonly number[] | string>();

  constructor(question: Question, { labels: renamed, multiLabel = false }: PredictionOptions) {
    this.#multiLabel = multiLabel;
    this.#numeric = question.labels.every((label) => NUMBER.test(label));
    const names = new Map<string, number>();
    const alike = new Set<string>();
    for (const [place, label] of question.labels.entries()) {
      const key = this.#key(label);
      if (key === '' || names.has(key)) alike.add(key);
      else names.set(key, place);
    }
    // No answer can tell `a-b` from `a_b`: better none than the wrong one of two.
    for (const key of alike) names.delete(key);
    for (const [name, label] of Object.entries(renamed ?? {})) {
      const place = label === null ? undefined : names.get(this.#key(label));
      if (place !== undefined && foldLabel(name) !== '' && !names.has(foldLabel(name)))
        names.set(foldLabel(name), place);
    }
    this.#exact = names;
    const longest = [...names.keys()].sort((a, b) => b.length - a.length);
    this.#named = new RegExp(longest.map(wholeWord).join('|') || '(?!)', 'gu');
  }

  /** Places of the labels that the answer gives, or why it gives none. */
  parse(response: string): readonly number[] | string {
    const kept = this.#kept.get(response);
    if (kept !== undefined) return kept;
    const found = this.#parse(response);
    if (response.length <= LONGEST_KEPT && this.#kept.size < MOST_KEPT)
      this.#kept.set(structuredClone(response), found);
    return found;
  }

  #parse(response: string): readonly number[] | string {
    const said = afterReasoning(response);
    if (said === null) return 'The answer ends within its reasoning.';
    if (said.trim() === '') return 'The answer is empty.';
    // Numbers are compared with their signs, which are punctuation to the rule for words.
    if (this.#numeric) return this.#one(this.#numbers(said));
    const exact = this.#exact.get(foldLabel(said)) ?? this.#exact.get(foldLabel(said.replace(AROUND, '')));
    if (exact !== undefined) return [exact];
    const text = foldLabel(said);
    const places = new Set([...text.matchAll(this.#named)].map(([name]) => this.#exact.get(name)!));
    if (places.size > 1 && this.#multiLabel && BETWEEN_LABELS.test(text.replace(this.#named, '')))
      return [...places].sort((a, b) => a - b);
    return this.#one(places);
  }

  #one(places: ReadonlySet<number>): readonly number[] | string {
    if (places.size === 1) return [...places];
    return places.size === 0 ? 'The answer names no label.' : `The answer names ${places.size} labels.`;
  }

  #numbers(said: string): Set<number> {
    const places = new Set<number>();
    for (const [number] of said.replace(OUT_OF, '$1').matchAll(NUMBERS_IN_TEXT)) {
      const place = this.#exact.get(this.#key(number.replace('−', '-').replace(',', '.')));
      if (place !== undefined) places.add(place);
    }
    return places;
  }

  #key(label: string): string {
    return this.#numeric && NUMBER.test(label.trim()) ? String(Number(label) + 0) : foldLabel(label);
  }
}

/** An answer without its reasoning; `null` where that has no end. */
export function afterReasoning(response: string): string | null {
  const said = response.replace(REASONING, ' ');
  return /<think(?:ing)?>/i.test(said) ? null : said;
}

/** A pattern for the label where no letter, mark or digit goes on before or after it. */
export function wholeWord(label: string): string {
  const escaped = label.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const characters = [...label];
  const joins = (character: string) => WORD.test(character) && !UNSPACED.test(character);
  const before = joins(characters[0]) ? '(?<![\\p{L}\\p{M}\\p{N}])' : '';
  const after = joins(characters.at(-1)!) ? '(?![\\p{L}\\p{M}\\p{N}])' : '';
  return before + escaped + after;
}
