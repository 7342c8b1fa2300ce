import { UnreadableFileError } from './unreadable-file.ts';

/**
 * Sentences of our own with what ten readers might say, written by language models: they show what the page does, and nothing
 * of people. Made by training/everyday_sample.py.
 */
export const SAMPLE_PROJECT = {
  /** Relative to the page. */
  path: 'samples/everyday-synthetic-readings.csv',
  /** Its project, and so all that is saved of it. */
  name: 'Sample project, synthetic readings',
  sha256: '234fbb4b4761b3baab2935d7772edefdcf6dee23b111c2eb777e99123b42cab0',
  texts: 172,
  readings: 10,
} as const;

/**
 * The file, as a person would open it.
 * @param baseUrl the page's `document.baseURI`
 * @throws UnreadableFileError if it cannot be had
 */
export async function fetchSample(baseUrl: string): Promise<File> {
  const response = await fetch(new URL(SAMPLE_PROJECT.path, baseUrl)).catch(() => null);
  if (!response?.ok)
    throw new UnreadableFileError(
      SAMPLE_PROJECT.name,
      'It could not be loaded. Check the connection to this page and try again.',
    );
  return new File([await response.arrayBuffer()], `${SAMPLE_PROJECT.name}.csv`);
}
