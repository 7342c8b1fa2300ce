import type { LabelledAnswers } from '../judgments/dataset.ts';
import { labelAlignment } from '../judgments/question.ts';
import type { LabelledQuestion } from '../judgments/question.ts';
import type { Votes } from '../judgments/votes.ts';
import { distances, entropy, wasserstein } from './divergence.ts';
import { itemPeople, pairsFromMean, squaredLength } from './item-people.ts';
import type { ItemPeople } from './item-people.ts';
import type { ModelJudgments } from './model-judgments.ts';
import { alignedSets, ownProduct, severalCounts } from './sample-sets.ts';
import { samplePrior, smoothedSamples } from './sampled-answers.ts';

/** The measures of an item's gap, each a column of {@link ItemFigures}. */
export const GAP_MEASURES = ['jsd', 'squared', 'crossEntropy', 'tvd', 'hellinger', 'kl', 'emd'] as const;
export type GapMeasure = (typeof GAP_MEASURES)[number];

/**
 * Every item's figures for one model: what all later sections use and what a table shows. Columns have one value per item of
 * the data set; a figure is NaN where the item was not answered or has no votes (`squared`: under two raters; `emd`: on a
 * categorical question).
 */
export interface ItemFigures extends ItemPeople, Readonly<Record<GapMeasure, Float64Array>> {
  /** Model distributions q_i, items x labels in the order of the people's labels, each row summing to 1 in float64; zero where unanswered. */
  readonly model: Float64Array;
  /** The same as they are used: where q_i was counted from samples, with a prior as people's counts have it. */
  readonly used: Float64Array;
  readonly answered: Uint8Array;
  readonly seen: Uint8Array;
  /** Answers behind each sampled distribution; 0 where it was not sampled. */
  readonly samples: Uint32Array;
  /** The samples that named several labels; absent where none did. */
  readonly several?: Votes;
  /** H(q_i) in bits. */
  readonly modelEntropy: Float64Array;
  /** Σ_c q_ic², from pairs of different samples where q_i was sampled: an unbiased ||q||²; NaN of one sample. */
  readonly modelProduct: Float64Array;
}

/**
 * @param people the question's {@link itemPeople}, if at hand
 * @throws RangeError if the model does not answer the question the people answered or has another number of items
 */
export function itemFigures(
  annotated: LabelledAnswers,
  predictions: ModelJudgments,
  people: ItemPeople = itemPeople(annotated),
): ItemFigures {
  const alignment = labelAlignment(predictions.question, annotated.question);
  if (!alignment) {
    throw new RangeError(
      `${predictions.annotator.model} answers "${predictions.question.name}" with other labels than people gave for "${annotated.question.name}".`,
    );
  }
  const model = alignedDistributions(predictions, alignment);
  return figuresOf(annotated.question, people, {
    model,
    answered: predictions.answered,
    seen: predictions.seen ?? new Uint8Array(people.raters.length),
    samples: predictions.samples ?? new Uint32Array(people.raters.length),
    several: alignedSets(predictions, alignment),
  });
}

/**
 * Stored rows in the order of the people's labels. Stored values are rounded: rows are made to sum to 1 again, and sampled ones
 * become whole counts / K again, but for the parts of samples that named several labels.
 */
export function alignedDistributions(predictions: ModelJudgments, alignment: Int32Array): Float64Array {
  const { answered, distributions, samples, annotator } = predictions;
  const sets = alignedSets(predictions, alignment);
  const labels = alignment.length;
  if (distributions.length !== answered.length * labels) {
    throw new RangeError(
      `${annotator.model}: ${distributions.length} probabilities do not make ${answered.length} rows of ${labels}.`,
    );
  }
  const none = new Float64Array(labels);
  const model = new Float64Array(distributions.length);
  for (let item = 0; item < answered.length; item++) {
    const at = item * labels;
    const count = samples?.[item] ?? 0;
    const several = sets ? severalCounts(sets, item, labels) : none;
    let sum = 0;
    for (let c = 0; c < labels; c++) {
      const stored = distributions[at + alignment[c]];
      model[at + c] = count > 0 ? Math.round(stored * count - several[c]) + several[c] : stored;
      sum += model[at + c];
    }
    if (sum > 0) for (let c = 0; c < labels; c++) model[at + c] /= sum;
  }
  return model;
}

