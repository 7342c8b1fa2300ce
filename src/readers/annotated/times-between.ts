/** A longer time between two answers is a break. */
const LONGEST = 3600;
const MINUTE = 60_000;

/** When who answered about what. */
export interface TimedAnswer {
  readonly item: number;
  readonly rater: number;
  /** In milliseconds since 1970; `null` where it is not known. */
  readonly time: number | null;
}

/**
 * Seconds since each rater's answer before, which is at the least how long an answer took where raters work through a list: NaN for
 * a rater's first, for answers sent together, and after a break of an hour. `null` where times tell nothing of this: they are no
 * finer than a minute, or no two raters of an item have different ones, so that they may be the texts'.
 */
export function timesBetween(answers: readonly TimedAnswer[]): Float32Array | null {
  const timed = [...answers.keys()].filter((at) => answers[at].time !== null);
  if (timed.every((at) => answers[at].time! % MINUTE === 0) || areOfItems(answers)) return null;
  const seconds = new Float32Array(answers.length).fill(NaN);
  const last = new Map<number, number>();
  for (const at of timed.sort((one, other) => answers[one].time! - answers[other].time!)) {
    const { rater, time } = answers[at];
    const since = (time! - (last.get(rater) ?? NaN)) / 1000;
    if (since > 0 && since <= LONGEST) seconds[at] = since;
    last.set(rater, time!);
  }
  return seconds;
}

/** Whether all answers about an item have the same time. */
function areOfItems(answers: readonly TimedAnswer[]): boolean {
  const first = new Map<number, number>();
  return answers.every(({ item, time }) => {
    if (time === null) return true;
    const known = first.get(item);
    if (known === undefined) first.set(item, time);
    return known === undefined || known === time;
  });
}
