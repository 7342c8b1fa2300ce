/**
 * Every rater's answer to one question, in three nested runs of typed arrays so that 211,000 raters stay small and travel
 * between threads without a copy: items hold votes, votes hold labels.
 * A vote is the non-empty set of labels one rater gave one item; each of them weighs 1 / |set| (v_rc in the docs). To a continuous
 * question it is a number and has no labels.
 */
export interface Votes {
  /** Votes of item i are `voteStart[i]` to `voteStart[i + 1]` (exclusive); length items + 1. */
  readonly voteStart: Uint32Array;
  /** Labels of vote v are `labels[labelStart[v]]` to `labels[labelStart[v + 1] - 1]`; length votes + 1. */
  readonly labelStart: Uint32Array;
  /** Label indices into the question's labels, each vote's set ascending without repeats. */
  readonly labels: Uint16Array;
  /** The number of each vote, where the question is continuous; else absent. */
  readonly numbers?: Float64Array;
  /** Index into `raterIds` of each vote's rater, or `null` where the source names no raters. */
  readonly raters: Uint32Array | null;
  readonly raterIds: readonly string[] | null;
  /** Raters per item who were asked and gave no usable answer ("unclear", nothing, an invalid mark): counted, never a vote. */
  readonly abstentions: Uint32Array;
  /** Absent where no answer's time is known, and in projects that an earlier version kept. */
  readonly times?: AnswerTimes;
}

/** So many votes may one item have: what is drawn again and again for each item stays within memory and seconds. */
export const MOST_VOTES = 10_000;

/** The first item with more votes than {@link MOST_VOTES}; -1 if none has. */
export function itemWithTooManyVotes({ voteStart }: Votes): number {
  return voteStart.findIndex((from, item) => voteStart[item + 1] - from > MOST_VOTES);
}

/** How long raters took to answer. */
export interface AnswerTimes {
  /** Seconds of each vote; NaN where they are not known. */
  readonly seconds: Float32Array;
  /** Whether the source states them, or each is the time since the rater's answer before. */
  readonly from: 'stated' | 'between answers';
}

/** Collects votes in any order of items and raters and packs them; what a reader uses while it streams. */
export class VotesBuilder {
  #items: number[] = [];
  #raters: number[] = [];
  #labelStart: number[] = [0];
  #labels: number[] = [];
  #abstentions: number[] = [];
  #seconds: number[] = [];
  #numbers: number[] = [];
  #raterIndex = new Map<string, number>();
  #anonymous = false;

  /**
   * @param item row of the item
   * @param rater the rater's id, or `null` if unknown; one unknown rater makes the whole question's raters unknown
   * @param labels label indices in any order, repeats ignored; empty is an abstention
   * @param seconds how long the answer took; NaN if unknown
   */
  add(item: number, rater: string | null, labels: readonly number[], seconds = NaN): void {
    if (labels.length === 0) {
      this.#abstentions[item] = (this.#abstentions[item] ?? 0) + 1;
      return;
    }
    this.#push(item, rater, seconds);
    const set = labels.length === 1 ? labels : [...new Set(labels)].sort((a, b) => a - b);
    for (const label of set) this.#labels.push(label);
    this.#labelStart.push(this.#labels.length);
  }

  /** Adds an answer to a continuous question; all of a builder are such, or none. */
  addNumber(item: number, rater: string | null, number: number, seconds = NaN): void {
    this.#push(item, rater, seconds);
    this.#numbers.push(number);
    this.#labelStart.push(0);
  }

