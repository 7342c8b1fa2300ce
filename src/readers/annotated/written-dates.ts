/** Day and month in either order and a year of four digits, perhaps with a time of day. */
const WRITTEN =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([ap]m)?)?$/i;
const DAYS_OF_LONGEST_MONTH = 31;
const MONTHS = 12;

/**
 * Reads dates such as `14.3.2024` or `3/14/2024 9:05 pm`, whose order of day and month the other cells of the column tell: a number
 * above 12 is a day. Points alone are evidence too: with them the day comes first.
 * @returns what makes ISO 8601 of a cell, the day alone where it has no time of day; `null` unless all cells are such dates in one
 * order that is certain
 */
export function writtenDates(cells: readonly string[]): ((cell: string) => string) | null {
  const parts = cells.map((cell) => WRITTEN.exec(cell.trim()));
  if (parts.length === 0 || parts.some((part) => part === null)) return null;
  const dates = parts as RegExpExecArray[];
  const most = (place: 1 | 3) => dates.reduce((largest, part) => Math.max(largest, Number(part[place])), 0);
  const [first, second] = [most(1), most(3)];
  const dayFirst = first > MONTHS || (second <= MONTHS && dates.every((part) => part[2] === '.'));
  const monthFirst = second > MONTHS;
  if (dayFirst === monthFirst || (dayFirst ? first : second) > DAYS_OF_LONGEST_MONTH) return null;
  const iso = (cell: string) => isoOf(WRITTEN.exec(cell.trim())!, dayFirst);
  return cells.every((cell) => isOfCalendar(iso(cell))) ? iso : null;
}

function isoOf([, first, , second, year, hour, minute, ...rest]: RegExpExecArray, dayFirst: boolean): string {
  const [month, day] = dayFirst ? [second, first] : [first, second];
  const date = [year, month, day].map((part) => part.padStart(2, '0')).join('-');
  if (hour === undefined) return date;
  const [seconds = '00', half] = rest as (string | undefined)[];
  const of24 = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  return `${date}T${String(of24).padStart(2, '0')}:${minute}:${seconds}.000Z`;
}

/** Engines take the 31st of a shorter month for a day of the next. */
function isOfCalendar(iso: string): boolean {
  const time = Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso.slice(0, 10));
}
