/** A longer time between two answers is a break. */
const BREAK_SECONDS = 3600;
const MINUTE = 60_000;

/**
 * When raters answered about which items: over all questions, and whether an answer still stands or another has taken its place,
 * for a rater spends time on each of them.
 */
export class AnsweringTimes {
  readonly #raters: number[] = [];
  readonly #items: number[] = [];
  /** In milliseconds since 1970. */
  readonly #times: number[] = [];
  #between: Float32Array | null | undefined;

  /**
   * @param time in milliseconds since 1970
   * @returns the place of its seconds in {@link secondsBetween}
   */
  add(rater: number, item: number, time: number): number {
    const last = this.#times.length - 1;
    // The questions of one row are answered together.
    if (this.#raters[last] === rater && this.#items[last] === item && this.#times[last] === time) return last;
    this.#between = undefined;
    this.#raters.push(rater);
    this.#items.push(item);
    return this.#times.push(time) - 1;
  }

  /**
   * Seconds since each rater's answers before, which is at the most how long an answer took where raters work through a list: NaN
   * for a rater's first, for answers about several items sent together, and after a break of an hour. Answers about one item at
   * one time share theirs. `null` where times tell nothing of this: they are no finer than a minute, or all answers about an
   * item have the same, so that they may be the texts'.
   */
  secondsBetween(): Float32Array | null {
    if (this.#between === undefined)
      this.#between = this.#areFine() && !this.#areOfItems() ? this.#differences() : null;
    return this.#between;
  }

  #areFine(): boolean {
    return this.#times.some((time) => time % MINUTE !== 0);
  }

  #areOfItems(): boolean {
    const first = new Map<number, number>();
    return this.#times.every((time, at) => {
      const known = first.get(this.#items[at]);
      if (known === undefined) first.set(this.#items[at], time);
      return known === undefined || known === time;
    });
  }

  #differences(): Float32Array {
    const raters = this.#raters;
    const times = this.#times;
    const order = Uint32Array.from(times.keys());
    order.sort((one, other) => raters[one] - raters[other] || times[one] - times[other]);
    const seconds = new Float32Array(times.length).fill(NaN);
    let before = -1;
    for (let start = 0; start < order.length;) {
      const [at] = order.subarray(start);
      let end = start + 1;
      while (end < order.length && raters[order[end]] === raters[at] && times[order[end]] === times[at])
        end++;
      const together = order.subarray(start, end);
      const isOfRater = before >= 0 && raters[before] === raters[at];
      const since = isOfRater ? (times[at] - times[before]) / 1000 : NaN;
      const isOneItem = together.every((one) => this.#items[one] === this.#items[at]);
      if (isOneItem && since <= BREAK_SECONDS) for (const one of together) seconds[one] = since;
      before = at;
      start = end;
    }
    return seconds;
  }
}
