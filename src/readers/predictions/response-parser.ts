import type { Question } from '../../judgments/question.ts';
import { isSign } from '../annotated/signs.ts';
import { labelForms } from './label-forms.ts';
import type { PredictionOptions } from './model-predictions.ts';
import { foldLabel } from './match-labels.ts';
import { REFUSED } from './refused.ts';
import { escaped, wholeWords } from './whole-words.ts';

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const NUMBERS_IN_TEXT = /(?<![\p{L}\p{N}.])[-+−]?\d+(?:[.,]\d+)?/gu;
/** "4/5", "4 out of 5": the second number is the scale's end. */
const OUT_OF = /(\d)\s*(?:\/|out of|of)\s*\d+/gi;
/** "on a scale from 1 to 5", "scale of 1-5". */
const SCALE_ENDS = /\b(?:scale|range)\s+(?:of|from|between)\s+[-+−]?\d+\s*(?:to|and|-|–)\s*[-+−]?\d+/gi;
const REASONING = /<(think(?:ing)?|thought|reasoning)>[\s\S]*?<\/\1>/gi;
const REASONING_START = /<(?:think(?:ing)?|thought|reasoning)>/i;
/** The end of reasoning whose beginning the prompt's template had. */
const REASONING_END = /^[\s\S]*<\/(?:think(?:ing)?|thought|reasoning)>/i;
const BOXED = /\\boxed\{\s*(?:\\text\{)?([^{}]*)\}?\s*\}/g;
const AROUND = /^[\s"'“”‘’`*_.,:;!?()[\]{}-]+|[\s"'“”‘’`*_.,:;!?()[\]{}-]+$/gu;
const BETWEEN_LABELS = /^(?:[\s,;|/&+."'`*:()[\]{}-]|\band\b)*$/;
/** "Answer: joy", "**Final answer:** joy", "The label is: joy". */
const ANNOUNCED =
  /(?:^|\n|[.!?]\s)[\s*_#>-]*(?:(?:my|the|so|therefore|thus)[, ]+)*(?:final |best |overall |main |most likely )?(?:answer|label|emotion|rating|score|category|class|classification|sentiment|verdict|prediction|conclusion|antwort)\b[\s*_]*(?:is\b\s*)?[\s*_]*[:=][\s*_]*([^\n]+)/gi;
/** "The answer is no.", at the end. */
const TOLD =
  /\b(?:answer|label|emotion|rating|score|category|class|classification|sentiment|verdict)\s+(?:is|would be)\s+([^\n.!?]+)[.!]?\s*$/i;
/** The first of a numbered list, which ranks. */
const RANKED = /^\s*1[.)]\s*([^\n]+)\n\s*2[.)]\s/;
/** Nothing but a number, which may have marks around it. */
const NUMBER_ALONE = /^[\s"'“”‘’`*_([]*([-+−]?\d+(?:\.\d+)?)[\s"'“”‘’`*_.,:;!)\]]*$/u;
/** A denial before a label, up to three words away. */
const DENIAL =
  /(?:\bnot\b|\bnever\b|\bno\b|\bnor\b|\bneither\b|\bwithout\b|n['’]t\b|\brather than\b|\binstead of\b|\blacks?\b)(?:\s+(?!but\b)[\p{L}'’]+){0,3}\s*["'“‘*]*$/iu;
const REFUSAL =
  /\b(?:i|we)(?:['’]m| am| are)?\s+(?:can(?:no|['’])t|cannot|can not|(?:am |are )?(?:unable|not able|not comfortable)|won['’]t|will not|would rather not|must decline|decline|refuse|do not feel)\b|\b(?:i['’]m|i am) sorry\b|\bsorry,? (?:but )?i\b|\bas an ai\b|\bi['’]m (?:unable|not able)\b|\bunable to (?:rate|answer|classify|determine|assess|provide)/i;
/** What makes a number in a sentence a rating. */
const RATING_CUE =
  /rat(?:e|ing)|scor|scale|point|valence|arousal|dominance|level|answer|label|value|give|say|choose|would be|is an?\b|:|=|\/|out of/i;
/** A number that words explain: "1 - not at all". */
const EXPLAINED = /^[\s"'*_]*[-+−]?\d+(?:[.,]\d+)?[\s"'*_]*[-–—:=(]+[\s"'*_]*\p{L}/u;
/** Words of everyday speech: as labels they count where an answer begins with them or is nothing else. */
const EVERYDAY = new Set([
  'no',
  'yes',
  'none',
  'other',
  'true',
  'false',
  'not',
  'i',
  'a',
  'neither',
  'both',
  'maybe',
  'ok',
  'n',
  'y',
]);
/** Percentages of several labels. */
const SHARES = /%[^]*%/;
const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten'.split(' ');
const LONGEST_KEPT = 64;
const MOST_KEPT = 4096;
/** An answer of so few words has no room for a number that is none. */
const FEW_WORDS = 3;

/**
 * Finds the label that an answer in words gives, by this rule:
 * 1. Reasoning between `<think>` and `</think>` is left out, also where the beginning is missing; with no end to it there is no
 *    answer. Code fences and `\boxed{}` are taken off.
 * 2. An answer that is a label, but for case, spaces, underscores, hyphens, and punctuation around it, gives this label; so does
 *    one that begins with it and a comma, full stop or colon, one that ends with a line such as `Answer: joy`, and the first
 *    of a ranked list.
 * 3. A refusal ("I cannot …") gives none.
 * 4. Otherwise the labels that it names as whole words are looked for, the longest first (`very happy` before `happy`), and
 *    then forms of them (`angry`, `joyful`). Exactly one label, however often named, is the answer, but not one that is denied
 *    ("not joy", "non-offensive"). Labels that are everyday words (`no`, `none`) do not count within a sentence, and none does
 *    where a label is a sign such as `+`.
 * 5. Several labels are an answer only with `multiLabel`, and only if nothing but separators and "and" stands between them.
 *
 * Where all labels are numbers, the numbers in the answer are compared by value instead: `4`, `4.0`, `four`, `4/5` and
 * `4 out of 5` give 4; `4.5` and `3 or 4` give none, and nor does a number in a sentence that rates nothing.
 */
export class ResponseParser {
  /** The labels as they are written. */
  readonly #written: ReadonlyMap<string, number>;
  readonly #exact: ReadonlyMap<string, number>;
  readonly #forms = new Map<string, number>();
  /** What numbers stand for by a person's word, where some have a sign: it would be punctuation to the rule for words. */
  readonly #signedNumbers = new Map<number, number>();
  readonly #numeric: boolean;
  /** Whether a label is nothing but signs. */
  readonly #signed: boolean;
  readonly #named: RegExp;
  readonly #formed: RegExp;
  readonly #begun: RegExp;
  readonly #multiLabel: boolean;
  readonly #kept = new Map<string, readonly number[] | string>();

  constructor(
    question: Question,
    { labels: renamed, multiLabel = false }: Pick<PredictionOptions, 'labels' | 'multiLabel'>,
  ) {
    this.#multiLabel = multiLabel;
    this.#numeric = question.labels.every((label) => NUMBER.test(label));
    this.#signed = question.labels.some((label) => isSign(label.trim()));
    this.#written = new Map(question.labels.map((label, place) => [label.trim(), place]));
    const names = new Map<string, number>();
    const alike = new Set<string>();
    for (const [place, label] of question.labels.entries()) {
      const key = this.#key(label);
      if (key === '' || names.has(key)) alike.add(key);
      else names.set(key, place);
    }
    // Only an answer that is written as one of them tells `a-b` from `a_b`: better none than the wrong one of two.
    for (const key of alike) names.delete(key);
    // What a person says that an answer stands for counts, be it another label's name: a scale from 0 may be one from 1.
    const own = new Map(names);
    const given = Object.entries(renamed ?? {});
    const hasSigns = !this.#numeric && given.some(([name]) => /^[-+−]\d/.test(name.trim()));
    for (const [name, label] of given) {
      const place = label === null ? undefined : own.get(this.#key(label));
      const number = hasSigns ? numberAlone(name) : null;
      if (place === undefined || foldLabel(name) === '') continue;
      if (number === null) names.set(this.#key(name), place);
      else this.#signedNumbers.set(number, place);
    }
    this.#exact = names;
    const shared = new Set<string>();
    for (const [name, place] of names)
      for (const form of labelForms(name)) {
        if (names.has(form)) continue;
        if (this.#forms.has(form) && this.#forms.get(form) !== place) shared.add(form);
        else this.#forms.set(form, place);
      }
    for (const form of shared) this.#forms.delete(form);
    this.#named = wholeWords([...names.keys()]);
    this.#formed = wholeWords([...this.#forms.keys()]);
    this.#begun = new RegExp(
      `^["'“‘*_\\s]*(${
        [...names.keys(), ...this.#forms.keys()]
          .sort((a, b) => b.length - a.length)
          .map(escaped)
          .join('|') || '(?!)'
      })["'”’*_]*\\s*(?:[.,;:!\\n—–]|$|(?<=\\s)-\\s)`,
      'u',
    );
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
    const whole = afterReasoning(response);
    if (whole === null) return 'The answer ends within its reasoning.';
    if (whole.trim() === '') return 'The answer is empty.';
    const said = boxed(withoutFences(whole));
    // Numbers are compared with their signs, which are punctuation to the rule for words.
    if (this.#numeric) return this.#one(this.#numbers(said));
    const exact = this.#exactly(said);
    if (exact !== undefined) return [exact];
    const ranked = RANKED.exec(said);
    if (ranked !== null) {
      const first = this.#exactly(ranked[1]);
      if (first !== undefined) return [first];
    }
    const announced = [...said.matchAll(ANNOUNCED)].at(-1)?.[1];
    for (const one of [announced, TOLD.exec(said)?.[1]]) {
      const told = one === undefined ? undefined : this.#exactly(one);
      if (told !== undefined) return [told];
    }
    return this.#inText(said, announced);
  }

  #inText(said: string, announced: string | undefined): readonly number[] | string {
    const text = foldLabel(said);
    const listed = this.#places(text);
    if (listed.size > 1 && this.#multiLabel && BETWEEN_LABELS.test(text.replace(this.#named, '')))
      return [...listed].sort((a, b) => a - b);
    const begun = this.#begun.exec(said.normalize('NFC').toLowerCase().trimStart())?.[1];
    const rest = text.slice(begun?.length ?? 0);
    const isShare = begun !== undefined && isEveryday(begun) && SHARES.test(rest);
    if (begun !== undefined && !isShare && (isEveryday(begun) || this.#places(rest).size === 0))
      return [this.#placeOf(begun)!];
    if (REFUSAL.test(said)) return REFUSED;
    // Dashes and plus signs stand in sentences without being answers, so that another label beside one proves nothing.
    if (this.#signed) return this.#one(new Set());
    if (announced !== undefined) {
      const own = this.#places(foldLabel(announced));
      if (own.size === 1) return [...own];
    }
    const named = this.#mentions(text, this.#named);
    const found = named.length > 0 ? named : this.#mentions(text, this.#formed);
    const spoken = found.filter(({ name }) => !isEveryday(name));
    const places = new Set(spoken.map(({ place }) => place));
    if (places.size === 1 && spoken.some(({ denied }) => denied)) return 'The answer denies a label.';
    return this.#one(places);
  }

  #exactly(said: string): number | undefined {
    const written = this.#written.get(said.trim());
    if (written !== undefined && !this.#exact.has(foldLabel(said))) return written;
    const number = this.#signedNumbers.size > 0 ? numberAlone(said) : null;
    if (number !== null) return this.#signedNumbers.get(number);
    return this.#placeOf(foldLabel(said)) ?? this.#placeOf(foldLabel(said.replace(AROUND, '')));
  }

  #placeOf(name: string): number | undefined {
    return this.#exact.get(name) ?? this.#forms.get(name);
  }

  #places(text: string): ReadonlySet<number> {
    return new Set([...text.matchAll(this.#named)].map(([name]) => this.#exact.get(name)!));
  }

  #mentions(text: string, pattern: RegExp): { name: string; place: number; denied: boolean }[] {
    return [...text.matchAll(pattern)].map((match) => ({
      name: match[0],
      place: this.#placeOf(match[0])!,
      denied:
        DENIAL.test(text.slice(Math.max(0, match.index - 80), match.index)) ||
        /\bnon\s$/.test(text.slice(0, match.index)),
    }));
  }

  #one(places: ReadonlySet<number>): readonly number[] | string {
    if (places.size === 1) return [...places];
    return places.size === 0 ? 'The answer names no label.' : `The answer names ${places.size} labels.`;
  }

  #numbers(said: string): ReadonlySet<number> {
    const told = [...said.matchAll(ANNOUNCED)].at(-1)?.[1] ?? said;
    const plain = told.replace(AROUND, '').toLowerCase();
    const word = NUMBER_WORDS.indexOf(plain);
    const places = new Set<number>();
    const add = (number: string) => {
      const place = this.#exact.get(this.#key(number));
      if (place !== undefined) places.add(place);
    };
    if (word >= 0) add(String(word));
    const given = this.#exact.get(foldLabel(plain));
    if (given !== undefined && !NUMBER.test(plain)) return new Set([given]);
    for (const number of numbersIn(told)) add(number);
    return places;
  }

  #key(label: string): string {
    return this.#numeric && NUMBER.test(label.trim()) ? String(Number(label) + 0) : foldLabel(label);
  }
}

/** The number that an answer is, if it is nothing else. */
function numberAlone(said: string): number | null {
  const number = NUMBER_ALONE.exec(said)?.[1];
  return number === undefined ? null : Number(number.replace('−', '-')) + 0;
}

/** Whether a label says nothing within a sentence: an everyday word, or a sign such as `+`. */
function isEveryday(label: string): boolean {
  return EVERYDAY.has(label) || isSign(label);
}

/**
 * The different numbers that an answer rates with: those of an announced answer, else all but those of the scale itself and of sentences
 * that rate nothing. None in a refusal.
 */
export function ratingNumbers(response: string): readonly number[] | string {
  const whole = afterReasoning(response);
  if (whole === null) return 'The answer ends within its reasoning.';
  if (whole.trim() === '') return 'The answer is empty.';
  const said = boxed(withoutFences(whole));
  if (REFUSAL.test(said)) return REFUSED;
  const told = [...said.matchAll(ANNOUNCED)].at(-1)?.[1] ?? said;
  return [...new Set([...numbersIn(told)].map(Number))];
}

function* numbersIn(told: string): Generator<string> {
  const few = told.trim().split(/\s+/).length <= FEW_WORDS;
  if (REFUSAL.test(told)) return;
  for (const sentence of told.split(/(?<=[.!?;])\s+|\n/)) {
    if (!few && !RATING_CUE.test(sentence) && !EXPLAINED.test(told)) continue;
    for (const [number] of sentence.replace(SCALE_ENDS, '').replace(OUT_OF, '$1').matchAll(NUMBERS_IN_TEXT))
      yield number.replace('−', '-').replace(',', '.');
  }
}

/** An answer without its reasoning; `null` where that has no end. */
export function afterReasoning(response: string): string | null {
  const said = response.replace(REASONING, ' ').replace(REASONING_END, '');
  return REASONING_START.test(said) ? null : said;
}

/** An answer without the marks of a code block around it. */
export function withoutFences(said: string): string {
  const fenced = /^\s*```[a-z]*\n([\s\S]*?)\n?```\s*$/i.exec(said);
  return fenced === null ? said : fenced[1];
}

/** What the last `\boxed{}` holds, or else the whole. */
function boxed(said: string): string {
  return [...said.matchAll(BOXED)].at(-1)?.[1] ?? said;
}
