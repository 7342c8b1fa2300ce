import type { AnnotatedQuestion } from '../../judgments/dataset.ts';
import type { Question } from '../../judgments/question.ts';
import { VotesBuilder, type Votes } from '../../judgments/votes.ts';
import type { MappedQuestion } from './mapping.ts';
import { settleLabels } from './settle-labels.ts';

/** What one rater said of one item, or what several said alike. */
export interface Answer {
  /** `null` where the file does not say who. */
  readonly rater: string | null;
  /** Label names; none is an abstention. */
  readonly labels: readonly string[];
  /** How many unknown raters gave it. */
  readonly times: number;
}

/** More different labels than any label space has: a column of something else. */
export const MOST_LABELS = 1000;
/** Tells items apart in a key made of an item and a rater; exact for 2^31 items. */
const MOST_RATERS = 2 ** 22;

/**
 * Collects the answers to one question while the labels are still being found. Labels that differ in case or in the space
 * around them are one label, written as it came first; `2.0` is `2`, because tables with gaps turn whole numbers into it.
 */
export class AnswerBook {
  readonly #names: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #items: number[] = [];
  /** Index into the raters' names, or -1. */
  readonly #raters: number[] = [];
  readonly #sets: number[][] = [];
  /** Where the answer of a known rater about an item stands. */
  readonly #known = new Map<number, number>();
  readonly #raterNames: string[] = [];
  readonly #raterPlaces = new Map<string, number>();
  #declared = false;

  constructor(
    readonly name: string,
    readonly kind: MappedQuestion['kind'],
  ) {}

  get labelCount(): number {
    return this.#names.length;
  }

  /** Fixes labels and their order before any answer names them. */
  declare(labels: readonly string[]): void {
    this.#declared = true;
    for (const label of labels) this.#place(label);
  }

  /**
   * Adds an answer; what a known rater says again of the same item joins the first answer's set.
   * @returns whether it says anything that was not there yet
   */
  add(item: number, { rater, labels, times }: Answer): boolean {
    const set = [...new Set(labels.map((label) => this.#place(label)))];
    if (rater === null) {
      for (let time = 0; time < times; time++) this.#push(item, -1, set);
      return times > 0;
    }
    const who = this.#rater(rater);
    const key = item * MOST_RATERS + who;
    const known = this.#known.get(key);
    if (known === undefined) {
      this.#known.set(key, this.#push(item, who, set));
      return true;
    }
    const fresh = set.filter((label) => !this.#sets[known].includes(label));
    this.#sets[known].push(...fresh);
    return fresh.length > 0;
  }

  /**
   * The question as the answers make it. Where no rater is named and no item has a second answer, there is no
   * distribution of raters and the labels count as a consensus.
   * @param id unique in the data set
   * @param group name of the questions asked together, for those that turn out ordinal
   * @returns `null` if it was declared ordinal and a label is no number
   */
  finish(id: string, items: number, group: string | null): AnnotatedQuestion | null {
    const settled = settleLabels(this.#names, this.kind, this.#declared);
    if (settled === null) return null;
    const builder = new VotesBuilder();
    for (const [at, item] of this.#items.entries())
      builder.add(
        item,
        this.#raters[at] < 0 ? null : this.#raterNames[this.#raters[at]],
        this.#sets[at].map((label) => settled.places[label]),
      );
    const votes = builder.build(items);
    const { labels, points } = settled;
    const question: Question = points
      ? { kind: 'ordinal', id, name: this.name, labels, points, ...(group === null ? {} : { group }) }
      : { kind: 'categorical', id, name: this.name, labels };
    return { question, votes, origin: isDistribution(votes) ? 'raters' : 'consensus' };
  }

  #push(item: number, rater: number, set: number[]): number {
    this.#items.push(item);
    this.#raters.push(rater);
    return this.#sets.push(set) - 1;
  }

  #rater(name: string): number {
    let place = this.#raterPlaces.get(name);
    if (place === undefined) {
      // A cell is a slice of a block of the file and keeps the whole block in memory in V8; a clone does not.
      const own = structuredClone(name);
      place = this.#raterNames.push(own) - 1;
      this.#raterPlaces.set(own, place);
    }
    return place;
  }

  #place(label: string): number {
    const name = label.trim().replace(/^([+-]?\d+)\.0+$/, '$1');
    const key = name.toLowerCase();
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.#names.push(structuredClone(name)) - 1;
      this.#places.set(structuredClone(key), place);
    }
    return place;
  }
}

function isDistribution(votes: Votes): boolean {
  if (votes.raters !== null) return true;
  const items = votes.voteStart.length - 1;
  for (let item = 0; item < items; item++)
    if (votes.voteStart[item + 1] - votes.voteStart[item] > 1) return true;
  return false;
}