/** A model's side of {@link ItemFigures}, in the people's label order. */
export type ModelSide = Pick<ItemFigures, 'model' | 'answered' | 'seen' | 'samples' | 'several'>;

/** {@link itemFigures} from distributions that are aligned already. */
export function figuresOf(question: LabelledQuestion, people: ItemPeople, side: ModelSide): ItemFigures {
  const { model, answered, samples } = side;
  const { labels, raters } = people;
  const items = raters.length;
  if (answered.length !== items) {
    throw new RangeError(`The predictions are for ${answered.length} items and the data set has ${items}.`);
  }
  const used = smoothedSamples(side, samplePrior({ ...side, raters }));
  const column = () => new Float64Array(items).fill(NaN);
  const modelEntropy = column();
  const modelProduct = column();
  for (let item = 0; item < items; item++) {
    if (!answered[item]) continue;
    const at = item * labels;
    modelEntropy[item] = entropy(model, at, labels);
    const squared = squaredLength(model, at, labels);
    modelProduct[item] =
      samples[item] > 0 ? pairsFromMean(squared, ownProduct(side, item), samples[item]) : squared;
  }
  const measures = Object.fromEntries(GAP_MEASURES.map((name) => [name, column()])) as Record<
    GapMeasure,
    Float64Array
  >;
  const columns = GAP_MEASURES.map((name) => measures[name]);
  const gap = new Float64Array(GAP_MEASURES.length);
  for (let item = 0; item < items; item++) {
    if (!answered[item] || raters[item] === 0) continue;
    const at = item * labels;
    const { human, unbiased, pairProduct, humanEntropy } = people;
    const voted = { human, unbiased, at, pairProduct: pairProduct[item], entropy: humanEntropy[item] };
    gapOfItem(question, voted, { model, used, modelProduct: modelProduct[item] }, at, gap);
    for (let index = 0; index < columns.length; index++) columns[index][item] = gap[index];
  }
  return { ...people, ...side, used, ...measures, modelEntropy, modelProduct };
}

/**
 * One item's gap by every measure, written to `gap` in the order of {@link GAP_MEASURES}.
 * The unbiased squared gap Σ_c [(p_c - q_c)² - s²_c/n] is computed as pairs(p) - 2 p·q + pairs(q), which is the same number:
 * Σ_c s²_c/n = ||p||² - pairs(p), and likewise for sampled q. Cross-entropy and KL are of samples as they are used.
 */
export function gapOfItem(
  question: LabelledQuestion,
  people: {
    readonly human: Float64Array;
    /** As in `ItemPeople`; absent where it is `human`. */
    readonly unbiased?: Float64Array;
    readonly at: number;
    readonly pairProduct: number;
    readonly entropy: number;
  },
  answer: Pick<ItemFigures, 'model' | 'used'> & { readonly modelProduct: number },
  modelAt: number,
  gap: Float64Array,
): void {
  const { human, at, pairProduct } = people;
  const { model, used, modelProduct } = answer;
  const { jsd, tvd, hellinger, crossEntropy, product } = distances(
    human,
    at,
    model,
    modelAt,
    question.labels.length,
  );
  gap[0] = jsd;
  const { unbiased = human } = people;
  let shared = product;
  if (unbiased !== human) {
    shared = 0;
    for (let c = 0; c < question.labels.length; c++) shared += unbiased[at + c] * model[modelAt + c];
  }
  gap[1] = pairProduct - 2 * shared + modelProduct;
  gap[2] =
    used === model ? crossEntropy : distances(human, at, used, modelAt, question.labels.length).crossEntropy;
  gap[3] = tvd;
  gap[4] = hellinger;
  gap[5] = Math.max(gap[2] - people.entropy, 0);
  gap[6] = question.kind === 'ordinal' ? wasserstein(human, at, model, modelAt, question.points) : NaN;
}
