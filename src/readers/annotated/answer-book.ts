import type { AnnotatedQuestion } from '../../judgments/dataset.ts';
import type { Question } from '../../judgments/question.ts';
import { VotesBuilder, type AnswerTimes, type Votes } from '../../judgments/votes.ts';
import type { Scale } from './scale.ts';
import type { MappedQuestion } from './mapping.ts';
import { excerpt } from '../unreadable-file.ts';
import type { RaterList } from './rater-list.ts';
import { settledWords, settleLabels } from './settle-labels.ts';
import type { AnsweringTimes } from './times-between.ts';

/** What one rater said of one item, or what several said alike. */
export interface Answer {
  /** `null` where the file does not say who. */
  readonly rater: string | null;
  /** Label names; none is an abstention. */
  readonly labels: readonly string[];
  /** How many unknown raters gave it. */
  readonly times: number;
}

/** The row of a file in which a rater answered. */
export interface AnsweringRow {
  /** In milliseconds since 1970; `null` where the file does not say when. */
  readonly time: number | null;
  /** How long the answer took; `null` where the file does not say. */
  readonly seconds: number | null;
  /** Name of the file, and the row's line in it. */
  readonly file: string;
  readonly line: number;
  /** Whether of two answers of a rater the first counts and not the later. */
  readonly firstCounts: boolean;
  /** Counts an answer of the row that stands now. */
  count(): void;
  /** A later answer of its rater stands in the place of one; the row is listed among those left out once none of its answers stands. */
  replace(reason: string, answer: string): void;
  /** Counts the row among the second answers. */
  again(): void;
  /** Counts the row among those that add a label to the answer of the row before. */
  join(): void;
}

/** Why a row that says nothing new is left out. */
export const SAID_ALREADY = 'An earlier row says the same of this text by the same rater.';
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** More different labels than any label space has: a column of something else. */
export const MOST_LABELS = 1000;
/** So many labels are looked at, to see whether most have so many words and are remarks. */
const SOME_LABELS = 100;
const FEW_WORDS = 4;
/** The share of remarks that are unlike all others. */
const ALMOST_ALL = 0.8;
/** Tells items apart in a key made of an item and a rater; exact for 2^31 items. */
const MOST_RATERS = 2 ** 22;

/**
 * Collects the answers to one question while the labels are still being found. Labels that differ in case or in the space
 * around them are one label, written as it came first; `2.0` is `2`, because tables with gaps turn whole numbers into it.
 */
export class AnswerBook {
  readonly #names: string[] = [];
  readonly #places = new Map<string, number>();
  /** As {@link #places}, of labels as files write them. */
  readonly #written = new Map<string, number>();
  /** The set of each label alone, which most answers are. */
  readonly #single: (readonly number[])[] = [];
  readonly #items: number[] = [];
  /** Place in the list of raters, or -1. */
  readonly #raters: number[] = [];
  readonly #sets: (readonly number[])[] = [];
  readonly #rows: (AnsweringRow | null)[] = [];
  /** Places of the answers' rows among the times of answers, or -1. */
  readonly #moments: number[] = [];
  /** Answers that stand in the place of an earlier one: how long after another answer they came tells nothing. */
  readonly #changed = new Set<number>();
  /** Further rows of an answer, by its place: each added a label to it. */
  readonly #joined = new Map<number, { readonly row: AnsweringRow; readonly labels: readonly number[] }[]>();
  /** Where the answer of a known rater about an item stands. */
  readonly #known = new Map<number, number>();
  /** The item and rater of the row before, as a key, and its file. */
  #last = -1;
  #lastFile = '';
  /** Whole numbers as the file writes them (`1.0`), which they keep among points with fractions. */
  readonly #spelled = new Map<string, string>();
  #declared = false;
  #filled = true;
  /** How many labels the files before this one gave. */
  #earlier = 0;
  #sharesLabels = false;

  /**
   * @param raters those of all questions
   * @param times those of all questions' answers
   */
  constructor(
    readonly name: string,
    readonly kind: MappedQuestion['kind'],
    readonly raters: RaterList,
    readonly times: AnsweringTimes,
    /** The words for the points of a scale, ascending, where they are no numbers. */
    readonly points: readonly string[] | null = null,
    /** Ends of the scale of a continuous question. */
    readonly scale: Scale | null = null,
  ) {}

  get labelCount(): number {
    return this.#names.length;
  }

