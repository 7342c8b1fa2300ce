import type { Attribute, AttributeValue } from '../../judgments/attributes.ts';
import { timeIn } from './answer-time.ts';
import { DECIMAL_COMMA } from './decimal.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** A number that begins with a nought and goes on is a code, such as one for a place. */
const CODE = /^0\d/;
/** A whole number, also as tables with gaps write it: `12.0`. */
const WHOLE = /^[+-]?\d+(\.0*)?$/;
/** Thousands in English, or a number with three decimals elsewhere: nobody can say which. */
const EITHER = /^\d{1,3},\d{3}$/;
/** Cells that say that nothing is known. */
const NOTHING = /^(na|n\/a|nan|null|\.|-|--|–|—|\?|#n\/a|<na>)$/i;
/** Words that say so among numbers and dates; among words they are words. */
const UNKNOWN = /^(none|nil|unknown|missing)$/i;
/** A date whose order of day and month is certain. */
const DATE = /^\d{4}-\d{1,2}(-\d{1,2})?([T ].*)?$|^\d{4}[/.]\d{1,2}[/.]\d{1,2}([T ].*)?$/;

/**
 * What a column's cells say: numbers if all of them are, dates if all are, else texts as they are. `na` and the like are nothing.
 * Cells without a value are `undefined`.
 */
export function attributeValues(
  cells: readonly (string | undefined)[],
): Pick<Attribute, 'kind'> & { readonly values: AttributeValue[] } {
  const known = new Map<string, AttributeValue>();
  for (const cell of cells)
    if (cell !== undefined && !known.has(cell)) known.set(cell, NOTHING.test(cell) ? null : cell);
  const different = [...known]
    .filter(([cell, value]) => value !== null && !UNKNOWN.test(cell))
    .map(([cell]) => cell);
  const kind =
    different.length === 0
      ? 'text'
      : different.every(isNumber)
        ? 'number'
        : different.every((cell) => DATE.test(cell) && timeIn(cell) !== null)
          ? 'date'
          : 'text';
  if (kind !== 'text')
    for (const [cell, value] of known)
      if (value !== null)
        known.set(cell, UNKNOWN.test(cell) ? null : kind === 'number' ? numberIn(cell) : isoDate(cell));
  return { kind, values: cells.map((cell) => (cell === undefined ? null : known.get(cell)!)) };
}

function isNumber(cell: string): boolean {
  const number = numberIn(cell);
  // A longer id would lose its last digits.
  const isExact = !WHOLE.test(cell) || Number.isSafeInteger(number);
  return !CODE.test(cell) && !EITHER.test(cell) && Number.isFinite(number) && isExact;
}

function numberIn(cell: string): number {
  const plain = DECIMAL_COMMA.test(cell) ? cell.replace(',', '.') : cell;
  return NUMBER.test(plain) ? Number(plain) : NaN;
}

/** The day alone where the cell has no time of day. */
function isoDate(cell: string): string {
  const day = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(cell);
  if (day === null) return new Date(timeIn(cell)!).toISOString();
  const [year, month, date] = day.slice(1);
  return [year, month, date]
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
}
