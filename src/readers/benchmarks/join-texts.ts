import type { Dataset } from '../../judgments/dataset.ts';
import type { JoinedTextsFile, SkippedRow } from '../../judgments/source-file.ts';
import { loadTextHash } from '../../judgments/text-hash.ts';
import { UnreadableFileError } from '../unreadable-file.ts';

/**
 * Gives items the texts that they are without, by id. A text goes to an item only if it is the one that people and models
 * judged, where that is known; people's answers in the files are not read.
 * @param opened the data set's own files, as read
 * @throws UnreadableFileError if no item gets its text
 */
export async function joinTexts(dataset: Dataset, opened: Dataset): Promise<Dataset> {
  const hash = await loadTextHash();
  const places = new Map(opened.ids.map((id, place) => [id, place]));
  const texts = [...dataset.texts];
  const withoutText = Uint8Array.from(dataset.withoutText ?? new Uint8Array(texts.length));
  const others: SkippedRow[] = [];
  let joined = 0;
  for (const [item, id] of dataset.ids.entries()) {
    const place = places.get(id);
    if (withoutText[item] === 0 || place === undefined) continue;
    const text = opened.texts[place];
    // Of an item that came by its id alone nobody knows the text.
    if (texts[item] === hash(text) || texts[item] === hash(id)) {
      texts[item] = text;
      withoutText[item] = 0;
      joined++;
    } else
      others.push({
        line: 0,
        reason: 'The text with this id is not the one that was judged.',
        content: id,
      });
  }
  if (joined === 0)
    throw new UnreadableFileError(
      opened.sources.map(({ name }) => name).join(', '),
      others.length > 0
        ? `It has ${others.length} of the ids of ${dataset.name}, but with other texts.`
        : `None of its ids is one of ${dataset.name}. Open the data set's own files.`,
    );
  const sources = opened.sources.map(
    ({ name, bytes, sha256, layout, rowsRead, skipped }, at): JoinedTextsFile => ({
      name,
      bytes,
      sha256,
      layout: `${layout}, read for the texts`,
      rowsRead,
      skipped: at === 0 ? [...skipped, ...others] : skipped,
      kind: 'joined texts',
    }),
  );
  const known = dataset.sources.filter((one) => !sources.some(({ sha256 }) => sha256 === one.sha256));
  const { withoutText: _, ...rest } = dataset;
  return {
    ...rest,
    texts,
    sources: [...known, ...sources],
    ...(withoutText.includes(1) ? { withoutText } : {}),
  };
}
