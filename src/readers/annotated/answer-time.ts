import { decimal } from './decimal.ts';
import { foldName } from './column-names.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** Names of columns that say when a row was answered, the surest first. */
const TIME_COLUMNS =
  'updatedat completedat submittedat annotatedat createdat submitdate timestamp datetime enddate endtime completiontime time date created'.split(
    ' ',
  );
/** Seconds since 1970 of a day in 1973: a smaller number is how long something took. */
const LEAST_CLOCK = 1e8;
/** Seconds since 1970 in the year 5138: a larger number is of milliseconds. */
const MOST_SECONDS = 1e11;
/** A date whose order of day and month is certain: the year first, or the month by name. */
const CERTAIN_DATE = /^\d{4}[-/.]\d|^(?=.*\d{4})(?=.*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;

/**
 * The column that says when each row was answered; `undefined` if there is none. A time that all rows of a text share is the text's.
 * @param item the columns that tell texts apart
 */
export function timeColumn(columns: SampledColumns, item: readonly string[]): string | undefined {
  const named = TIME_COLUMNS.flatMap((name) => columns.names.filter((column) => foldName(column) === name));
  return named.find((column) => {
    const cells = columns.filled(column);
    const isOfText = item.length > 0 && columns.determines(item, column) === true;
    return cells.length > 0 && !isOfText && cells.every((cell) => timeIn(cell) !== null);
  });
}

/** A cell's time in milliseconds since 1970; `null` if it is none, or a date whose day and month may be one another. */
export function timeIn(cell: string): number | null {
  const given = cell.trim();
  if (given === '') return null;
  const number = decimal(given);
  if (Number.isFinite(number))
    return number < LEAST_CLOCK ? null : number < MOST_SECONDS ? 1000 * number : number;
  if (!CERTAIN_DATE.test(given)) return null;
  const time = Date.parse(given);
  return Number.isNaN(time) ? null : time;
}
