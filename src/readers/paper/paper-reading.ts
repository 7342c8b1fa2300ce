import { UnreadableFileError } from '../unreadable-file.ts';
import type {
  LabelledText,
  LabelSamples,
  PaperFiles,
  RatedText,
  RatingSamples,
  Triple,
  Unreadable,
} from './paper-files.ts';
import { RatingSum } from './rating-sum.ts';
import type { FileAccount } from '../../judgments/source-file.ts';

/** Samples of a text that name each label. */
interface LabelCounts {
  readonly named: Float64Array;
  samples: number;
}

/** Numbers that are nearer to each other are one, written with fewer digits or in single precision. */
const SAME_WITHIN = 1e-3;

/** All samples of a model together. */
const ALL = 'all';

/** Takes in what the files of the paper's protocol say, file after file. */
export class PaperReading {
  readonly #labels: string[] = [];
  readonly #labelled = new Map<string, LabelledText>();
  readonly #flags = new Map<string, Uint8Array[]>();
  readonly #rated = new Map<string, RatedText>();
  readonly #ratings = new Map<string, number[][]>();
  readonly #texts = new Map<string, string>();
  readonly #counts = new Map<string, Map<string, Map<string, LabelCounts>>>();
  readonly #shares = new Map<string, Map<string, Map<string, Float64Array>>>();
  readonly #sums = new Map<string, Map<string, Map<string, RatingSum>>>();
  readonly #sources: FileAccount[] = [];
  #unreadable = 0;
  #idsAreNumbers = true;

  constructor(readonly unreadable: Unreadable) {}

