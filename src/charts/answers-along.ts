import type { ItemColumns } from '../analysis/item-columns.ts';
import { eachOnce } from './each-once.ts';
import { entropy } from '../analysis/divergence.ts';

type Answers = Pick<ItemColumns, 'model' | 'answered'>;

/** A model's answers, texts x labels, and which texts have one. */
interface Rows {
  readonly model: ArrayLike<number>;
  readonly answered: ArrayLike<number>;
}

/** Shares of a few labels and of all others together, for each text. */
export interface FewShares {
  readonly labels: readonly string[];
  /** Texts x labels, row by row; what is left out is divided among the others. */
  readonly rows: Float64Array;
  /** 1 for a text that has an answer beside what is left out. */
  readonly known: Uint8Array;
}

/** Consecutive parts of the texts: a label that matters in one of them is named, however rare it is in the others. */
const PARTS = 10;

/**
 * The labels with the highest mean in any tenth of the texts, and the rest as one.
 * @param labels of the question, in the order of the columns
 * @param most how many are named
 * @param leftOut a label that is taken out, the rest being divided by what remains
 * @param order texts one after another; those that it lacks count for no label's rank
 */
export function fewShares(
  { model, answered }: Answers,
  labels: readonly string[],
  most: number,
  leftOut: string | null,
  order: readonly number[] = [...answered.keys()],
): FewShares {
  const texts = answered.length;
  const sums = highestMeans(
    { model, answered },
    labels.length,
    order.filter((text) => answered[text]),
  );
  const kept = [...labels.keys()].filter((label) => labels[label] !== leftOut);
  const named = kept.sort((a, b) => sums[b] - sums[a] || a - b).slice(0, most);
  const others = kept.length > most;
  const columns = named.length + (others ? 1 : 0);
  const rows = new Float64Array(texts * columns);
  const known = new Uint8Array(texts);
  for (let text = 0; text < texts; text++) {
    const share = (label: number) => model[text * labels.length + label];
    let all = 0;
    for (const label of kept) all += share(label);
    if (!answered[text] || all <= 0) continue;
    known[text] = 1;
    let rest = 1;
    for (const [column, label] of named.entries()) {
      rows[text * columns + column] = share(label) / all;
      rest -= share(label) / all;
    }
    if (others) rows[text * columns + named.length] = Math.max(0, rest);
  }
  const names = named.map((label) => labels[label]);
  return {
    labels: others
      ? [...names, kept.length - most === 1 ? '1 other' : `${kept.length - most} others`]
      : names,
    rows,
    known,
  };
}

/** Each label's mean in the tenth of the texts where it is highest. */
function highestMeans({ model }: Answers, labels: number, order: readonly number[]): Float64Array {
  const size = Math.max(1, Math.ceil(order.length / PARTS));
  const highest = new Float64Array(labels);
  for (let from = 0; from < order.length; from += size) {
    const part = order.slice(from, from + size);
    for (let label = 0; label < labels; label++) {
      const sum = part.reduce((all, text) => all + model[text * labels + label], 0);
      // The last part is shorter: one text of it is no tenth.
      highest[label] = Math.max(highest[label], sum / size);
    }
  }
  return highest;
}

/** Mean of each answer on a scale, in its units; NaN where there is none. @param points of the scale */
export function meansOnScale({ model, answered }: Rows, points: readonly number[]): Float64Array {
  return Float64Array.from({ length: answered.length }, (_, text) =>
    answered[text]
      ? points.reduce((sum, point, at) => sum + point * model[text * points.length + at], 0)
      : NaN,
  );
}

/** Texts by what a model gives to one label. */
export interface TellingTexts {
  /** Those to which it gives most, the first the most. */
  readonly strongest: readonly number[];
  /** Of those whose top label it is, the ones with the highest entropy. */
  readonly leastSure: readonly number[];
}

/**
 * @param label index of it
 * @param labels how many there are
 * @param texts each of which is listed once
 * @param most of each kind
 */
export function tellingTexts(
  { model, answered }: Answers,
  label: number,
  labels: number,
  texts: readonly string[],
  most: number,
): TellingTexts {
  const given = [...answered.keys()].filter((text) => answered[text]);
  const share = (text: number) => model[text * labels + label];
  const spread = new Map(given.map((text) => [text, entropy(model, text * labels, labels)]));
  const isTop = (text: number) => {
    for (let other = 0; other < labels; other++) if (model[text * labels + other] > share(text)) return false;
    return true;
  };
  return {
    strongest: eachOnce(
      [...given].sort((a, b) => share(b) - share(a) || a - b),
      texts,
      most,
    ),
    leastSure: eachOnce(
      given.filter(isTop).sort((a, b) => spread.get(b)! - spread.get(a)! || a - b),
      texts,
      most,
    ),
  };
}
