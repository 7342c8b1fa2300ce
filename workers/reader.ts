import './report-requests.ts';
import { expose } from 'comlink';
import { joinAnnotations } from '../src/readers/annotations/join-annotations.ts';
import { textsOfAnnotations } from '../src/readers/annotations/texts-of-annotations.ts';
import { writeAnswers, type AnswersFormat } from '../src/writers/write-answers.ts';
import { writeAnnotations, type AnnotationsFormat } from '../src/writers/write-annotations.ts';
import { withMeasuredTransparency } from '../src/analysis/transparency/measured-transparency.ts';
import { loadPredictions } from '../src/annotators/stored-predictions.ts';
import { joinTexts } from '../src/readers/benchmarks/join-texts.ts';
import { fetchBenchmark } from '../src/readers/benchmarks/open-benchmark.ts';
import { SHIPPED_BENCHMARKS } from '../src/readers/benchmarks/shipped-benchmarks.ts';
import { readProject, withoutTexts, writeProject } from '../src/project-files/project-file.ts';
import { exampleTexts } from '../src/readers/examples.ts';
import { fetchDataset, type FetchProgress } from '../src/readers/fetch-dataset.ts';
import { lookAtFile, type FileLook } from '../src/readers/annotated/file-look.ts';
import type { Mapping } from '../src/readers/annotated/mapping.ts';
import { readingPreview, type ReadingPreview } from '../src/readers/annotated/reading-preview.ts';
import type { NamedBlob } from '../src/readers/named-blob.ts';
import { listedLosses } from '../src/readers/predictions/listed-losses.ts';
import type { PredictionOptions } from '../src/readers/predictions/model-predictions.ts';
import { readPredictions } from '../src/readers/predictions/read-predictions.ts';
import { readFiles, type MappedFile } from '../src/readers/read-files.ts';
import { readingDifficulty, type ReadingDifficulty } from '../src/readers/reading-difficulty.ts';
import type { ReadProgress } from '../src/readers/reading-progress.ts';
import { UnreadableFileError } from '../src/readers/unreadable-file.ts';
import { REMOTE_DATASETS, type RemoteDataset } from '../src/readers/remote-datasets.ts';
import type { SourceFile } from '../src/judgments/dataset.ts';
import type { Predictions } from '../src/judgments/predictions.ts';
import { keepProject, loadProject } from '../src/store/whole-projects.ts';
import { keepPredictions } from '../src/store/keep-predictions.ts';
import { openStore, type Store } from '../src/store/store.ts';

/** Files to be read, and what a person has said of them. */
export interface ReadRequest {
  /** People's answers and texts, and what was recognised as anything else beside them. */
  readonly files: readonly File[];
  /** Files that are said to hold models' predictions. */
  readonly predictionFiles: readonly File[];
  readonly mappings: readonly Mapping[];
  readonly answers: PredictionAnswers;
  /** The project whose place the reading takes, or `null` for a new one. */
  readonly replaces: number | null;
}

/** What a person has said of the models' predictions. */
export type PredictionAnswers = Pick<PredictionOptions, 'question' | 'labels' | 'scores'>;

export type ReadResult = Kept | ReadingDifficulty;

/** What was read and is now in the store. */
export interface Kept {
  readonly kind: 'kept';
  readonly project: number;
  readonly mappings: readonly MappedFile[];
  /** Names of the files that hold models' predictions. */
  readonly predictionFiles: readonly string[];
}

/**
 * What the page asks of this worker. What is read is kept as a project from here, so that large files never pass through
 * the page. To cancel a reading, end the worker: nothing is kept before all of it is read.
 */
