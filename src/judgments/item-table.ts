/** One column of an {@link ItemTable}; `null` where an item has no value. */
export type ItemColumn =
  | { readonly name: string; readonly kind: 'text'; readonly at: (item: number) => string | null }
  | { readonly name: string; readonly kind: 'number'; readonly at: (item: number) => number | null };

/** A row for each item of a data set. Cells are asked for one by one, so that a table of any size takes no memory. */
export interface ItemTable {
  readonly items: number;
  /** No two have the same name. */
  readonly columns: readonly ItemColumn[];
}
