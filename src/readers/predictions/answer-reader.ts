import type { Question } from '../../judgments/question.ts';
import { foldName } from '../annotated/column-names.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import { apiAnswer } from './api-answers.ts';
import type { PredictionOptions } from './model-predictions.ts';
import { pointValue } from '../annotated/settle-labels.ts';
import { PercentagesParser } from './percentages-parser.ts';
import { spreadOver } from './rated-scales.ts';
import { afterReasoning, ratingNumbers, ResponseParser, withoutFences } from './response-parser.ts';

/** What an answer says: labels, or a share for each label of the question; or why it says neither. */
export type AnswerRead =
  | { readonly labels: readonly number[] }
  | { readonly shares: readonly number[] }
  | { readonly failed: string };

/** Fields under which models put the answer of a JSON object, when no field has the question's name. */
export const ANSWER_FIELDS =
  'label labels answer finalanswer prediction predictedlabel emotion emotions rating score category class classification sentiment choice response result output value verdict'.split(
    ' ',
  );
/** Two labels and more with a percentage each. */
const PERCENTAGES = /\d\s*(?:%|percent)[\s\S]*\d\s*(?:%|percent)/i;
const LEAST_SHARE_SUM = 0.98;

/**
 * Reads what a model answered to a question, in whatever form it came: an object of JSON by its field, never by its text; a
 * list of labels; an object of labels with probabilities; percentages in words; or words (`ResponseParser`). A number between two points
 * of a scale is shared by them, so that the mean is the number.
 */
export class AnswerReader {
  readonly #question: Question;
  readonly #words: ResponseParser;
  readonly #percentages: PercentagesParser;
  readonly #fields: readonly string[];
  /** Of a scale whose labels are its numbers. */
  readonly #points: readonly number[] | null;

  constructor(
    question: Question,
    { labels, multiLabel = true }: Pick<PredictionOptions, 'labels' | 'multiLabel'>,
  ) {
    this.#question = question;
    this.#points =
      question.kind === 'ordinal' &&
      question.labels.every((label, at) => Number(label) === question.points[at])
        ? question.points
        : null;
    this.#words = new ResponseParser(question, { labels, multiLabel });
    const renamed = Object.entries(labels ?? {}).filter(([, label]) => label !== null) as [string, string][];
    this.#percentages = new PercentagesParser(question, Object.fromEntries(renamed));
    this.#fields = [...new Set([question.name, question.id].map(foldName)), ...ANSWER_FIELDS];
  }

  read(content: string): AnswerRead {
    const said = content.includes('<') ? (afterReasoning(content) ?? content) : content;
    const value = jsonIn(said);
    if (value !== undefined) return this.#fromJson(value, content);
    if (PERCENTAGES.test(said)) {
      const shares = this.#percentages.parse(said, false);
      if (typeof shares !== 'string') return { shares: divided([...shares]) };
    }
    return this.#fromWords(content);
  }

