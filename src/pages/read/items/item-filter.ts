import type { Category } from '../../../analysis/categories.ts';
import type { ItemColumns } from '../../../analysis/item-columns.ts';
import type { ValueRange } from '../../ui/value-range.ts';

/** A figure of every item and the range it must be in: from the first, below the second. */
export interface Within {
  readonly figure: ArrayLike<number>;
  readonly range: ValueRange;
}

/** Those of the items whose every figure is in its range; an item without a figure is in none. */
export function narrowed(items: Uint32Array, within: readonly Within[]): Uint32Array {
  if (within.length === 0) return items;
  return items.filter((item) =>
    within.every(({ figure, range: [from, to] }) => figure[item] >= from && figure[item] < to),
  );
}

/** What a category is to every item. */
export interface CategoryColumns {
  /** 1 where any rater chose it or it is the model's most probable answer, else 0. */
  readonly given: Uint8Array;
  /** How far the model's share of it is from people's; NaN where one of them said nothing. */
  readonly apart: Float64Array | null;
}

/**
 * @param people items x labels, row by row; rows of items without a vote are zero
 * @param model the same of the model; `null` before it has answered
 */
export function categoryColumns(
  { members }: Category,
  labels: number,
  people: ArrayLike<number> | null,
  model: Pick<ItemColumns, 'model' | 'answered'> | null,
  items: number,
): CategoryColumns {
  const given = new Uint8Array(items);
  const apart = new Float64Array(items).fill(NaN);
  for (let item = 0; item < items; item++) {
    let shared = 0;
    let probable = 0;
    let voted = 0;
    let most = 0;
    let top = -1;
    for (let c = 0; c < labels; c++) {
      const at = item * labels + c;
      voted += people?.[at] ?? 0;
      if (members.includes(c)) {
        shared += people?.[at] ?? 0;
        probable += model?.model[at] ?? 0;
      }
      if (model && model.model[at] > most) {
        most = model.model[at];
        top = c;
      }
    }
    if (shared > 0 || members.includes(top)) given[item] = 1;
    if (voted > 0 && model?.answered[item]) apart[item] = Math.abs(probable - shared);
  }
  return { given, apart: people && model ? apart : null };
}
