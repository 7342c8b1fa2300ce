import { entropy } from '../analysis/divergence.ts';
import { itemColumns, type ItemColumns } from '../analysis/item-columns.ts';
import { itemFigures, type ItemFigures } from '../analysis/item-figures.ts';
import type { ModelJudgments } from '../analysis/model-judgments.ts';
import { Random } from '../analysis/random.ts';
import { RightVotes } from '../analysis/right-votes.ts';
import type { LabelledAnswers } from '../judgments/dataset.ts';
import type { Votes } from '../judgments/votes.ts';

/** Every item under a model, and what it would be if the model were exactly right. */
export interface TextColumns extends ItemColumns {
  /**
   * Entropies in bits in one draw of the votes that people would give if the model were exactly right, each item with its own number of
   * raters; NaN where there are too few or no answer. `null` where there are no raters' votes, and where they were not asked for.
   */
  readonly rightHumanEntropy: Float64Array | null;
  /** The model's in the same draw: its own, but where its answers are samples, which are dealt out anew with the votes. */
  readonly rightModelEntropy: Float64Array | null;
}

/**
 * @param annotated as {@link itemColumns} has it
 * @param rightSeed of the draw, which takes a second for ten thousand texts; `null` for no draw
 */
export function textColumns(
  annotated: LabelledAnswers | null,
  predictions: ModelJudgments,
  minimumRaters: number,
  rightSeed: number | null,
): TextColumns {
  const columns = itemColumns(annotated, predictions, minimumRaters);
  if (annotated?.origin !== 'raters' || rightSeed === null)
    return { ...columns, rightHumanEntropy: null, rightModelEntropy: null };
  const figures = itemFigures(annotated, predictions);
  return { ...columns, ...rightEntropies(annotated.votes, figures, minimumRaters, rightSeed) };
}

function rightEntropies(
  votes: Votes,
  figures: ItemFigures,
  minimumRaters: number,
  seed: number,
): { rightHumanEntropy: Float64Array; rightModelEntropy: Float64Array } {
  const { answered, raters, labels } = figures;
  const items = Uint32Array.from(
    [...answered.keys()].filter((item) => answered[item] === 1 && raters[item] >= minimumRaters),
  );
  const human = new Float64Array(answered.length).fill(NaN);
  const model = new Float64Array(answered.length).fill(NaN);
  const drawn = new RightVotes(votes, figures, items, new Random(seed, 'entropies of a right model'));
  for (const item of items) {
    drawn.choose(item);
    drawn.draw();
    human[item] = entropy(drawn.shares, 0, labels);
    model[item] = entropy(drawn.model, drawn.modelAt, labels);
  }
  return { rightHumanEntropy: human, rightModelEntropy: model };
}
