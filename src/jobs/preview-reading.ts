import type { Mapping } from '../readers/annotated/mapping.ts';
import { readingPreview, type ReadingPreview } from '../readers/annotated/reading-preview.ts';
import { readFiles } from '../readers/read-files.ts';
import type { ReadProgress } from '../readers/reading-progress.ts';
import { named } from './reading.ts';

/**
 * What a reading would come to, without keeping it.
 * @throws UnreadableFileError if the files cannot be read like this
 */
export async function previewReading(
  files: readonly File[],
  mappings: readonly Mapping[],
  onProgress: (progress: ReadProgress) => void,
): Promise<ReadingPreview> {
  const { dataset, columns } = await readFiles(named(files), {
    mappings,
    peopleOnly: true,
    explain: true,
    onProgress,
  });
  return readingPreview(dataset!, columns);
}