  #fromWords(content: string): AnswerRead {
    const stars = this.#points !== null && /^(?:[★☆⭐🌟]\ufe0f?)+$/u.test(content.trim());
    const found = this.#words.parse(stars ? String(pointValue(content.trim())) : content);
    if (typeof found !== 'string') return { labels: found };
    const shares = this.#betweenPoints(content);
    return shares === null ? { failed: found } : { shares };
  }

  /** A number between two points of a scale in numbers: they share it. */
  #betweenPoints(content: string): readonly number[] | null {
    if (this.#points === null) return null;
    const numbers = ratingNumbers(content);
    if (typeof numbers === 'string' || numbers.length !== 1) return null;
    const [number] = numbers;
    const isInside = number > this.#points[0] && number < this.#points[this.#points.length - 1];
    return isInside && !Number.isInteger(number) ? spreadOver(this.#points, number) : null;
  }

  #fromJson(value: unknown, content: string): AnswerRead {
    if (Array.isArray(value)) return this.#fromList(value, content);
    const object = value as Record<string, unknown>;
    const shares = this.#labelShares(Object.entries(object));
    if (shares !== null) return { shares };
    const fields = new Map(Object.entries(object).map(([key, one]) => [foldName(key), one]));
    const field = this.#fields.find((name) => fields.has(name));
    if (field !== undefined) return this.#fromField(fields.get(field));
    const api = apiAnswer(object);
    if (api !== null)
      return api.error === null ? this.#fromWords(api.choices[0].content) : { failed: api.error };
    // One field alone may have any name; among several, others than the answer stand.
    const own = [...fields].filter(
      ([name]) => !/confid|prob|score|reason|explan|ration|usage|token|id$/.test(name),
    );
    return own.length === 1
      ? this.#fromField(own[0][1])
      : { failed: 'The answer has no field with a label.' };
  }

  #fromField(value: unknown): AnswerRead {
    if (typeof value === 'string') return this.#fromWords(value);
    if (typeof value === 'number') return this.#fromWords(String(value));
    if (typeof value === 'boolean')
      return this.#fromWords(value ? this.#yes('yes', 'true') : this.#yes('no', 'false'));
    if (Array.isArray(value)) return this.#fromList(value, JSON.stringify(value));
    if (typeof value !== 'object' || value === null) return { failed: 'The answer is empty.' };
    const shares = this.#labelShares(Object.entries(value));
    return shares === null ? this.#fromJson(value, JSON.stringify(value)) : { shares };
  }

  #yes(word: string, other: string): string {
    return this.#question.labels.some((label) => label.toLowerCase() === other) ? other : word;
  }

  #fromList(list: readonly unknown[], content: string): AnswerRead {
    const scored = scoredLabels(list);
    if (scored !== null) {
      const shares = this.#labelShares(scored);
      if (shares !== null) return { shares };
    }
    const words = list.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);
    if (words.length === 0 || words.length < list.length) {
      const api = apiAnswer(list);
      return api !== null && api.choices.length > 0
        ? this.#fromWords(api.choices[0].content)
        : { failed: 'The answer names no label.' };
    }
    const each = words.map((word) => this.#words.parse(word));
    const failed = each.find((one) => typeof one === 'string');
    if (typeof failed === 'string') return this.#fromWords(content);
    return { labels: [...new Set((each as (readonly number[])[]).flat())].sort((a, b) => a - b) };
  }

  /** Shares by label, if all names are labels and their values are numbers that come to 1 or 100; else `null`. */
  #labelShares(entries: readonly (readonly [string, unknown])[]): number[] | null {
    const shares = this.#question.labels.map(() => 0);
    if (entries.length < 2) return null;
    for (const [name, value] of entries) {
      const number = typeof value === 'string' ? Number(value.replace('%', '').trim()) : value;
      const place = this.#words.parse(name);
      if (typeof number !== 'number' || !(number >= 0) || typeof place === 'string' || place.length !== 1)
        return null;
      shares[place[0]] += number;
    }
    const sum = shares.reduce((a, b) => a + b, 0);
    const near = (whole: number) => sum > whole * LEAST_SHARE_SUM && sum < whole * 1.02;
    return near(1) || near(100) ? divided(shares) : null;
  }
}

/** `[{"label": "joy", "score": 0.9}, …]`, as pipelines write it, perhaps a list more around it; else `null`. */
export function scoredLabels(value: unknown): (readonly [string, number])[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  if (value.length === 1 && Array.isArray(value[0])) return scoredLabels(value[0]);
  const entries = value.map((one: unknown) => {
    const { label, score } = (one ?? {}) as { label?: unknown; score?: unknown };
    return typeof label === 'string' && typeof score === 'number' ? ([label, score] as const) : null;
  });
  return entries.every((one) => one !== null) ? entries : null;
}

/** The object or list that an answer is, or that stands in it within a fence or among words. */
export function jsonIn(said: string): unknown[] | Record<string, unknown> | undefined {
  if (!/[{[]/.test(said)) return undefined;
  const plain = withoutFences(said).trim();
  const whole = jsonCell(plain);
  if (whole !== undefined) return whole;
  const fenced = /```[a-z]*\n([\s\S]*?)```/i.exec(said)?.[1];
  if (fenced !== undefined) return jsonCell(fenced.trim());
  const inner = /\{[^{}]*\}/.exec(said)?.[0];
  return inner === undefined || !inner.includes(':') ? undefined : jsonCell(inner);
}

function divided(shares: readonly number[]): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}
