import type { ItemPeople } from './item-people.ts';

/** The labels that any rater chose, item by item: the only ones whose logs a score of votes needs. */
export interface ChosenLabels {
  /** Entries of the item at place i are `start[i]` to `start[i + 1]` (exclusive). */
  readonly start: Uint32Array;
  readonly label: Uint16Array;
  /** The label's share of the item's votes. */
  readonly share: Float64Array;
}

export function chosenLabels(
  { human, labels }: Pick<ItemPeople, 'human' | 'labels'>,
  items: Uint32Array,
): ChosenLabels {
  const start = new Uint32Array(items.length + 1);
  const label: number[] = [];
  const share: number[] = [];
  for (let place = 0; place < items.length; place++) {
    const at = items[place] * labels;
    for (let c = 0; c < labels; c++) {
      if (human[at + c] === 0) continue;
      label.push(c);
      share.push(human[at + c]);
    }
    start[place + 1] = label.length;
  }
  return { start, label: Uint16Array.from(label), share: Float64Array.from(share) };
}
