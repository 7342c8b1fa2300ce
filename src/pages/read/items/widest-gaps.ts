import { ascending, descending } from 'd3';
import { eachOnce } from '../../../charts/each-once.ts';
import type { ItemColumns } from '../../../analysis/item-columns.ts';

/** The items that a model is furthest from people on, the furthest first; at most so many. Items seen in training are left out. */
export function widestGaps({ gap, seen }: Pick<ItemColumns, 'gap' | 'seen'>, most: number): number[] {
  if (!gap) return [];
  return [...gap.keys()]
    .filter((item) => !Number.isNaN(gap[item]) && seen[item] === 0)
    .sort((a, b) => descending(gap[a], gap[b]))
    .slice(0, most);
}

/** The items that a model is surest about, by the entropy of its answer, each text once; at most so many. */
export function surestTexts(
  { modelEntropy }: Pick<ItemColumns, 'modelEntropy'>,
  texts: readonly string[],
  most: number,
): number[] {
  const ranked = [...modelEntropy.keys()]
    .filter((item) => !Number.isNaN(modelEntropy[item]))
    .sort((a, b) => ascending(modelEntropy[a], modelEntropy[b]) || a - b);
  return eachOnce(ranked, texts, most);
}
