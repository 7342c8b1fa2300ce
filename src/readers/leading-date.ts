import { timeIn } from './annotated/answer-time.ts';

/** A line that begins with a date. */
export interface DatedLine {
  /**
   * The date, and the time of day where one follows it: as ISO 8601, or as it stands in the file where only other lines can tell
   * the order of day and month.
   */
  readonly date: string;
  /** What comes after it. */
  readonly text: string;
  /** Whether nothing else can be meant: the date is in ISO 8601, and a sign that is no part of a sentence comes after it. */
  readonly certain: boolean;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\\s+)?';
const TIME = '(?:(?:T|,?\\s+)(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:\\.\\d+)?)?(?:Z|\\s?([ap])\\.?m\\.?)?)?';
/** Each begins a line, perhaps in brackets; what the groups before the time of day are is said beside it. */
const FORMS = [
  // Year, month, day.
  ['iso', `(\\d{4})-(\\d\\d)-(\\d\\d)`],
  ['year first', `(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})`],
  ['day and month by name', `(\\d{1,2})(?:st|nd|rd|th|\\.)?[ -]${MONTH},?[ -](\\d{4})`],
  ['month by name and day', `${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`],
  ['two numbers', `(\\d{1,2}[./-]\\d{1,2}[./-]\\d{4})()()`],
].map(
  ([form, pattern]) =>
    [form, new RegExp(`^\\s*(?:\\[|\\()?${WEEKDAY}${pattern}${TIME}(?![\\w/]|[.-]\\d)`, 'i')] as const,
);
/** What comes between a date and its text; spaces alone do as well, but may belong to a sentence that begins with a date. */
const SEPARATOR = /^\s*(?:[\])]\s*[:|;,–—-]?|[:|;,–—\t]|-(?=\s))\s*/;
const SPACE = /^\s+/;

/** The date that a line begins with, or `null`: a year alone is none, nor is a number that no calendar has. */
export function leadingDate(line: string): DatedLine | null {
  for (const [form, pattern] of FORMS) {
    const found = pattern.exec(line);
    if (found === null) continue;
    const rest = line.slice(found[0].length);
    const separator = SEPARATOR.exec(rest) ?? SPACE.exec(rest);
    if (separator === null && rest !== '') return null;
    const [one, other, third, ...time] = found.slice(1);
    const written = form === 'two numbers' ? one : isoDay(form, one, other, third);
    const date = written === null ? null : withTime(written, form, time, found[0]);
    if (date === null) return null;
    const text = rest.slice(separator?.[0].length ?? 0);
    return { date, text, certain: form === 'iso' && (rest === '' || SEPARATOR.test(rest)) };
  }
  return null;
}

/** The day in ISO 8601; `null` if no calendar has it. */
function isoDay(form: string, one: string, other: string, third: string): string | null {
  const [year, month, day] =
    form === 'day and month by name'
      ? [third, monthNumber(other), one]
      : form === 'month by name and day'
        ? [third, monthNumber(one), other]
        : [one, other, third];
  const iso = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const time = timeIn(iso);
  // Engines take the 31st of a shorter month for a day of the next.
  return time !== null && new Date(time).toISOString().startsWith(iso) ? iso : null;
}

function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

/** The day with its time; `null` if a clock has no such time. */
function withTime(
  day: string,
  form: string,
  [hour, minute, second = '00', half]: (string | undefined)[],
  whole: string,
): string | null {
  if (hour === undefined) return day;
  const of24 = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  if (of24 > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const clock = `${String(of24).padStart(2, '0')}:${minute}:${second}`;
  if (form === 'two numbers') return `${day} ${clock}`;
  return `${day}T${clock}${/Z$/.test(whole) ? 'Z' : ''}`;
}
