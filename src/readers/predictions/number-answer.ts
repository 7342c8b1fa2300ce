import type { NumberRange } from '../../judgments/question.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import { DECIMAL_COMMA } from '../annotated/decimal.ts';
import { excerpt } from '../unreadable-file.ts';
import { afterReasoning, withoutFences } from './response-parser.ts';

const NUMBERS = /[-+]?\d+(?:\.\d+)?/g;

/** The number that a model answered to a continuous question, or why there is none: one alone, in whatever words or JSON it stands. */
export function numberAnswer(content: string, { lowest, highest }: NumberRange): number | string {
  const said = withoutFences(afterReasoning(content) ?? content).trim();
  const value = jsonCell(said);
  const text =
    value !== undefined && !Array.isArray(value)
      ? Object.values(value)
          .filter((one) => typeof one === 'number' || typeof one === 'string')
          .join(' ')
      : DECIMAL_COMMA.test(said)
        ? said.replace(',', '.')
        : said;
  const found = text.match(NUMBERS) ?? [];
  if (found.length === 0) return 'The answer has no number.';
  if (found.length > 1) return 'The answer has several numbers.';
  const [first] = found;
  const number = Number(first);
  return number >= lowest && number <= highest
    ? number
    : `"${excerpt(first!, 40)}" is no number from ${lowest} to ${highest}.`;
}
