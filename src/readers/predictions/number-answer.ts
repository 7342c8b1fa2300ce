import type { ContinuousQuestion } from '../../judgments/question.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import { foldName } from '../annotated/column-names.ts';
import { excerpt } from '../unreadable-file.ts';
import { ANSWER_FIELDS, jsonIn } from './answer-reader.ts';
import { afterReasoning, ratingNumbers } from './response-parser.ts';

/** A number, and the standard deviation that is stated beside it. */
export interface NumberRead {
  readonly value: number;
  readonly spread?: number;
}

const MEAN_FIELDS = ['mean', 'mu', 'estimate'];
/** Folded names under which a spread stands beside a mean. */
export const SPREAD_NAMES = ['sd', 'std', 'stdev', 'stddev', 'sigma', 'standarddeviation', 'spread'];

/**
 * The number that a model answered to a continuous question, in words or in a field of JSON: one alone, within the range; or why there is
 * none.
 */
export function numberAnswer(content: string, question: ContinuousQuestion): NumberRead | string {
  const said = content.includes('<') ? (afterReasoning(content) ?? content) : content;
  const json = jsonIn(said);
  if (Array.isArray(json)) return 'The answer is a list.';
  if (json === undefined) return within(ratingNumbers(content), question);
  const fields = new Map(Object.entries(json).map(([key, value]) => [foldName(key), value]));
  const names = [foldName(question.name), foldName(question.id), ...MEAN_FIELDS, ...ANSWER_FIELDS];
  const field = names.find((name) => fields.has(name)) ?? onlyNumber(fields);
  const value = field === undefined ? undefined : fields.get(field);
  if (typeof value !== 'number' && typeof value !== 'string') return 'The answer has no field with a number.';
  const read = within(ratingNumbers(String(value)), question);
  if (typeof read === 'string') return read;
  const stated = SPREAD_NAMES.map((name) => Number(fields.get(name))).find((one) => one >= 0);
  return stated === undefined ? read : { ...read, spread: stated };
}

/** The answers to a continuous question in a cell: the elements of a list, or the whole. */
export function numbersIn(cell: string): readonly string[] {
  const list = cell.startsWith('[') ? jsonCell(cell) : undefined;
  const isPlain = Array.isArray(list) && list.every((one) => ['number', 'string'].includes(typeof one));
  return isPlain && list.length > 0 ? list.map(String) : [cell];
}

function within(numbers: readonly number[] | string, { range }: ContinuousQuestion): NumberRead | string {
  if (typeof numbers === 'string') return numbers;
  const [value] = numbers;
  if (numbers.length === 0) return 'The answer has no number.';
  if (numbers.length > 1) return `The answer has ${numbers.length} numbers.`;
  return value >= range.lowest && value <= range.highest
    ? { value }
    : `"${excerpt(String(value), 40)}" is no number from ${range.lowest} to ${range.highest}.`;
}

/** The one field that holds a number and is not about the answer. */
function onlyNumber(fields: ReadonlyMap<string, unknown>): string | undefined {
  const own = [...fields].filter(
    ([name, value]) => typeof value === 'number' && !/confid|prob|token|id$/.test(name),
  );
  return own.length === 1 ? own[0][0] : undefined;
}
