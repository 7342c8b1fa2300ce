import { descending } from 'd3';
import type { ItemColumns } from '../../../analysis/item-columns.ts';

/** The items that a model is furthest from people on, the furthest first; at most so many. Items seen in training are left out. */
export function widestGaps({ gap, seen }: Pick<ItemColumns, 'gap' | 'seen'>, most: number): number[] {
  if (!gap) return [];
  return [...gap.keys()]
    .filter((item) => !Number.isNaN(gap[item]) && seen[item] === 0)
    .sort((a, b) => descending(gap[a], gap[b]))
    .slice(0, most);
}
