import { narrowed, type Within } from './item-filter.ts';

/** What the table of texts can be sorted by, with the words for it on screen. */
export const ORDERS = {
  'label-down': 'Furthest apart on the label',
  'gap-down': 'Largest gap first',
  'gap-up': 'Smallest gap first',
  people: 'People disagree most',
  model: 'Model least sure',
  file: 'As in the file',
} as const;

export type Order = keyof typeof ORDERS;

/** The figures of every item that an order can go by; NaN where an item has none. */
export interface OrderFigures {
  /** How far the model's share of a chosen label is from people's; `null` where none is chosen. */
  readonly label: ArrayLike<number> | null;
  readonly gap: ArrayLike<number> | null;
  readonly humanEntropy: ArrayLike<number> | null;
  readonly modelEntropy: ArrayLike<number> | null;
}

/** The orders that can be had from these figures, the one to begin with first. */
export function possibleOrders(figures: OrderFigures): Order[] {
  const orders = (Object.keys(ORDERS) as Order[]).filter(
    (order) => order === 'file' || sortedBy(order, figures),
  );
  return figures.gap || figures.label ? orders : ['file', ...orders.filter((order) => order !== 'file')];
}

/**
 * The items that contain the sought text, in the given order; items without the figure come last, ties stay in file order.
 * @param within ranges that figures of the items must be in
 * @param texts of all items, in file order
 * @param search words as typed; case does not matter, and an empty search finds everything
 */
export function itemOrder(
  texts: readonly string[],
  figures: OrderFigures,
  order: Order,
  search: string,
  within: readonly Within[] = [],
): Uint32Array {
  const sought = search.trim().toLowerCase();
  const found: number[] = [];
  for (const [item, text] of texts.entries()) {
    if (sought === '' || text.toLowerCase().includes(sought)) found.push(item);
  }
  const items = narrowed(Uint32Array.from(found), within);
  const by = sortedBy(order, figures);
  if (!by) return items;
  const sign = order === 'gap-up' ? 1 : -1;
  const place = (item: number) => (Number.isNaN(by[item]) ? Infinity : sign * by[item]);
  return items.sort((a, b) => {
    const difference = place(a) - place(b);
    return difference < 0 ? -1 : difference > 0 ? 1 : a - b;
  });
}

function sortedBy(order: Order, figures: OrderFigures): ArrayLike<number> | null {
  switch (order) {
    case 'label-down':
      return figures.label;
    case 'gap-down':
    case 'gap-up':
      return figures.gap;
    case 'people':
      return figures.humanEntropy;
    case 'model':
      return figures.modelEntropy;
    case 'file':
      return null;
  }
}
