import type { LabelledAnswers } from '../judgments/dataset.ts';
import { entropy } from './divergence.ts';
import { alignedDistributions, itemFigures } from './item-figures.ts';
import type { ModelJudgments } from './model-judgments.ts';

/** What a table of texts shows of every item, for one question and one model. Rows are items x labels, row by row. */
export interface ItemColumns {
  /** Human distributions; `null` where nobody was asked. Rows of items without a vote are zero. */
  readonly people: Float64Array | null;
  /** Model distributions in the order of the question's labels; zero where unanswered. */
  readonly model: Float64Array;
  readonly answered: Uint8Array;
  /** 1 where the item was in the model's training or development data. */
  readonly seen: Uint8Array;
  /**
   * Jensen-Shannon divergence per item; NaN with fewer raters than asked for or no answer; `null` where the votes are no
   * distribution of raters.
   */
  readonly gap: Float64Array | null;
  /** Entropies in bits; NaN where there is no distribution. */
  readonly humanEntropy: Float64Array | null;
  readonly modelEntropy: Float64Array;
}

/**
 * @param annotated the question people were asked, or `null` where only the model answered
 * @param minimumRaters items with fewer raters have no gap
 */
export function itemColumns(
  annotated: LabelledAnswers | null,
  predictions: ModelJudgments,
  minimumRaters: number,
): ItemColumns {
  if (annotated) {
    const { human, model, answered, seen, jsd, humanEntropy, modelEntropy, raters } = itemFigures(
      annotated,
      predictions,
    );
    const hasRaters = annotated.origin === 'raters';
    return {
      people: human,
      model,
      answered,
      seen,
      gap: hasRaters ? jsd.map((gap, item) => (raters[item] >= minimumRaters ? gap : NaN)) : null,
      humanEntropy: hasRaters
        ? humanEntropy.map((entropy, item) => (raters[item] >= minimumRaters ? entropy : NaN))
        : null,
      modelEntropy,
    };
  }
  const labels = predictions.question.labels.length;
  const model = alignedDistributions(
    predictions,
    Int32Array.from({ length: labels }, (_, label) => label),
  );
  const { answered } = predictions;
  const modelEntropy = Float64Array.from(answered, (given, item) =>
    given ? entropy(model, item * labels, labels) : NaN,
  );
  const seen = predictions.seen ?? new Uint8Array(answered.length);
  return { people: null, model, answered, seen, gap: null, humanEntropy: null, modelEntropy };
}
