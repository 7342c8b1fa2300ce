export const DURATION_UNITS = ['seconds', 'milliseconds', 'minutes'] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

const UNIT = /(?:in)?(?:(milliseconds?|millis|msecs?|ms)|(seconds?|secs?)|(minutes?|mins?))$/;
/** Names of durations by their letters, without the unit at their end. */
const DURATIONS = new Set(
  'duration elapsed elapsedtime latency rt timespent spenttime timetaken timeontask reactiontime responsetime answertime annotationtime annotatingtime labelingtime labellingtime ratingtime judgmenttime judgementtime decisiontime worktime dwelltime'.split(
    ' ',
  ),
);
/** Only with a unit behind them: a time may also be that of day. */
const WITH_UNIT = new Set(['time', 'took', 'spent']);
/** Label Studio's name, in seconds. */
const LEAD_TIME = 'leadtime';

/** The unit that the name of a column of durations names; `unknown` where it names none, `null` where it is no such name. */
export function namedUnit(column: string): DurationUnit | 'unknown' | null {
  const name = column
    .toLowerCase()
    .replace(/[^a-z]s[^a-z]*$/, 'seconds')
    .replace(/[^a-z]+/g, '');
  if (name === LEAD_TIME) return 'seconds';
  const unit = UNIT.exec(name);
  if (unit === null) return DURATIONS.has(name) ? 'unknown' : null;
  const [, milliseconds, seconds, minutes] = unit;
  const stem = name.slice(0, unit.index);
  // `ms` and `min` alone are other things, too.
  if (stem === '' ? !seconds : !DURATIONS.has(stem) && !WITH_UNIT.has(stem)) return null;
  return milliseconds ? 'milliseconds' : minutes ? 'minutes' : 'seconds';
}
