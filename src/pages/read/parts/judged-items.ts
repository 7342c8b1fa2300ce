import type { ItemColumns } from '../../../analysis/item-columns.ts';

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

/** Entropies in bits of {@link judgedItems}; `null` if there are none. */
export function entropyPairs(
  columns: Pick<ItemColumns, 'humanEntropy' | 'modelEntropy' | 'answered' | 'seen'>,
): { people: number[]; model: number[] } | null {
  const items = judgedItems(columns);
  if (items.length === 0) return null;
  return {
    people: items.map((item) => columns.humanEntropy![item]),
    model: items.map((item) => columns.modelEntropy[item]),
  };
}
