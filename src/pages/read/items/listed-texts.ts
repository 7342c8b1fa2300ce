import { categoriesOf, type Category } from '../../../analysis/categories.ts';
import { humanDistributions } from '../../../judgments/votes.ts';
import type { Address } from '../../address/address.svelte.ts';
import type { ShownTexts } from '../../project/shown.ts';
import { rangeOfAddress, type ValueRange } from '../../ui/value-range.ts';
import { categoryColumns, type Within } from './item-filter.ts';
import { itemOrder, possibleOrders, type Order, type OrderFigures } from './item-order.ts';

/** What of an address narrows and sorts the table of texts. */
export type ListedBy = Pick<Address, 'category' | 'gap' | 'people' | 'unsure' | 'sort' | 'search'>;

/** The texts that an address lists, and by what. */
export interface ListedTexts {
  readonly categories: readonly Category[];
  /** Human distributions, to show before a model has been asked as well; rows of items x labels. */
  readonly people: Float64Array | null;
  readonly figures: OrderFigures;
  readonly orders: readonly Order[];
  readonly order: Order;
  /** Indices of the texts, in order. */
  readonly items: Uint32Array;
}

/** The texts that an address lists: narrowed by label, gap, entropies and words, in its order. */
export function listedTexts({ texts, asked, annotated, columns }: ShownTexts, by: ListedBy): ListedTexts {
  const votes = annotated?.votes ?? null;
  const labels = asked.labels.length;
  const people = columns ? columns.people : votes && humanDistributions(votes, labels);
  const categories = categoriesOf(asked);
  const category = categories.find(({ label }) => label === by.category) ?? null;
  const byCategory = category && categoryColumns(category, labels, people, columns, texts.length);
  const figures = {
    label: byCategory?.apart ?? null,
    gap: columns?.gap ?? null,
    humanEntropy: columns?.humanEntropy ?? null,
    modelEntropy: columns?.modelEntropy ?? null,
    shares: columns && { ...columns, labels: asked.labels, points: scalePoints(asked) },
  };
  const orders = possibleOrders(figures);
  const order = orders.find((possible) => possible === by.sort) ?? orders[0];
  const ranges: { figure: ArrayLike<number> | null; range: ValueRange | null }[] = [
    { figure: figures.gap, range: rangeOfAddress(by.gap) },
    { figure: figures.humanEntropy, range: rangeOfAddress(by.people) },
    { figure: figures.modelEntropy, range: rangeOfAddress(by.unsure) },
    // Entropies are of texts that the model has not seen, in the chart whose cell leads here.
    { figure: by.people || by.unsure ? (columns?.seen ?? null) : null, range: [0, 1] },
    { figure: byCategory?.given ?? null, range: [1, 2] },
  ];
  const within = ranges.filter((one): one is Within => one.figure !== null && one.range !== null);
  const items = itemOrder(texts, figures, order, by.search ?? '', within);
  return { categories, people, figures, orders, order, items };
}

/** Numbers of a scale's labels; one that nobody was asked on is known by them alone. */
function scalePoints(asked: ShownTexts['asked']): readonly number[] | null {
  if (asked.kind === 'ordinal') return asked.points;
  const points = asked.labels.map(Number);
  return points.every((point) => Number.isFinite(point)) ? points : null;
}