  /** Whether the answers are remarks in prose, hardly two alike, and no labels. */
  get isFreeText(): boolean {
    const { length } = this.#names;
    if (length < FEW_WORDS || length < ALMOST_ALL * this.#items.length) return false;
    const some = this.#names.slice(0, SOME_LABELS);
    return some.filter((name) => name.split(/\s+/, FEW_WORDS).length === FEW_WORDS).length * 2 > some.length;
  }

  /** From here on answers and labels are those of a further file. */
  startFile(): void {
    this.#earlier = this.#names.length;
    this.#sharesLabels = false;
  }

  /** Whether this file has a label of the files before it. */
  get sharesLabels(): boolean {
    return this.#sharesLabels;
  }

  /**
   * The labels of the files before this one and its own, if these are no answers to the same question: several on either side and
   * none on both. Else `null`, also of numbers, which are points of one scale.
   */
  get apart(): { readonly before: readonly string[]; readonly own: readonly string[] } | null {
    const [before, own] = [this.#names.slice(0, this.#earlier), this.#names.slice(this.#earlier)];
    const few = Math.min(before.length, own.length) < 2;
    return few || this.#sharesLabels || this.#isScale() ? null : { before, own };
  }

  /**
   * Fixes labels and their order before any answer names them.
   * @param filled whether, if they are points of a scale, the whole numbers between them are points too
   */
  declare(labels: readonly string[], filled = true): void {
    this.#declared = true;
    this.#filled &&= filled;
    for (const label of labels) this.#place(label);
  }

  /**
   * Adds an answer. Rows that follow one another with a category each, from one rater about one item and not at different times,
   * are one answer of several labels. A rater who answers again, or gives another point of a scale, has changed an answer: the
   * later one counts, by the rows' times where both have one, and the earlier is listed as replaced.
   * @returns `null` if it is now counted, or why not
   */
  add(item: number, { rater, labels, times }: Answer, row: AnsweringRow): string | null {
    const set = this.#set(labels);
    if (rater === null) {
      this.#last = -1;
      for (let time = 0; time < times; time++) this.#push(item, -1, set, null, -1);
      return times > 0 ? null : SAID_ALREADY;
    }
    const who = this.raters.place(rater);
    const moment = row.time === null ? -1 : this.times.add(who, item, row.time);
    const key = item * MOST_RATERS + who;
    const known = this.#known.get(key);
    // The last row of one file is not followed by the first of another.
    const follows = key === this.#last && row.file === this.#lastFile;
    this.#last = key;
    this.#lastFile = row.file;
    if (known === undefined) {
      this.#known.set(key, this.#push(item, who, set, row, moment));
      row.count();
      return null;
    }
    const before = this.#sets[known];
    const fresh = set.filter((label) => !before.includes(label));
    if (fresh.length === 0 && set.length === before.length) return SAID_ALREADY;
    const earlier = this.#rows[known]!;
    const timed = earlier.time !== null && row.time !== null;
    const again = !follows || this.#isScale() || (timed && earlier.time !== row.time);
    if (!again || before.length === 0) {
      if (fresh.length === 0) return SAID_ALREADY;
      this.#sets[known] = before.concat(fresh);
      row.count();
      if (before.length === 0) {
        this.#rows[known] = row;
        this.#moments[known] = moment;
      } else {
        row.join();
        this.#joined.set(known, [...(this.#joined.get(known) ?? []), { row, labels: fresh }]);
      }
      return null;
    }
    const name = `"${excerpt(rater, 40)}"`;
    row.again();
    if (row.firstCounts)
      return `${name} has answered about this text in ${lineIn(earlier, row)}; the first answer counts.`;
    this.#changed.add(known);
    if (timed && earlier.time! > row.time!)
      return `${name} answered about this text again at a later time, in ${lineIn(earlier, row)}; the later answer counts.`;
    const joined = this.#joined.get(known) ?? [];
    const added = new Set(joined.flatMap((one) => one.labels));
    const own = before.filter((label) => !added.has(label));
    for (const replaced of [{ row: earlier, labels: own }, ...joined])
      replaced.row.replace(
        `${name} answered about this text again in ${lineIn(row, replaced.row)}; the later answer counts.`,
        `${this.name}: ${replaced.labels.map((label) => this.#names[label]).join(', ')}`,
      );
    this.#joined.delete(known);
    this.#sets[known] = set;
    this.#rows[known] = row;
    this.#moments[known] = moment;
    row.count();
    return null;
  }

  #isScale(): boolean {
    return (
      this.kind === 'ordinal' ||
      this.kind === 'continuous' ||
      (this.kind === 'by labels' && this.#names.every((name) => NUMBER.test(name)))
    );
  }

  /**
   * The question as the answers make it. Where no rater is named and no item has a second answer, there is no
   * distribution of raters and the labels count as a consensus.
   * @param id unique in the data set
   * @param group name of the questions asked together, for those that turn out ordinal
   * @returns `null` if it was declared ordinal and a label is no number
   */
  finish(id: string, items: number, group: string | null): AnnotatedQuestion | null {
    if (this.kind === 'continuous') return this.#finishNumbers(id, items, group);
    const settled =
      this.points === null
        ? settleLabels(this.#names, this.kind, this.#declared, this.#filled)
        : settledWords(this.#names, this.points);
    if (settled === null) return null;
    const builder = new VotesBuilder();
    const { seconds, from } = this.#durations();
    for (const [at, item] of this.#items.entries())
      builder.add(
        item,
        this.#raters[at] < 0 ? null : this.raters.names[this.#raters[at]],
        this.#sets[at].map((label) => settled.places[label]),
        seconds?.[at],
      );
    const votes = builder.build(items, from);
    const { points } = settled;
    const labels =
      points === null || points.every(Number.isInteger)
        ? settled.labels
        : settled.labels.map((label) => this.#spelled.get(label) ?? label);
    const question: Question = points
      ? { kind: 'ordinal', id, name: this.name, labels, points, ...(group === null ? {} : { group }) }
      : { kind: 'categorical', id, name: this.name, labels };
    return { question, votes, origin: isDistribution(votes) ? 'raters' : 'consensus' };
  }

  #finishNumbers(id: string, items: number, group: string | null): AnnotatedQuestion {
    const builder = new VotesBuilder();
    const { seconds, from } = this.#durations();
    for (const [at, item] of this.#items.entries()) {
      const rater = this.#raters[at] < 0 ? null : this.raters.names[this.#raters[at]];
      const [label] = this.#sets[at];
      if (label === undefined) builder.add(item, rater, []);
      else builder.addNumber(item, rater, Number(this.#names[label]), seconds?.[at]);
    }
    const votes = builder.build(items, from);
    const { lowest, highest } = this.scale!;
    const question: Question = {
      kind: 'continuous',
      id,
      name: this.name,
      labels: [],
      range: { lowest, highest },
      ...(group === null ? {} : { group }),
    };
    return { question, votes, origin: isDistribution(votes) ? 'raters' : 'consensus' };
  }

  /** How long each answer took: as the files say, or by when each was given. */
  #durations(): { seconds: Float32Array | null; from: AnswerTimes['from'] } {
    if (this.#rows.some((row) => row !== null && row.seconds !== null))
      return { seconds: Float32Array.from(this.#rows, (row) => row?.seconds ?? NaN), from: 'stated' };
    const between = this.times.secondsBetween();
    const seconds =
      between &&
      Float32Array.from(this.#moments, (moment, at) =>
        moment < 0 || this.#changed.has(at) ? NaN : between[moment],
      );
    return { seconds, from: 'between answers' };
  }

  #push(
    item: number,
    rater: number,
    set: readonly number[],
    row: AnsweringRow | null,
    moment: number,
  ): number {
    this.#items.push(item);
    this.#raters.push(rater);
    this.#rows.push(row);
    this.#moments.push(moment);
    return this.#sets.push(set) - 1;
  }

  #set(labels: readonly string[]): readonly number[] {
    if (labels.length !== 1) return [...new Set(labels.map((label) => this.#place(label)))];
    const place = this.#place(labels[0]);
    return (this.#single[place] ??= [place]);
  }

  #place(label: string): number {
    let place = this.#written.get(label);
    if (place === undefined) {
      place = this.#newPlace(label);
      if (this.#written.size < MOST_LABELS) this.#written.set(structuredClone(label), place);
    }
    if (place < this.#earlier) this.#sharesLabels = true;
    return place;
  }

  #newPlace(label: string): number {
    const given = label.trim();
    const name = given.replace(/^([+-]?\d+)[.,]0+$/, '$1');
    if (given !== name && !this.#spelled.has(name)) this.#spelled.set(name, structuredClone(given));
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

/** A row's line, as it is said beside another row. */
function lineIn({ file, line }: AnsweringRow, beside: AnsweringRow): string {
  return file === beside.file ? `line ${line}` : `line ${line} of ${file}`;
}
