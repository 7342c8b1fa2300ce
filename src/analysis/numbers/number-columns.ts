import type { NumberAnswers } from '../../judgments/dataset.ts';
import type { ModelNumbers } from '../../judgments/predictions.ts';
import type { ModelJudgments } from '../model-judgments.ts';
import { itemNumbers } from './item-numbers.ts';
import { modelNumbers } from './model-numbers.ts';

/** What a table of texts shows of every item, for one continuous question and one model. In units of the scale. */
export interface NumberColumns {
  /** Mean of people's numbers, and their sample standard deviation; NaN where there are too few. */
  readonly people: Float64Array;
  readonly peopleSd: Float64Array;
  /** Mean of the model's numbers; NaN where it gave none. */
  readonly model: Float64Array;
  /** Standard deviation of its samples, or the one that it states; NaN of one number alone. */
  readonly modelSd: Float64Array;
  /** The model's mean less people's; NaN with fewer raters than asked for or no answer. */
  readonly residual: Float64Array;
  readonly answers: ModelNumbers;
  /** 1 where the item was in the model's training or development data. */
  readonly seen: Uint8Array;
}

/**
 * @param annotated the question people were asked, or `null` where only the model answered
 * @param predictions answers to a continuous question
 * @param minimumRaters items with fewer raters have no residual
 */
export function numberColumns(
  annotated: NumberAnswers | null,
  { answered, seen, numbers }: ModelJudgments,
  minimumRaters: number,
): NumberColumns {
  const side = modelNumbers(numbers!);
  const none = () => new Float64Array(answered.length).fill(NaN);
  const asked = annotated && itemNumbers(annotated.votes);
  const people = asked?.mean ?? none();
  const fewest = annotated?.origin === 'raters' ? minimumRaters : 1;
  return {
    people,
    peopleSd: asked?.variance.map(Math.sqrt) ?? none(),
    model: side.mean,
    modelSd: side.variance.map(Math.sqrt),
    residual: side.mean.map((mean, item) =>
      (asked?.raters[item] ?? 0) >= fewest ? mean - people[item] : NaN,
    ),
    answers: numbers!,
    seen: seen ?? new Uint8Array(answered.length),
  };
}
