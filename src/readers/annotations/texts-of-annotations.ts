import type { Dataset } from '../../judgments/dataset.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import type { ImportedAnnotations } from './imported-annotations.ts';

/**
 * The data set for annotations that were opened by themselves: the texts they brought along, which nobody has judged. Of
 * two files that have another text under one id, the first is taken.
 * @param annotations at least one
 * @throws UnreadableFileError if none was downloaded with its texts
 */
export function textsOfAnnotations(annotations: readonly ImportedAnnotations[]): Dataset {
  const texts = new Map<string, string>();
  for (const { ids, texts: brought } of annotations)
    if (brought) for (const [row, id] of ids.entries()) if (!texts.has(id)) texts.set(id, brought[row]);
  const named = annotations.find((one) => one.texts !== null);
  if (!named) {
    throw new UnreadableFileError(
      annotations[0].source.name,
      'These annotations were downloaded without their texts. Open them together with the file that holds the texts.',
    );
  }
  return {
    name: named.source.name,
    ids: [...texts.keys()],
    texts: [...texts.values()],
    questions: [],
    sources: [],
  };
}
