import { expose } from 'comlink';
import { joinAnnotations } from '../src/readers/annotations/join-annotations.ts';
import { textsOfAnnotations } from '../src/readers/annotations/texts-of-annotations.ts';
import { writeAnnotations, type AnnotationsFormat } from '../src/readers/annotations/write-annotations.ts';
import { loadPredictions } from '../src/annotators/stored-predictions.ts';
import { exampleTexts } from '../src/readers/examples.ts';
import { fetchDataset, type FetchProgress } from '../src/readers/fetch-dataset.ts';
import { pastedText, type NamedBlob } from '../src/readers/named-blob.ts';
import { listedLosses } from '../src/readers/predictions/listed-losses.ts';
import { readFiles } from '../src/readers/read-files.ts';
import type { ReadProgress } from '../src/readers/reading-progress.ts';
import { REMOTE_DATASETS, type RemoteDataset } from '../src/readers/remote-datasets.ts';
import type { SourceFile } from '../src/judgments/dataset.ts';
import type { Predictions } from '../src/judgments/predictions.ts';
import { keepPredictions } from '../src/store/keep-predictions.ts';
import { openStore, type Store } from '../src/store/store.ts';

/**
 * What the page asks of this worker. What is read is kept as a project from here, so that large files never pass through
 * the page; each reading answers with its project's id. To cancel a reading, end the worker: nothing is kept before all
 * of it is read.
 */
const api = {
  async read(files: File[], onProgress: (progress: ReadProgress) => void): Promise<number> {
    return await keep(
      files.map((blob) => ({ name: blob.name, blob })),
      onProgress,
    );
  },

  async readPasted(text: string): Promise<number> {
    return await keep([pastedText(text)]);
  },

  async readExamples(): Promise<number> {
    return await withStore((store) => store.projects.save(exampleTexts()));
  },

  /** Fetches a public data set, the only use of the network there is, and reads it. */
  async fetch(
    id: RemoteDataset['id'],
    onFetching: (progress: FetchProgress) => void,
    onReading: (progress: ReadProgress) => void,
  ): Promise<number> {
    const remote = REMOTE_DATASETS.find((one) => one.id === id)!;
    return await keep(await fetchDataset(remote, { onProgress: onFetching }), onReading);
  },

  /** Every stored model output for a project's texts, as a file to take home. */
  async writeAnnotations(project: number, format: AnnotationsFormat, withTexts: boolean): Promise<Blob> {
    return await withStore(async (store) => {
      const dataset = await store.projects.load(project);
      const predictions: Predictions[] = [];
      for (const annotator of await store.outputs.annotators()) {
        const answers = await loadPredictions(dataset, annotator, store.outputs);
        predictions.push(...answers.filter(({ answered }) => answered.includes(1)));
      }
      return await writeAnnotations(format, {
        ids: dataset.ids,
        texts: withTexts ? dataset.texts : null,
        predictions,
      });
    });
  },
};

export type ReaderWorker = typeof api;

expose(api);

async function keep(files: NamedBlob[], onProgress?: (progress: ReadProgress) => void): Promise<number> {
  const outcome = await readFiles(files, { onProgress });
  const dataset = outcome.dataset ?? textsOfAnnotations(outcome.annotations);
  const joined = outcome.annotations.map((imported) => ({ imported, ...joinAnnotations(dataset, imported) }));
  const sources = joined.map(({ imported, unmatched }) => withUnmatched(imported.source, unmatched));
  const elsewhere = outcome.predictions ? listedLosses(outcome.predictions) : [];
  return await withStore(async (store) => {
    const project = await store.projects.save(
      {
        ...dataset,
        sources: [...dataset.sources, ...oncePerFile(sources), ...elsewhere],
      },
      outcome.predictions?.judgments,
    );
    const predictions = joined.map((one) => one.predictions);
    await keepPredictions(store.outputs, project, dataset, predictions);
    return project;
  });
}

/** Rows of annotations that belong to no text are listed with the rows left out. */
function withUnmatched(source: SourceFile, unmatched: readonly string[]): SourceFile {
  const skipped = unmatched.map((id) => ({
    line: 0,
    reason: 'No text has this id, or the text with this id is another one.',
    content: id,
  }));
  return { ...source, skipped: [...source.skipped, ...skipped] };
}

/** A file of annotations gives one import for each annotator and question; it is listed once. */
function oncePerFile(sources: readonly SourceFile[]): SourceFile[] {
  return [...new Map(sources.map((source) => [source.name + source.sha256, source])).values()];
}

async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore();
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
