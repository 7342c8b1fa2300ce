import type { Performer } from '../analysis/analyse.ts';

/** Milliseconds of work after which the thread turns to what waits for it. */
const LONGEST = 100;

/**
 * A performer in the thread that also reports on the tasks. Between two of them it lets messages and timers in, without which
 * nothing is heard of the steps until all are done.
 */
export function withPauses(perform: Performer): Performer {
  let last = performance.now();
  return async (task, row) => {
    if (performance.now() - last >= LONGEST) {
      await new Promise((resolve) => setTimeout(resolve));
      last = performance.now();
    }
    return await perform(task, row);
  };
}
