import { meansOnScale } from '../../../charts/answers-along.ts';
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

/** An order by what the model gives to one label, or by its mean on a scale; before the label's name. */
const MOST = 'most:';
/** By the model's mean on a scale. */
const MEANS = { 'mean-down': 'Highest mean first', 'mean-up': 'Lowest mean first' } as const;

type NamedOrder = keyof typeof ORDERS;
export type Order = NamedOrder | keyof typeof MEANS | `${typeof MOST}${string}`;

/** An order in words. */
export function orderInWords(order: Order): string {
  if (isByLabel(order)) return `Most ${order.slice(MOST.length)} first`;
  return { ...ORDERS, ...MEANS }[order];
}

function isByLabel(order: Order): order is `${typeof MOST}${string}` {
  return order.startsWith(MOST);
}

/** The figures of every item that an order can go by; NaN where an item has none. */
export interface OrderFigures {
  /** How far the model's share of a chosen label is from people's; `null` where none is chosen. */
  readonly label: ArrayLike<number> | null;
  readonly gap: ArrayLike<number> | null;
  readonly humanEntropy: ArrayLike<number> | null;
  readonly modelEntropy: ArrayLike<number> | null;
  /** What a model gives to each label; `null` where none has answered. */
  readonly shares: ModelShares | null;
}

/** A model's answers, texts x labels, row by row. */
export interface ModelShares {
  readonly labels: readonly string[];
  /** Numbers of the labels on a scale; `null` without one. */
  readonly points: readonly number[] | null;
  readonly model: ArrayLike<number>;
  readonly answered: ArrayLike<number>;
}

/** The orders that can be had from these figures, the one to begin with first. */
export function possibleOrders(figures: OrderFigures): Order[] {
  const orders: Order[] = (Object.keys(ORDERS) as NamedOrder[]).filter(
    (order) => order === 'file' || sortedBy(order, figures),
  );
  const { shares } = figures;
  if (shares?.points) orders.push('mean-down', 'mean-up');
  else if (shares) orders.push(...shares.labels.map((label): Order => `${MOST}${label}`));
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
  const sign = order === 'gap-up' || order === 'mean-up' ? 1 : -1;
  const place = (item: number) => (Number.isNaN(by[item]) ? Infinity : sign * by[item]);
  return items.sort((a, b) => {
    const difference = place(a) - place(b);
    return difference < 0 ? -1 : difference > 0 ? 1 : a - b;
  });
}

function sortedBy(order: Order, figures: OrderFigures): ArrayLike<number> | null {
  if (isByLabel(order)) return sharesOf(order.slice(MOST.length), figures.shares);
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
    case 'mean-down':
    case 'mean-up':
      return figures.shares && meansOnScale(figures.shares, figures.shares.points ?? []);
    case 'file':
      return null;
  }
}

/** What the model gives to a label, of every text; NaN without an answer. */
function sharesOf(label: string, shares: ModelShares | null): ArrayLike<number> | null {
  const place = shares?.labels.indexOf(label) ?? -1;
  if (!shares || place < 0) return null;
  const { labels, model, answered } = shares;
  return Float64Array.from({ length: answered.length }, (_, text) =>
    answered[text] ? model[text * labels.length + place] : NaN,
  );
}
