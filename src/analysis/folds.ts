import type { Random } from './random.ts';

/**
 * Deals items into `count` folds of nearly equal numbers of texts, in random order; items with the same text share a fold, so
 * that nothing is judged by what it was fitted on.
 * @returns the fold of each text, 0 to `count` - 1
 */
export function dealFolds(texts: readonly string[], count: number, random: Random): Uint8Array {
  const places = new Map<string, number>();
  const textOf = Uint32Array.from(texts, (text) => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  });
  const order = Uint32Array.from({ length: places.size }, (_, place) => place);
  random.shuffle(order);
  const foldOf = new Uint8Array(places.size);
  for (const [place, text] of order.entries()) foldOf[text] = place % count;
  return Uint8Array.from(textOf, (text) => foldOf[text]);
}
