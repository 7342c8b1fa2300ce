import type { Dataset } from '../../judgments/dataset.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import type { ImportedAnnotations } from './imported-annotations.ts';

/**
 * The data set for annotations that were opened by themselves: the texts they brought along, which nobody has judged.
 * @param annotations at least one
 * @throws UnreadableFileError if they were downloaded without their texts
 */
export function textsOfAnnotations(annotations: readonly ImportedAnnotations[]): Dataset {
  const { ids, texts, source } = annotations[0];
  if (texts === null) {
    throw new UnreadableFileError(
      source.name,
      'These annotations were downloaded without their texts. Open them together with the file that holds the texts.',
    );
  }
  return { name: source.name, ids, texts, questions: [], sources: [] };
}