const api = {
  async read(request: ReadRequest, onProgress: (progress: ReadProgress) => void): Promise<ReadResult> {
    return await orDifficulty(() => keep(request, onProgress));
  },

  /** Reads predictions of models that ran elsewhere and adds them to a project. */
  async addPredictions(
    project: number,
    files: readonly File[],
    answers: PredictionAnswers,
    onProgress: (progress: ReadProgress) => void,
  ): Promise<ReadResult> {
    return await orDifficulty(() =>
      withStore(async (store) => {
        const dataset = await store.projects.load(project);
        const imported = await readPredictions(named(files), dataset, { ...answers, onProgress });
        await store.projects.addPredictions(project, listedLosses(imported), imported.judgments);
        return { kind: 'kept', project, mappings: [], predictionFiles: files.map(({ name }) => name) };
      }),
    );
  },

  /**
   * What the columns of a file look like.
   * @param name of the one that is meant, where the file is an archive or a workbook of several
   */
  async look(file: File, name: string): Promise<FileLook> {
    return await lookAtFile({ name: file.name, blob: file }, name);
  },

  /** What a reading would come to, without keeping it. */
  async preview(
    files: readonly File[],
    mappings: readonly Mapping[],
    onProgress: (progress: ReadProgress) => void,
  ): Promise<ReadingPreview> {
    const { dataset } = await readFiles(named(files), { mappings, peopleOnly: true, onProgress });
    return readingPreview(dataset!);
  },

  async readExamples(): Promise<Kept> {
    return await withStore(async (store) => kept(await store.projects.save(exampleTexts())));
  },

  /**
   * Opens figures that came with the page as a project, or the project that they are already.
   * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
   */
  async openBenchmark(id: string, baseUrl: string): Promise<Kept> {
    const shipped = SHIPPED_BENCHMARKS.find((one) => one.id === id)!;
    const { dataset, models } = await fetchBenchmark(shipped, baseUrl);
    return await withStore(async (store) => {
      const known = (await store.projects.list()).find(({ files }) => files?.includes(shipped.sha256));
      const project = known?.id ?? (await store.projects.save(dataset));
      const predictions = models.map((one) => one.predictions);
      // For a known project too: a page that was closed at this place has kept the project without them.
      await keepPredictions(store.outputs, project, dataset, predictions);
      return kept(project);
    });
  },

  /** Gives a project's items the texts that they are without, from the data set's own files. */
  async joinTexts(
    project: number,
    files: readonly File[],
    onProgress: (progress: ReadProgress) => void,
  ): Promise<ReadResult> {
    return await orDifficulty(async () => {
      const { dataset: opened } = await readFiles(named(files), { peopleOnly: true, onProgress });
      return await withStore(async ({ projects }) => {
        const dataset = await projects.load(project);
        const joined = await joinTexts(dataset, opened ?? noTexts(files));
        await projects.replace(project, joined, await projects.predictions(project));
        return kept(project);
      });
    });
  },

  /** Fetches a public data set, the only use of the network there is, and reads it. */
  async fetch(
    id: RemoteDataset['id'],
    onFetching: (progress: FetchProgress) => void,
    onReading: (progress: ReadProgress) => void,
  ): Promise<ReadResult> {
    const remote = REMOTE_DATASETS.find((one) => one.id === id)!;
    const fetched = await fetchDataset(remote, { onProgress: onFetching });
    const files = fetched.map(({ name, blob }) => new File([blob], name));
    return await keep({ files, predictionFiles: [], mappings: [], answers: {}, replaces: null }, onReading);
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
        texts: withTexts && !dataset.withoutText ? dataset.texts : null,
        predictions,
      });
    });
  },

  /** People's answers as a tidy table, the one behind every number: a row for each rater, item and question. */
  async writeAnswers(project: number, format: AnswersFormat): Promise<Blob> {
    return await withStore(async (store) => await writeAnswers(format, await store.projects.load(project)));
  },

  /** A whole project as a file to take home, with its texts or with their hashes and what was measured of their words instead. */
  async writeProject(project: number, withTexts: boolean): Promise<Blob> {
    return await withStore(async (store) => {
      const content = await loadProject(store, project);
      if (withTexts) return new Blob([await writeProject(content)]);
      const dataset = withMeasuredTransparency(content.dataset);
      return new Blob([await writeProject(await withoutTexts({ ...content, dataset }))]);
    });
  },

  /** Keeps a project from a file that {@link writeProject} made. */
  async readProject(file: File): Promise<Kept> {
    const content = await readProject(file.name, new Uint8Array(await file.arrayBuffer()));
    return await withStore(async (store) => kept(await keepProject(store, content)));
  },
};

export type ReaderWorker = typeof api;

expose(api);

async function keep(
  { files, predictionFiles, mappings, answers, replaces }: ReadRequest,
  onProgress: (progress: ReadProgress) => void,
): Promise<Kept> {
  const outcome = await readFiles(named(files), { mappings, predictions: answers, onProgress });
  const dataset = outcome.dataset ?? textsOfAnnotations(outcome.annotations);
  const joined = outcome.annotations.map((imported) => ({ imported, ...joinAnnotations(dataset, imported) }));
  const imports = outcome.predictions ? [outcome.predictions] : [];
  if (predictionFiles.length > 0)
    imports.push(await readPredictions(named(predictionFiles), dataset, { ...answers, onProgress }));
  const annotations = joined.map(({ imported, unmatched }) => withUnmatched(imported.source, unmatched));
  const elsewhere = imports.flatMap(listedLosses);
  const sources = [...dataset.sources, ...oncePerFile(annotations), ...elsewhere];
  const judgments = imports.flatMap((one) => one.judgments);
  return await withStore(async (store) => {
    const project = replaces ?? (await store.projects.save({ ...dataset, sources }, judgments));
    if (replaces !== null) await store.projects.replace(replaces, { ...dataset, sources }, judgments);
    const predictions = joined.map((one) => one.predictions);
    await keepPredictions(store.outputs, project, dataset, predictions);
    return {
      ...kept(project),
      mappings: outcome.mappings,
      predictionFiles: elsewhere.map(({ name }) => name),
    };
  });
}

function noTexts(files: readonly File[]): never {
  throw new UnreadableFileError(
    files.map(({ name }) => name).join(', '),
    'It holds annotations and no texts of a data set.',
  );
}

function kept(project: number): Kept {
  return { kind: 'kept', project, mappings: [], predictionFiles: [] };
}

/** Errors that a person can mend by saying more come back as a result, with their fields. */
async function orDifficulty(work: () => Promise<Kept>): Promise<ReadResult> {
  try {
    return await work();
  } catch (error) {
    const difficulty = readingDifficulty(error);
    if (difficulty === null) throw error;
    return difficulty;
  }
}

function named(files: readonly File[]): NamedBlob[] {
  return files.map((blob) => ({ name: blob.name, blob }));
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
