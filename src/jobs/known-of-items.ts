import { withoutTextLike, type ItemAttribute } from '../judgments/attributes.ts';
import type { Dataset } from '../judgments/dataset.ts';

/**
 * What is known of some of a data set's items beside the answers. Where texts are to stay here, so do attributes that may stand for
 * them; which ones do is seen over all items, so that every part of a data set has the same.
 * @param ids of the items, in the order of the values
 */
export function knownOfItems(
  { ids: all, texts, attributes = [] }: Pick<Dataset, 'ids' | 'texts' | 'attributes'>,
  ids: readonly string[],
  withTexts: boolean,
): ItemAttribute[] {
  const places = new Map(all.map((id, place) => [id, place]));
  const shown = withTexts ? attributes : withoutTextLike(attributes, texts);
  return shown
    .filter((one): one is ItemAttribute => one.of === 'items')
    .map((one) => ({ ...one, values: ids.map((id) => one.values[places.get(id)!]) }));
}