  #push(item: number, rater: string | null, seconds: number): void {
    let raterIndex = 0;
    if (rater === null) this.#anonymous = true;
    else {
      raterIndex = this.#raterIndex.get(rater) ?? this.#raterIndex.size;
      this.#raterIndex.set(rater, raterIndex);
    }
    this.#items.push(item);
    this.#raters.push(raterIndex);
    this.#seconds.push(seconds);
  }

  /**
   * @param itemCount number of items; items without a vote get an empty run
   * @param from where the answers' seconds are from
   */
  build(itemCount: number, from: AnswerTimes['from'] = 'stated'): Votes {
    const count = this.#items.length;
    const voteStart = new Uint32Array(itemCount + 1);
    for (const item of this.#items) voteStart[item + 1]++;
    for (let item = 0; item < itemCount; item++) voteStart[item + 1] += voteStart[item];
    const next = voteStart.slice(0, itemCount);
    const order = new Uint32Array(count);
    for (let vote = 0; vote < count; vote++) order[next[this.#items[vote]]++] = vote;

    const labelStart = new Uint32Array(count + 1);
    const labels = new Uint16Array(this.#labels.length);
    const raters = this.#anonymous || count === 0 ? null : new Uint32Array(count);
    const seconds = Float32Array.from(order, (vote) => this.#seconds[vote]);
    let end = 0;
    for (let place = 0; place < count; place++) {
      const vote = order[place];
      for (let at = this.#labelStart[vote]; at < this.#labelStart[vote + 1]; at++)
        labels[end++] = this.#labels[at];
      labelStart[place + 1] = end;
      if (raters) raters[place] = this.#raters[vote];
    }
    const abstentions = new Uint32Array(itemCount);
    for (let item = 0; item < itemCount; item++) abstentions[item] = this.#abstentions[item] ?? 0;
    return {
      voteStart,
      labelStart,
      labels,
      ...(this.#numbers.length > 0 && {
        numbers: Float64Array.from(order, (vote) => this.#numbers[vote]),
      }),
      raters,
      raterIds: raters && [...this.#raterIndex.keys()],
      abstentions,
      ...(!seconds.every(Number.isNaN) && { times: { seconds, from } }),
    };
  }
}

/** The votes of all raters but these; raters keep their places. */
export function withoutRaters(votes: Votes, without: readonly number[]): Votes {
  const { raters } = votes;
  return keptVotes(
    votes,
    Uint32Array.from([...raters!.keys()].filter((vote) => !without.includes(raters![vote]))),
  );
}

/** @param kept places of the votes that stay, ascending */
export function keptVotes(votes: Votes, kept: Uint32Array): Votes {
  const { voteStart, labelStart, labels, numbers, raters, times } = votes;
  const starts = new Uint32Array(voteStart.length);
  const ends = new Uint32Array(kept.length + 1);
  const left: number[] = [];
  let at = 0;
  for (let item = 0; item + 1 < voteStart.length; item++) {
    while (at < kept.length && kept[at] < voteStart[item + 1]) {
      for (let place = labelStart[kept[at]]; place < labelStart[kept[at] + 1]; place++)
        left.push(labels[place]);
      ends[++at] = left.length;
    }
    starts[item + 1] = at;
  }
  return {
    ...votes,
    voteStart: starts,
    labelStart: ends,
    labels: Uint16Array.from(left),
    ...(numbers && { numbers: Float64Array.from(kept, (vote) => numbers[vote]) }),
    raters: raters && Uint32Array.from(kept, (vote) => raters[vote]),
    ...(times && {
      times: { ...times, seconds: Float32Array.from(kept, (vote) => times.seconds[vote]) },
    }),
  };
}

/** Share of the items' votes that hold s labels, at s; none are at 0. `[0, 1]` where there is no vote. */
export function votesOfSizes({ voteStart, labelStart }: Votes, items: Uint32Array): Float64Array {
  const counts = [0];
  let votes = 0;
  for (const item of items) {
    for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++) {
      const size = labelStart[vote + 1] - labelStart[vote];
      while (counts.length <= size) counts.push(0);
      counts[size]++;
      votes++;
    }
  }
  return votes === 0 ? Float64Array.of(0, 1) : Float64Array.from(counts, (count) => count / votes);
}

/** What each rater of an item chose, in the order of its votes. */
export function setsOf({ voteStart, labelStart, labels }: Votes, item: number): number[][] {
  const from = voteStart[item];
  return Array.from({ length: voteStart[item + 1] - from }, (_, rater) => [
    ...labels.subarray(labelStart[from + rater], labelStart[from + rater + 1]),
  ]);
}

/** Number of raters who voted on each item (n_i). */
export function ratersPerItem(votes: Votes): Uint32Array {
  const counts = new Uint32Array(votes.voteStart.length - 1);
  for (let item = 0; item < counts.length; item++)
    counts[item] = votes.voteStart[item + 1] - votes.voteStart[item];
  return counts;
}

/**
 * The human distribution of every item, p_i = mean of its votes: items x labels, row by row.
 * Rows of items without a vote are all zero.
 */
export function humanDistributions(votes: Votes, labelCount: number): Float64Array {
  const items = votes.voteStart.length - 1;
  const distributions = new Float64Array(items * labelCount);
  for (let item = 0; item < items; item++) {
    const raters = votes.voteStart[item + 1] - votes.voteStart[item];
    for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
      const from = votes.labelStart[vote];
      const to = votes.labelStart[vote + 1];
      for (let at = from; at < to; at++) {
        distributions[item * labelCount + votes.labels[at]] += 1 / ((to - from) * raters);
      }
    }
  }
  return distributions;
}
