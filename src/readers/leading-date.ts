import { timeIn } from './annotated/answer-time.ts';
import { leadingTime, type LeadingTime } from './leading-time.ts';

/** A line that begins with a date. */
export interface DatedLine {
  /**
   * The date, and the time of day where one follows it: as ISO 8601, or as it stands in the file where only other lines can tell
   * the order of day and month.
   */
  readonly date: string;
  /** Whether the date is in ISO 8601. */
  readonly inOrder: boolean;
  /** What comes after it. */
  readonly text: string;
  /** Whether nothing else can be meant: the date is in ISO 8601, and a sign that is no part of a sentence comes after it. */
  readonly certain: boolean;
  /** What the time of day tells of how hours are counted; `null` where nothing. */
  readonly hours: LeadingTime['hours'];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\\s+)?';
/** Space, and the marks of direction that some programs write about dates. */
const SPACES = '[\\s\\u200e\\u200f]*';
/** Each begins a line, perhaps in brackets; what the groups are is said beside it. */
const FORMS = [
  // Year, month, day.
  ['iso', `(\\d{4})-(\\d\\d)-(\\d\\d)`],
  ['year first', `(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})`],
  ['day and month by name', `(\\d{1,2})(?:st|nd|rd|th|\\.)?[ -]${MONTH},?[ -](\\d{4})`],
  ['month by name and day', `${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`],
  ['two numbers', `(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})`],
].map(
  ([form, pattern]) =>
    [
      form,
      new RegExp(`^${SPACES}([[(])?${WEEKDAY}(${pattern})(?=T\\d{1,2}:|(?![\\w/]|[.-]\\d))`, 'i'),
    ] as const,
);
/** Two numbers and a year with one sign between them. */
const ONE_SIGN = /^\d+([./-])\d+\1\d+$/;
const CLOSING: Readonly<Record<string, RegExp>> = { '[': /^\s*\]/, '(': /^\s*\)/ };
/** What comes between a date and its text; spaces alone do as well, but may belong to a sentence that begins with a date. */
const SEPARATOR = new RegExp(`^${SPACES}(?:[\\])]\\s*[:|;,–—-]?|[:|;,–—\\t]|-(?=\\s))\\s*`);
const SPACE = /^\s+/;

/**
 * The date that a line begins with, or `null`: a year alone is none, nor is a number that no calendar has.
 * @param amIsWord whether hours are counted to 24, so that `am` is a word of the text
 */
export function leadingDate(line: string, amIsWord = false): DatedLine | null {
  for (const [form, pattern] of FORMS) {
    const found = pattern.exec(line);
    if (found === null) continue;
    const [whole, bracket, written, one, other, third] = found as (string | undefined)[] & string[];
    const after = line.slice(whole.length);
    const time = leadingTime(after, amIsWord);
    const rest = time === 'none' || time === 'impossible' ? after : after.slice(time.length);
    const separator = SEPARATOR.exec(rest) ?? SPACE.exec(rest);
    const isClosed = bracket === undefined || CLOSING[bracket].test(rest);
    if (time === 'impossible' || !isClosed || (separator === null && rest !== '')) return null;
    const date = dateOf(form, written, [one, other, third], time === 'none' ? null : time);
    if (date === null) return null;
    return {
      date,
      inOrder: form !== 'two numbers',
      text: rest.slice(separator?.[0].length ?? 0),
      certain: form === 'iso' && (rest === '' || SEPARATOR.test(rest)),
      hours: time === 'none' ? null : time.hours,
    };
  }
  return null;
}

/** `null` where no calendar has the day, or nobody can say when it was. */
function dateOf(form: string, written: string, parts: DayParts, time: LeadingTime | null): string | null {
  if (form === 'two numbers') {
    const [one, other, year] = parts;
    const isOfCalendar = (isoDay(year, other, one) ?? isoDay(year, one, other)) !== null;
    if (!isOfCalendar || !ONE_SIGN.test(written)) return null;
    if (time === null) return written;
    // Such a time is taken as one of UTC, so another zone would make it a wrong one.
    return time.zone === '' || time.zone === 'Z' ? `${written} ${time.clock}` : null;
  }
  const day = namedDay(form, parts);
  return day && (time === null ? day : `${day}T${time.clock}${time.zone}`);
}

/** The groups of a form, as they stand in a line. */
type DayParts = readonly [one: string, other: string, third: string];

function namedDay(form: string, [one, other, third]: DayParts): string | null {
  if (form === 'day and month by name') return isoDay(third, monthNumber(other), one);
  if (form === 'month by name and day') return isoDay(third, monthNumber(one), other);
  return isoDay(one, other, third);
}

/** The day in ISO 8601; `null` if no calendar has it. */
function isoDay(year: string, month: string, day: string): string | null {
  const iso = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const time = timeIn(iso);
  // Engines take the 31st of a shorter month for a day of the next.
  return time !== null && new Date(time).toISOString().startsWith(iso) ? iso : null;
}

function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}
