import { joinChunks, textHashes, type OutputChunk } from '../annotators/output-chunk.ts';
import { loadPredictions } from '../annotators/stored-predictions.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { itemTextHashes } from '../judgments/text-hash.ts';
import { annotatorsOf } from './annotators-of.ts';
import { answersFromFile } from './answers-from-file.ts';
import type { SaidOfProject } from './schema.ts';
import type { Store } from './store.ts';

/** A project with everything that belongs to it, to be taken elsewhere. */
export interface WholeProject extends SaidOfProject {
  readonly dataset: Dataset;
  readonly predictions: readonly Predictions[];
  /** Of every annotator that has any for the project's texts. */
  readonly outputs: readonly (OutputChunk & { readonly annotator: Annotator })[];
}

/** Collects a project from the store, without the models that were taken out of it. */
export async function loadProject(store: Store, id: number): Promise<WholeProject> {
  const { projects, outputs } = store;
  const dataset = await projects.load(id);
  const hashes = new Set(await itemTextHashes(dataset));
  const found: (OutputChunk & { annotator: Annotator })[] = [];
  for (const annotator of await annotatorsOf(store, id)) {
    let own: OutputChunk | null = null;
    for await (const chunk of outputs.chunks(annotator)) {
      const part = rowsOf(chunk, (hash) => hashes.has(hash));
      own = own ? joinChunks(own, part) : part;
    }
    if (own && own.truncated.length > 0) found.push({ ...own, annotator });
  }
  return {
    dataset,
    predictions: await projects.predictions(id),
    outputs: found,
    thresholds: await projects.thresholds(id),
    seen: await projects.seen(id),
  };
}

/**
 * Keeps a project that was taken from elsewhere as a new one, whole or not at all, and returns its id. The models' answers in it
 * stay with this project, and say that they were read from the file.
 * @param file name of the project's file
 */
export async function keepProject(
  { projects, outputs }: Store,
  { dataset, predictions, outputs: brought, thresholds, seen }: WholeProject,
  file: string,
): Promise<number> {
  const read = [predictions];
  for (const { annotator, ...chunk } of brought)
    read.push(await loadPredictions(dataset, annotator, { chunks: () => chunksOf(chunk) }));
  return await projects.save(dataset, await answersFromFile(outputs, dataset, read.flat(), file), [], {
    ...(thresholds && { thresholds }),
    ...(seen && { seen }),
  });
}

async function* chunksOf(chunk: OutputChunk): AsyncIterable<OutputChunk> {
  yield chunk;
}

/** The rows of a chunk whose text's hash passes. */
function rowsOf(chunk: OutputChunk, pass: (hash: string) => boolean): OutputChunk {
  const { hashes, truncated, rows } = chunk;
  const texts = textHashes(chunk);
  const places = [...texts.keys()].filter((place) => pass(texts[place]));
  const pick = <Values extends Uint8Array | Uint16Array>(
    values: Values,
    make: (length: number) => Values,
  ) => {
    const width = values.length / truncated.length;
    const picked = make(places.length * width);
    for (const [at, place] of places.entries())
      picked.set(values.subarray(place * width, (place + 1) * width), at * width);
    return picked;
  };
  if (places.length === texts.length) return chunk;
  return {
    hashes: pick(hashes, (length) => new Uint8Array(length)),
    truncated: pick(truncated, (length) => new Uint8Array(length)),
    rows: rows.map((values) => pick(values, (length) => new Uint16Array(length))),
  };
}
