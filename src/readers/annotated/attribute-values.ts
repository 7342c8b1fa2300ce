import { extent } from 'd3';
import type { Attribute, AttributeValue } from '../../judgments/attributes.ts';
import { timeIn } from './answer-time.ts';
import { DECIMAL_COMMA } from './decimal.ts';
import { writtenDates } from './written-dates.ts';

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
/** A date whose order of day and month is certain, because the year is first. */
const DATE = /^\d{4}-\d{1,2}(-\d{1,2})?([T ].*)?$|^\d{4}[/.]\d{1,2}[/.]\d{1,2}([T ].*)?$/;
/** One with the month by name, and nothing else in words: `3 March 2024`, `Mar 3, 2024`. */
const MONTH_NAMED =
  /^(\d{1,2}[. -]+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[. -]+(\d{1,2},?\s+)?\d{4}$/i;

/** A time of day with its offset from UTC. */
const OFFSET = /(:\d\d(?:[.,]\d+)?)\s*([+-])(\d\d):?(\d\d)$/;
/** Minutes by which one place's offset from UTC changes in a year. */
const SUMMER_TIME = 60;

/**
 * What a column's cells say: numbers if all of them are, dates if all are, else texts as they are. `na` and the like are nothing.
 * Cells without a value are `undefined`. Times of one place, by their offsets from UTC, are those of its clocks, so that a day stays that day; others
 * are in UTC.
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
  const inCalendar = writtenDates(different);
  const kind =
    different.length === 0
      ? 'text'
      : different.every(isNumber)
        ? 'number'
        : inCalendar !== null || different.every(isDate)
          ? 'date'
          : 'text';
  const ofOnePlace = inCalendar === null && kind === 'date' && areOfOnePlace(different);
  const isoIn = inCalendar ?? ((cell: string) => isoDate(ofOnePlace ? cell.replace(OFFSET, '$1') : cell));
  if (kind !== 'text')
    for (const [cell, value] of known)
      if (value !== null)
        known.set(cell, UNKNOWN.test(cell) ? null : kind === 'number' ? numberIn(cell) : isoIn(cell));
  return { kind, values: cells.map((cell) => (cell === undefined ? null : known.get(cell)!)) };
}

function isDate(cell: string): boolean {
  return (DATE.test(cell) || MONTH_NAMED.test(cell)) && timeIn(cell) !== null;
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

/** Whether all times have an offset from UTC, and the same but for summer time. */
function areOfOnePlace(cells: readonly string[]): boolean {
  const offsets = cells.map((cell) => {
    const [, , sign, hours, minutes] = OFFSET.exec(cell) ?? [];
    return hours === undefined ? NaN : Number(`${sign}1`) * (60 * Number(hours) + Number(minutes));
  });
  const [least = 0, most = 0] = extent(offsets);
  return offsets.every(Number.isFinite) && most - least <= SUMMER_TIME;
}

/** As exact as the cell: a month, a day, or a time. */
function isoDate(cell: string): string {
  const day = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(cell);
  if (day === null) {
    const time = new Date(timeIn(cell)!).toISOString();
    const named = MONTH_NAMED.exec(cell);
    if (named === null) return time;
    return time.slice(
      0,
      named[1] === undefined && named[3] === undefined ? 'YYYY-MM'.length : 'YYYY-MM-DD'.length,
    );
  }
  const [year, month, date] = day.slice(1);
  return [year, month, date]
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
}
