import { itemNumbers, numbersOf } from '../../../analysis/numbers/item-numbers.ts';
import type { NumberColumns } from '../../../analysis/numbers/number-columns.ts';
import type { ShownNumbers } from '../../project/shown-numbers.ts';

/** What people and the model said of one item. */
export interface ItemNumbersShown {
  readonly people: Float64Array;
  readonly model: Float64Array;
  /** Standard deviation that the model states of its one number; NaN where it states none. */
  readonly stated: number;
}

/** What was said of each item, as far as it is here. */
export function numbersShown({
  annotated,
  columns,
}: Pick<ShownNumbers, 'annotated' | 'columns'>): (item: number) => ItemNumbersShown {
  const none = new Float64Array(0);
  const votes = annotated?.votes ?? null;
  const answers = columns?.answers ?? null;
  return (item) => ({
    people: votes ? numbersOf(votes).subarray(votes.voteStart[item], votes.voteStart[item + 1]) : none,
    model: answers ? answers.values.subarray(answers.start[item], answers.start[item + 1]) : none,
    stated: answers?.spread?.[item] ?? NaN,
  });
}

/** The figures that texts are sorted by; people's alone before a model's have come. */
export function orderedFigures({
  annotated,
  columns,
  texts,
}: Pick<ShownNumbers, 'annotated' | 'columns' | 'texts'>): Pick<
  NumberColumns,
  'residual' | 'peopleSd' | 'modelSd'
> {
  if (columns) return columns;
  const none = new Float64Array(texts.length).fill(NaN);
  const spread = annotated ? itemNumbers(annotated.votes).variance.map(Math.sqrt) : none;
  return { residual: none, peopleSd: spread, modelSd: none };
}