  /**
   * The place of each of a file's labels among the labels of all files.
   * @throws UnreadableFileError if the files have other labels before
   */
  labelPlaces(file: string, labels: readonly string[]): readonly number[] {
    if (this.#labels.length === 0) for (const label of labels) this.#labels.push(label);
    const places = labels.map((label) => this.#labels.indexOf(label));
    if (places.includes(-1) || labels.length !== this.#labels.length)
      throw new UnreadableFileError(
        file,
        `Its labels are ${labels.join(', ')}; those of the files before it are ${this.#labels.join(', ')}. Name files of one label set.`,
      );
    return places;
  }

  get labels(): readonly string[] {
    return this.#labels;
  }

  addText(id: string, text: string): void {
    if (text.trim() !== '' && !this.#texts.has(id)) this.#texts.set(id, text);
  }

  /** A text's rates; of a text that is known, what its earlier rows leave open. Why it cannot be taken, or `null`. */
  addLabelled(id: string, text: LabelledText): string | null {
    const known = this.#labelled.get(id) ?? text;
    const isSame =
      agree(known.rates, text.rates) &&
      known.raters === text.raters &&
      isOpenOrSame(known.level, text.level) &&
      (known.entropy === null || text.entropy === null || agree([known.entropy], [text.entropy]));
    if (!isSame) return `People's rates of the text "${id}" stand in an earlier row, and these differ.`;
    this.#labelled.set(id, {
      ...known,
      level: known.level ?? text.level,
      entropy: known.entropy ?? text.entropy,
    });
    return null;
  }

  addFlags(id: string, flags: Uint8Array): void {
    const known = this.#flags.get(id);
    if (known) known.push(flags);
    else this.#flags.set(id, [flags]);
  }

  /** As {@link addLabelled}. */
  addRated(id: string, text: RatedText): string | null {
    const known = this.#rated.get(id) ?? text;
    const isSame =
      agree([...known.means, known.deviation], [...text.means, text.deviation]) &&
      isOpenOrSame(known.level, text.level);
    if (!isSame) return `People's ratings of the text "${id}" stand in an earlier row, and these differ.`;
    this.#rated.set(id, { ...known, level: known.level ?? text.level });
    return null;
  }

  addRating(id: string, rating: Triple): void {
    const known = this.#ratings.get(id) ?? [[], [], []];
    for (const [dimension, value] of rating.entries()) known[dimension].push(value);
    this.#ratings.set(id, known);
  }

  /** A sample that names labels, at their places. */
  addSample(model: string, temperature: string, id: string, named: readonly number[]): void {
    for (const at of withAll(temperature)) {
      const counts = entry(this.#counts, model, at, id, () => ({
        named: new Float64Array(this.#labels.length),
        samples: 0,
      }));
      counts.samples++;
      for (const label of named) counts.named[label]++;
    }
  }

  /** Shares that were worked out elsewhere. */
  addShares(model: string, temperature: string, id: string, shares: Float64Array): string | null {
    const texts = inner(this.#shares, model, temperature);
    if (texts.has(id)) return `Answers of ${model} for the text "${id}" stand in an earlier row.`;
    texts.set(id, shares);
    return null;
  }

  addModelRating(model: string, temperature: string, id: string, rating: Triple): void {
    for (const at of withAll(temperature))
      entry(this.#sums, model, at, id, () => new RatingSum()).add(rating);
  }

  countUnreadable(): void {
    this.#unreadable++;
  }

  addIdColumn(holdsNumbers: boolean): void {
    this.#idsAreNumbers &&= holdsNumbers;
  }

  addSource(source: FileAccount): void {
    this.#sources.push(source);
  }

  finish(): PaperFiles {
    const labelled = new Map(this.#labelled);
    for (const [id, flags] of this.#flags)
      if (!labelled.has(id))
        labelled.set(id, { rates: meanFlags(flags), raters: flags.length, level: null, entropy: null });
    const rated = new Map(this.#rated);
    for (const [id, ratings] of this.#ratings) if (!rated.has(id)) rated.set(id, ratedText(ratings));
    return {
      labels: this.#labels,
      labelled,
      flags: this.#flags,
      rated,
      texts: this.#texts,
      labelAnswers: this.#labelAnswers(),
      ratingAnswers: Array.from(this.#sums).flatMap(([model, temperatures]): RatingSamples[] =>
        Array.from(temperatures, ([temperature, texts]) => ({
          model,
          temperature,
          ratings: new Map(Array.from(texts, ([id, sum]) => [id, sum.finish()])),
        })),
      ),
      idsAreNumbers: this.#idsAreNumbers,
      sources: this.#sources,
      unreadable: this.#unreadable,
    };
  }

  /** Samples before shares of the same model: they are what the shares were worked out from. */
  #labelAnswers(): readonly LabelSamples[] {
    const sampled = Array.from(this.#counts).flatMap(([model, temperatures]): LabelSamples[] =>
      Array.from(temperatures, ([temperature, texts]) => ({
        model,
        temperature,
        rates: new Map(
          Array.from(texts, ([id, { named, samples }]) => [id, named.map((count) => count / samples)]),
        ),
      })),
    );
    const given = Array.from(this.#shares)
      .filter(([model]) => !this.#counts.has(model))
      .flatMap(([model, temperatures]): LabelSamples[] =>
        Array.from(temperatures, ([temperature, rates]) => ({ model, temperature, rates })),
      );
    return [...sampled, ...given];
  }
}

/** Whether two files say the same, but for the digits that they write. */
function agree(mine: ArrayLike<number>, theirs: ArrayLike<number>): boolean {
  return Array.from(mine).every((value, place) => Math.abs(value - theirs[place]) <= SAME_WITHIN);
}

function isOpenOrSame(mine: string | null, theirs: string | null): boolean {
  return mine === null || theirs === null || mine === theirs;
}

/** The temperatures that a sample counts at. */
function withAll(temperature: string): readonly string[] {
  return temperature === '' || temperature === ALL ? [temperature] : [temperature, ALL];
}

function inner<Value>(
  models: Map<string, Map<string, Map<string, Value>>>,
  model: string,
  temperature: string,
): Map<string, Value> {
  const temperatures = models.get(model) ?? new Map<string, Map<string, Value>>();
  models.set(model, temperatures);
  const texts = temperatures.get(temperature) ?? new Map<string, Value>();
  temperatures.set(temperature, texts);
  return texts;
}

function entry<Value>(
  models: Map<string, Map<string, Map<string, Value>>>,
  model: string,
  temperature: string,
  id: string,
  make: () => Value,
): Value {
  const texts = inner(models, model, temperature);
  const known = texts.get(id) ?? make();
  texts.set(id, known);
  return known;
}

function meanFlags(flags: readonly Uint8Array[]): Float64Array {
  return Float64Array.from(
    flags[0],
    (_, label) => flags.reduce((sum, one) => sum + one[label], 0) / flags.length,
  );
}

function ratedText(ratings: readonly (readonly number[])[]): RatedText {
  const sums = ratings.map((values) => RatingSum.of(values));
  const [v, a, d] = sums.map(({ mean }) => mean);
  // A single rater has no spread, and the paper takes it as none.
  const deviations = sums.map(({ variance }) => (Number.isNaN(variance) ? 0 : Math.sqrt(variance)));
  return {
    means: [v, a, d],
    deviation: deviations.reduce((sum, one) => sum + one, 0) / deviations.length,
    level: null,
  };
}
