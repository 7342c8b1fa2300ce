import { f16round } from '@petamoriken/float16';
import type { Annotator } from '../../judgments/annotator.ts';
import type { Question } from '../../judgments/question.ts';
import { setsOf, VotesBuilder, type Votes } from '../../judgments/votes.ts';
import { ALL_TEMPERATURES } from '../../judgments/annotator.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import type { ModelNumbers, Predictions } from '../../judgments/predictions.ts';

/** How a file gives its distributions; part of the annotator, so that the same model's do not mix. */
export type AnswerForm = 'probabilities' | 'responses';

/** Float32 values of all models together: half a gigabyte. */
const MOST_VALUES = 2 ** 27;

/** Adds up what models answer while their files stream by: memory grows with models x items x labels, not with answers. */
export class ModelAnswers {
  readonly #items: number;
  readonly #models = new Map<string, AnswersOfModel>();
  #values = 0;

  /** @param items number of items of the people's data set */
  constructor(items: number) {
    this.#items = items;
  }

  /**
   * @param temperature that the answer was given at, as `temperatureName` has it; absent where the file names none. A response counts at
   * its own temperature and at all together.
   * @throws UnreadableFileError if there are more models than fit into memory: a column of something else
   */
  of(
    model: string,
    form: AnswerForm,
    question: Question,
    file: string,
    temperature?: string,
  ): AnswersOfModel {
    const key = JSON.stringify([form, question.id, model, temperature ?? null]);
    let answers = this.#models.get(key);
    if (answers === undefined) {
      const isPart = temperature !== undefined && temperature !== ALL_TEMPERATURES && form === 'responses';
      const together = isPart ? this.of(model, form, question, file, ALL_TEMPERATURES) : null;
      this.#values += this.#items * question.labels.length;
      if (this.#models.size > 0 && this.#values > MOST_VALUES)
        throw new UnreadableFileError(
          file,
          `It names more models than fit into memory (${this.#models.size.toLocaleString('en')} so far). Is the column of models the right one?`,
        );
      // The name is a slice of a block of the file, which it would keep in memory in V8.
      answers = new AnswersOfModel(
        structuredClone(model),
        form,
        question,
        this.#items,
        structuredClone(temperature),
        together,
      );
      this.#models.set(key, answers);
    }
    return answers;
  }

  /** @param hashes SHA-256 of each file, by the number under which its answers were added */
  finish(hashes: readonly string[]): Predictions[] {
    return [...this.#models.values()].filter(({ used }) => used).map((answers) => answers.finish(hashes));
  }
}

/** What one model answered to one question. */
export class AnswersOfModel {
  readonly #form: AnswerForm;
  readonly #sums: Float32Array;
  readonly #answers: Uint32Array;
  /** Of these answers, those that are a sampled label set and no distribution. */
  readonly #samples: Uint32Array;
  /** Samples that named several labels. */
  readonly #several = new VotesBuilder();
  /** Numbers given to a continuous question, each with its item. */
  readonly #numbers: { readonly item: number; readonly value: number }[] = [];
  /** Stated beside an item's only number. */
  readonly #spreads = new Map<number, number>();
  /** 1 where a row of the item was read, whether it said a label or not. */
  readonly #asked: Uint8Array;
  /** Items whose distribution came in pieces. */
  readonly #shares = new Set<number>();
  /** Numbers of the files that answers came from. */
  readonly #files = new Set<number>();

  readonly #temperature: string | undefined;
  /** The same model's answers at all temperatures. */
  readonly #together: AnswersOfModel | null;

  constructor(
    readonly model: string,
    form: AnswerForm,
    readonly question: Question,
    items: number,
    temperature: string | undefined,
    together: AnswersOfModel | null,
  ) {
    this.#form = form;
    this.#temperature = temperature;
    this.#together = together;
    this.#sums = new Float32Array(items * question.labels.length);
    this.#answers = new Uint32Array(items);
    this.#samples = new Uint32Array(items);
    this.#asked = new Uint8Array(items);
  }

  get used(): boolean {
    return this.#files.size > 0;
  }

  has(item: number): boolean {
    return this.#answers[item] > 0;
  }

  /** An answer that says no label. */
  addFailure(item: number): void {
    this.#asked[item] = 1;
    this.#together?.addFailure(item);
  }

  /** One sampled answer: each of its labels weighs 1 / their number. */
  addSample(item: number, labels: readonly number[], file: number): void {
    const start = item * this.question.labels.length;
    for (const label of labels) this.#sums[start + label] += 1 / labels.length;
    if (labels.length > 1) this.#several.add(item, null, labels);
    this.#answers[item]++;
    this.#samples[item]++;
    this.#files.add(file);
    this.#together?.addSample(item, labels, file);
  }

  /** Whether the number of an item has a stated spread. */
  hasSpread(item: number): boolean {
    return this.#spreads.has(item);
  }

  /** One number given to a continuous question. @param spread the standard deviation that is stated beside it */
  addNumber(item: number, value: number, file: number, spread?: number): void {
    this.#numbers.push({ item, value });
    if (spread !== undefined) this.#spreads.set(item, spread);
    this.#answers[item]++;
    this.#files.add(file);
    this.#together?.addNumber(item, value, file);
  }

  /** @param distribution sums to 1 */
  addDistribution(item: number, distribution: readonly number[], file: number): void {
    const start = item * this.question.labels.length;
    for (const [label, probability] of distribution.entries()) this.#sums[start + label] += probability;
    this.#answers[item]++;
    this.#files.add(file);
    this.#together?.addDistribution(item, distribution, file);
  }

  /** One label's part of an item's distribution, which comes in pieces; they are divided by their sum. */
  addShare(item: number, label: number, share: number, file: number): void {
    this.#sums[item * this.question.labels.length + label] += share;
    this.#shares.add(item);
    this.#answers[item] = 1;
    this.#files.add(file);
  }

  /** Turns the sums into means, in place: it can be done once. */
  finish(hashes: readonly string[]): Predictions {
    const { question, model } = this;
    const width = question.labels.length;
    const answered = new Uint8Array(this.#answers.length);
    for (const [item, count] of this.#answers.entries()) {
      if (count === 0) continue;
      answered[item] = 1;
      // A mean of distributions, all or some of them, is no K draws.
      if (this.#samples[item] < count) this.#samples[item] = 0;
      if (question.kind === 'continuous') continue;
      const own = this.#sums.subarray(item * width, (item + 1) * width);
      const whole = this.#shares.has(item) ? own.reduce((sum, share) => sum + share, 0) : count;
      if (!(whole > 0)) answered[item] = 0;
      else for (const [at, sum] of own.entries()) own[at] = f16round(sum / whole);
    }
    const annotator: Annotator = {
      model,
      revision: [...this.#files].map((file) => hashes[file].slice(0, 16)).join('+'),
      dtype: 'unknown',
      method: {
        name: 'imported',
        parameters: {
          from: this.#form,
          ...(this.#temperature !== undefined && { temperature: this.#temperature }),
        },
      },
      questions: [question],
    };
    const missing = answered.map((given, item) =>
      given || this.#asked[item] || this.#answers[item] > 0 ? 0 : 1,
    );
    const predictions = {
      annotator,
      question,
      answered,
      ...(missing.includes(1) && { missing }),
      distributions: this.#sums,
    };
    if (question.kind === 'continuous') return { ...predictions, numbers: this.#numbersByItem() };
    if (!this.#samples.some((count) => count > 0)) return predictions;
    const several = this.#severalSampled();
    return { ...predictions, samples: this.#samples, ...(several.labels.length > 0 && { several }) };
  }

  #numbersByItem(): ModelNumbers {
    const start = new Uint32Array(this.#answers.length + 1);
    for (const { item } of this.#numbers) start[item + 1]++;
    for (let item = 0; item < this.#answers.length; item++) start[item + 1] += start[item];
    const next = start.slice(0, -1);
    const values = new Float64Array(this.#numbers.length);
    for (const { item, value } of this.#numbers) values[next[item]++] = value;
    if (this.#spreads.size === 0) return { start, values };
    const spread = Float64Array.from(
      { length: start.length - 1 },
      (_, item) => this.#spreads.get(item) ?? NaN,
    );
    return { start, values, spread };
  }

  /** Samples that named several labels, of the items that have samples. */
  #severalSampled(): Votes {
    const all = this.#several.build(this.#samples.length);
    const kept = new VotesBuilder();
    for (const [item, count] of this.#samples.entries())
      if (count > 0) for (const set of setsOf(all, item)) kept.add(item, null, set);
    return kept.build(this.#samples.length);
  }
}
