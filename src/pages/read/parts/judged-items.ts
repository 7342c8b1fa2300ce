import type { ItemColumns } from '../../../analysis/item-columns.ts';
import type { TextColumns } from '../../../jobs/text-columns.ts';

/** The items that a model is judged on: rated by enough people, answered, and not seen in training. */
export function judgedItems({
  humanEntropy,
  answered,
  seen,
}: Pick<ItemColumns, 'humanEntropy' | 'answered' | 'seen'>): number[] {
  if (!humanEntropy) return [];
  return [...answered.keys()].filter(
    (item) => answered[item] === 1 && seen[item] === 0 && !Number.isNaN(humanEntropy[item]),
  );
}

/** Entropies in bits of people's answers and the model's, item by item. */
export interface EntropyPairs {
  readonly people: readonly number[];
  readonly model: readonly number[];
}

/** Those of {@link judgedItems}; `null` if there are none. */
export function entropyPairs(
  columns: Pick<ItemColumns, 'humanEntropy' | 'modelEntropy' | 'answered' | 'seen'>,
): EntropyPairs | null {
  return pairsOf(columns, columns.humanEntropy, columns.modelEntropy);
}

/** The same of an exactly right model with the same raters. */
export function rightEntropyPairs(
  columns: Pick<
    TextColumns,
    'humanEntropy' | 'answered' | 'seen' | 'rightHumanEntropy' | 'rightModelEntropy'
  >,
): EntropyPairs | null {
  return pairsOf(columns, columns.rightHumanEntropy, columns.rightModelEntropy);
}

function pairsOf(
  columns: Pick<ItemColumns, 'humanEntropy' | 'answered' | 'seen'>,
  people: Float64Array | null,
  model: Float64Array | null,
): EntropyPairs | null {
  const items = judgedItems(columns);
  if (items.length === 0 || people === null || model === null) return null;
  return { people: items.map((item) => people[item]), model: items.map((item) => model[item]) };
}
