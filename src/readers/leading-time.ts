/** A time of day that follows a date. */
export interface LeadingTime {
  /** `hh:mm:ss` of 24 hours. */
  readonly clock: string;
  /** `Z` or `±hh:mm`, as ISO 8601 has it; empty where none is named. */
  readonly zone: string;
  /** What the line tells of how hours are counted: `am` and `pm` of twice twelve, `24` of a day's; `null` where nothing. */
  readonly hours: 'am' | 'pm' | '24' | null;
  /** Of what was read, in characters. */
  readonly length: number;
}

const CLOCK = /^(T|,?\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+|,\d{3}(?!\d))?)?/i;
const HALF = /^\s?([ap])\.?m(?:\.|(?![\p{L}\p{M}\w]))/iu;
/** The word, as in “am Abend”. */
const AM = /^\sam\s/;
const ZONE =
  /^(?:z(?![\p{L}\p{M}\w])|\s?(?:utc|gmt)(?![\p{L}\p{M}\w+-])|\s?(?:utc|gmt)?([+-](?:0\d|1[0-4])):?([0-5]\d)(?!\d|:\d))/iu;
/** Looks like an offset, and may be the end of a span: `10:00-11:00`. */
const SPAN = /^\s?-\d\d:/;
/** The number goes on, or it is the first of two times: what was read is no time of its own. */
const GOES_ON = /^(?:[\p{L}\p{M}\w/]|[.:-]\d|\s*[–-]\s*\d{1,2}:\d\d)/u;

/**
 * The time of day that comes after a date: `none` where no time does, and what is there belongs to the text; `impossible` where a
 * clock has no such time.
 * @param rest of the line, after the date
 * @param amIsWord whether hours are counted to 24, so that `am` is a word of the text
 */
export function leadingTime(rest: string, amIsWord: boolean): LeadingTime | 'none' | 'impossible' {
  const found = CLOCK.exec(rest);
  if (found === null) return 'none';
  const [{ length: long }, begin, hour, minute, second] = found as (string | undefined)[] & string[];
  const written = Number(hour);
  let after = rest.slice(long);
  // Where it cannot be half a day's, what stands there is a word.
  const half = written < 1 || written > 12 || (amIsWord && AM.test(after)) ? null : HALF.exec(after);
  after = after.slice(half?.[0].length ?? 0);
  const isExact = second !== undefined || begin.toUpperCase() === 'T';
  const zone = half === null && (isExact || !SPAN.test(after)) ? ZONE.exec(after) : null;
  after = after.slice(zone?.[0].length ?? 0);
  if (GOES_ON.test(after)) return 'none';
  const isPm = half !== null && /p/i.test(half[1]);
  const of24 = half === null ? written : (written % 12) + (isPm ? 12 : 0);
  if (of24 > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return 'impossible';
  return {
    clock: `${String(of24).padStart(2, '0')}:${minute}:${second ?? '00'}`,
    zone: zone === null ? '' : zone[1] === undefined ? 'Z' : `${zone[1]}:${zone[2]}`,
    hours: half !== null ? (isPm ? 'pm' : 'am') : written < 1 || written > 12 ? '24' : null,
    length: rest.length - after.length,
  };
}
