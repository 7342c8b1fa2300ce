import { decimal } from './decimal.ts';
import { foldName } from './column-names.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** Names of columns that say when a row was answered, the surest first. */
const TIME_COLUMNS =
  'updatedat completedat submittedat annotatedat createdat submitdate timestamp datetime enddate endtime completiontime time date created'.split(
    ' ',
  );
/** Seconds since 1970 of a day in 1973: a smaller number is how long something took. */
export const EPOCH_MIN_SECONDS = 1e8;
/** Seconds since 1970 in the year 2286: no answer is from after it. */
const EPOCH_MAX_SECONDS = 1e10;
/** Of a second, in which times since 1970 are counted. Between {@link EPOCH_MIN_SECONDS} and the maximum, no two give one number. */
const EPOCH_UNITS = [1, 1e3, 1e6, 1e9];
/** Year to minute, second or millisecond in digits alone, as 20240501101530; tables with gaps make it a number with `.0`. */
const STAMP = /^((?:19|20)\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:(\d\d)(\d{3})?)?(?:[.,]0+)?$/;
/** A date whose order of day and month is certain: the year first, or the month by name. */
const CERTAIN_DATE = /^\d{4}[-/.]\d|^(?=.*\d{4})(?=.*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;
const ISO_DAY = /^\d{4}-\d\d(?:-\d\d)?$/;
const ISO_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/i;
/** A time of day with its zone: by name, or as an offset. */
const ZONE = /\d\s*(?:[ap]m\s*)?(?:z|utc?|gmt|[ecmp][sd]t)\b|:\d\d(?:[.,]\d+)?\s*(?:[ap]m\s*)?[+-]\d/i;

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

/**
 * A cell's time in milliseconds since 1970, in UTC where it names no zone, so that a file says the same on every machine; `null`
 * if it is none, or a date whose day and month may be one another.
 */
export function timeIn(cell: string): number | null {
  const given = cell.trim();
  if (given === '') return null;
  const stamp = STAMP.exec(given);
  if (stamp !== null) return stampedTime(stamp);
  const number = decimal(given);
  if (Number.isFinite(number)) return epochTime(number);
  if (!CERTAIN_DATE.test(given)) return null;
  const time = Date.parse(ISO_DAY.test(given) || ZONE.test(given) ? given : inUtc(given));
  return Number.isNaN(time) ? null : time;
}

/** A number as a time since 1970, in the unit in which it is of our age. */
function epochTime(number: number): number | null {
  const unit = EPOCH_UNITS.find(
    (perSecond) => number >= EPOCH_MIN_SECONDS * perSecond && number < EPOCH_MAX_SECONDS * perSecond,
  );
  if (unit === undefined) return null;
  // A double has nanoseconds of our age to 256 of them.
  return Math.round(number * (1e6 / unit)) / 1000;
}

function stampedTime([, year, month, day, hour, minute, second, thousandths]: RegExpExecArray):
  number | null {
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}.${thousandths ?? '000'}Z`;
  const time = Date.parse(iso);
  // Engines take the 31st of a shorter month for a day of the next.
  return !Number.isNaN(time) && new Date(time).toISOString() === iso ? time : null;
}

function inUtc(given: string): string {
  const iso = ISO_TIME.exec(given);
  return iso === null ? `${given} UTC` : `${iso[1]}T${iso[2]}Z`;
}
