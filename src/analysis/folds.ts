import type { Random } from './random.ts';

/**
 * Deals items into `count` folds of nearly equal numbers of texts, in random order; items with the same text share a fold, so
 * that nothing is judged by what it was fitted on. Texts that nobody judged are dealt after the others, so that figures over those
 * that were judged stay what they are when some are added.
 * @param isJudged of an item
 * @returns the fold of each text, 0 to `count` - 1
 */
export function dealFolds(
  texts: readonly string[],
  count: number,
  random: Random,
  isJudged: (item: number) => boolean = () => true,
): Uint8Array {
  const judged = new Set(texts.filter((_, item) => isJudged(item)));
  const others = new Set(texts.filter((text) => !judged.has(text)));
  const foldOf = new Map<string, number>();
  for (const different of [judged, others]) {
    const order = Uint32Array.from({ length: different.size }, (_, place) => place);
    random.shuffle(order);
    const folds = new Uint8Array(different.size);
    for (const [place, text] of order.entries()) folds[text] = place % count;
    for (const [place, text] of [...different].entries()) foldOf.set(text, folds[place]);
  }
  return Uint8Array.from(texts, (text) => foldOf.get(text)!);
}
