import { join } from 'node:path';
import { annotate } from '../src/annotators/annotate.ts';
import { MemoryOutputStore } from '../src/annotators/memory-output-store.ts';
import { loadSentenceEncoder, SENTENCE_ENCODER } from '../src/annotators/sentence-encoder.ts';
import { onnxRuntime, readServedFile } from './embedded-annotators.ts';
import { count, withProgress } from './progress-line.ts';

/** A run of the page belongs to a stored project; here there is one run and nothing is stored. */
const ONLY_PROJECT = 1;

/**
 * Makes the vectors of texts with all-MiniLM-L6-v2, from the files that the page has, with the rate and the time left on standard error.
 * @throws {ModelFileError} if a file of it is missing; {@link InputError} if ONNX Runtime is not installed
 */
export async function embedTexts(texts: readonly string[]): Promise<MemoryOutputStore> {
  const read = (path: string) => readServedFile(join(SENTENCE_ENCODER.folder, path));
  const encoder = await loadSentenceEncoder(read, await onnxRuntime());
  const store = new MemoryOutputStore();
  const { name } = SENTENCE_ENCODER;
  const began = performance.now();
  const { total, truncated } = await withProgress((progress) =>
    annotate(encoder, texts, store, {
      project: ONLY_PROJECT,
      onProgress: ({ done, total, textsPerSecond, secondsLeft }) =>
        progress(
          `Reading with ${name}: ${done.toLocaleString('en')} of ${count(total, 'text')}` +
            (textsPerSecond === null ? '' : `, ${Math.round(textsPerSecond)} a second`) +
            (secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`),
        ),
    }),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(`${name}: ${count(total, 'text')} read in ${seconds} s\n`);
  if (truncated > 0)
    process.stderr.write(
      `  ${count(truncated, 'text')} lost the end, because the model cannot read that much\n`,
    );
  return store;
}
