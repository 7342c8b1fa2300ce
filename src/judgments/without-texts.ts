import { withoutTextLike } from './attributes.ts';
import type { Dataset } from './dataset.ts';
import { itemTextHashes } from './text-hash.ts';

/** A data set with a hash in the place of each text, and without the attributes that tell as much as the texts. */
export async function datasetWithoutTexts(dataset: Dataset): Promise<Dataset> {
  const { attributes = [], ...rest } = dataset;
  const texts = await itemTextHashes(dataset);
  const kept = withoutTextLike(attributes, texts);
  return {
    ...rest,
    texts,
    withoutText: new Uint8Array(texts.length).fill(1),
    ...(kept.length > 0 && { attributes: kept }),
  };
}
