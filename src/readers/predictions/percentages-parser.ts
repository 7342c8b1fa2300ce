import type { Question } from '../../judgments/question.ts';
import { foldLabel } from './match-labels.ts';
import { afterReasoning } from './response-parser.ts';
import { wholeWords } from './whole-words.ts';

const NONE = 'The answer gives no percentages.';
const NUMERIC_LABEL = /^[+-]?\d+(\.\d+)?$/;
/** A number that no letter or digit goes on before; with what tells that it is a percentage. */
const NUMBER = /(?<![\p{L}\p{N}.])([-+−]?\d+(?:[.,]\d+)?)\s*(%|percent\b|per cent\b)?/giu;
/** Where one statement ends and the next begins; a comma between digits may be a decimal point. */
const BETWEEN = /\n|;|,(?!\d)|(?<!\d),|\band\b/iu;
/** The number of a line in a list: "1. joy: 60%". */
const LIST_NUMBER = /^[ \t]*\d+[.)][ \t]+/gm;
const AROUND_LABEL = /[\s:=*"'“”•–—-]+/g;
/** "4/5", "4 out of 5": the second number is the scale's end. */
const OUT_OF = /(\d)\s*(?:\/|out of)\s*\d+/gi;
/** Percentages that are rounded one by one may miss 100 by this much, as a share. */
const ROUNDING = 0.015;

/**
 * Finds the percentages that an answer in words gives to labels, by this rule:
 * 1. Reasoning between `<think>` and `</think>` is left out. A JSON object of labels and numbers is read as one.
 * 2. Otherwise the answer is cut into statements at line ends, commas, semicolons and "and". Those without a number say
 *    nothing. Each of the others must name one label and one number, in either order, with or without a percent sign.
 * 3. Where the labels are numbers themselves, the number with a percent sign is the percentage; without one, the second.
 * 4. Numbers that sum to 1 are shares already. Labels that are not named get 0.
 * 5. An answer fails that names another label, gives a label two percentages, one below 0 or above 100, or none but 0.
 * 6. Of an answer that was cut only whole lines count, and they must come to 100%.
 */
export class PercentagesParser {
  readonly #labels: number;
  readonly #numeric: boolean;
  readonly #places = new Map<string, number>();
  readonly #named: RegExp;

  /** @param renamed other words for labels, by the word */
  constructor(question: Question, renamed: Readonly<Record<string, string>> = {}) {
    this.#labels = question.labels.length;
    this.#numeric = question.labels.every((label) => NUMERIC_LABEL.test(label));
    for (const [place, label] of question.labels.entries()) this.#places.set(this.#key(label), place);
    for (const [word, label] of Object.entries(renamed)) {
      const place = this.#places.get(this.#key(label));
      if (place !== undefined && !this.#places.has(this.#key(word))) this.#places.set(this.#key(word), place);
    }
    this.#named = wholeWords([...this.#places.keys()]);
  }

  /**
   * @param cut whether the answer's end is missing
   * @returns shares as stated, one for each label, not divided by their sum; or why there are none
   */
  parse(answer: string, cut: boolean): Float64Array | string {
    const said = afterReasoning(answer);
    if (said === null) return 'The answer ends within its reasoning.';
    if (said.trim() === '') return 'The answer is empty.';
    if (!/\d/.test(said)) return NONE;
    const whole = cut ? said.slice(0, said.lastIndexOf('\n') + 1) : said;
    const statements = entriesOfJson(whole) ?? this.#statements(whole);
    if (typeof statements === 'string') return statements;
    const shares = this.#shares(statements);
    if (!cut) return shares;
    if (typeof shares === 'string' || Math.abs(sumOf(shares) - 1) > ROUNDING)
      return 'The answer was cut off before its percentages came to 100%.';
    return shares;
  }

  #statements(said: string): Statement[] | string {
    const statements: Statement[] = [];
    const listed = this.#numeric ? said : said.replace(LIST_NUMBER, '');
    for (const part of listed.split(BETWEEN)) {
      const numbers = [...part.replace(OUT_OF, '$1').matchAll(NUMBER)].map(([, digits, sign]) => ({
        digits,
        percent: sign !== undefined,
      }));
      if (numbers.length === 0) continue;
      const statement = this.#numeric ? numericStatement(numbers) : this.#namedStatement(part, numbers);
      if (statement === null) return `“${part.trim()}” does not give one label one percentage.`;
      statements.push(statement);
    }
    return statements;
  }

  #namedStatement(part: string, numbers: readonly StatedNumber[]): Statement | null {
    const names = new Set([...foldLabel(part).matchAll(this.#named)].map(([name]) => name));
    if (numbers.length !== 1 || names.size > 1) return null;
    const label = [...names][0] ?? part.replace(NUMBER, '').replace(AROUND_LABEL, ' ').trim();
    return label === '' ? null : { label, value: valueOf(numbers[0].digits) };
  }

  #shares(statements: readonly Statement[]): Float64Array | string {
    if (statements.length === 0) return NONE;
    const given = new Map<number, number>();
    for (const { label, value } of statements) {
      const place = this.#places.get(this.#key(label));
      if (place === undefined) return `“${label}” is no label of the question.`;
      if (!(value >= 0 && value <= 100)) return `It gives “${label}” ${value}%.`;
      if (given.has(place) && given.get(place) !== value) return `It gives “${label}” two percentages.`;
      given.set(place, value);
    }
    const shares = new Float64Array(this.#labels);
    for (const [place, value] of given) shares[place] = value;
    const sum = sumOf(shares);
    if (sum === 0) return 'Its percentages are all 0.';
    return Math.abs(sum - 1) <= ROUNDING ? shares : shares.map((value) => value / 100);
  }

  #key(label: string): string {
    return this.#numeric && NUMERIC_LABEL.test(label.trim()) ? String(Number(label) + 0) : foldLabel(label);
  }
}

interface Statement {
  readonly label: string;
  readonly value: number;
}

interface StatedNumber {
  readonly digits: string;
  readonly percent: boolean;
}

/** The label is a number too: the one without a percent sign, or the first. */
function numericStatement(numbers: readonly StatedNumber[]): Statement | null {
  if (numbers.length !== 2 || numbers.every(({ percent }) => percent)) return null;
  const [label, value] = numbers[0].percent ? [numbers[1], numbers[0]] : numbers;
  return { label: label.digits, value: valueOf(value.digits) };
}

/** The entries of a JSON object in the answer, if all their values are numbers; `null` if there is no such object. */
function entriesOfJson(said: string): Statement[] | null {
  const object = /\{[^{}]*\}/.exec(said)?.[0];
  if (object === undefined) return null;
  try {
    const entries = Object.entries(JSON.parse(object) as Record<string, unknown>);
    const statements = entries.map(([label, value]) => ({
      label,
      value: typeof value === 'string' ? valueOf(value.replace('%', '').trim()) : Number(value),
    }));
    return statements.some(({ value }) => Number.isNaN(value)) ? null : statements;
  } catch {
    return null;
  }
}

function valueOf(digits: string): number {
  return digits === '' ? NaN : Number(digits.replace('−', '-').replace(',', '.'));
}

function sumOf(shares: Float64Array): number {
  return shares.reduce((sum, share) => sum + share, 0);
}
