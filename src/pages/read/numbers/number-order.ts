import type { NumberColumns } from '../../../analysis/numbers/number-columns.ts';

/** What the texts of a continuous question can be sorted by, with the words for it on screen. */
export const NUMBER_ORDERS = {
  'residual-down': 'Furthest from people first',
  over: 'Model furthest above people',
  under: 'Model furthest below people',
  people: 'People differ most',
  model: 'Model’s answers differ most',
  file: 'As in the file',
} as const;

export type NumberOrder = keyof typeof NUMBER_ORDERS;

type Ordered = Pick<NumberColumns, 'residual' | 'peopleSd' | 'modelSd'>;

/** The orders that these figures allow, the one to begin with first. */
export function numberOrders(figures: Ordered): NumberOrder[] {
  return (Object.keys(NUMBER_ORDERS) as NumberOrder[]).filter(
    (order) => order === 'file' || keyOf(order, figures).some((key) => !Number.isNaN(key)),
  );
}

/**
 * The items that contain the sought text, in the given order; items without the figure come last, ties stay in file order.
 * @param texts of all items, in file order
 * @param search words as typed; case does not matter, and an empty search finds everything
 */
export function numberItems(
  texts: readonly string[],
  figures: Ordered,
  order: NumberOrder,
  search: string,
): number[] {
  const sought = search.trim().toLowerCase();
  const found = [...texts.keys()].filter((item) => texts[item].toLowerCase().includes(sought));
  const keys = keyOf(order, figures);
  const place = (item: number) => (Number.isNaN(keys[item]) ? -Infinity : keys[item]);
  return found.sort((a, b) => (place(a) === place(b) ? a - b : place(b) - place(a)));
}

/** The texts that a model is furthest from people on, the furthest first; those seen in training are left out. */
export function widestResiduals(
  { residual, seen }: Pick<NumberColumns, 'residual' | 'seen'>,
  most: number,
): number[] {
  return [...residual.keys()]
    .filter((item) => !Number.isNaN(residual[item]) && seen[item] === 0)
    .sort((a, b) => Math.abs(residual[b]) - Math.abs(residual[a]) || a - b)
    .slice(0, most);
}

function keyOf(order: NumberOrder, { residual, peopleSd, modelSd }: Ordered): Float64Array {
  switch (order) {
    case 'residual-down':
      return residual.map(Math.abs);
    case 'over':
      return residual;
    case 'under':
      return residual.map((value) => -value);
    case 'people':
      return peopleSd;
    case 'model':
      return modelSd;
    case 'file':
      return new Float64Array(residual.length);
  }
}
