import { fetchBenchmark } from '../readers/benchmarks/open-benchmark.ts';
import { SHIPPED_BENCHMARKS } from '../readers/benchmarks/shipped-benchmarks.ts';
import { exampleTexts } from '../readers/examples.ts';
import { fetchDataset, type FetchProgress } from '../readers/fetch-dataset.ts';
import type { ReadProgress } from '../readers/reading-progress.ts';
import { fetchSample, SAMPLE_PROJECT } from '../readers/sample-project.ts';
import { REMOTE_DATASETS, type RemoteDataset } from '../readers/remote-datasets.ts';
import { keepPredictions, missingOutputs } from '../store/keep-predictions.ts';
import type { Store } from '../store/store.ts';
import { addTexts } from './add-to-project.ts';
import { keepReading } from './keep-reading.ts';
import { kept, requestFor, type Kept } from './reading.ts';

/** Keeps the example texts as a project. */
export async function openExamples({ projects }: Store): Promise<Kept> {
  return kept(await projects.save(exampleTexts()));
}

/**
 * Opens the sample project, or the project of its name that it is already: one of a person's own may have its file too.
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export async function openSample(store: Store, baseUrl: string): Promise<Kept> {
  const known = (await store.projects.list()).find(
    ({ files, name }) => name === SAMPLE_PROJECT.name && files?.includes(SAMPLE_PROJECT.sha256),
  );
  if (known) return kept(known.id);
  const opened = await keepReading(store, requestFor([await fetchSample(baseUrl)]), () => undefined);
  await store.projects.rename(opened.project, SAMPLE_PROJECT.name);
  return opened;
}

/**
 * Opens figures that came with the page as a project, or the project that they are already.
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export async function openBenchmark(
  { projects, outputs }: Store,
  id: string,
  baseUrl: string,
): Promise<Kept> {
  const shipped = SHIPPED_BENCHMARKS.find((one) => one.id === id)!;
  const { dataset, models } = await fetchBenchmark(shipped, baseUrl);
  const answers = models.map((one) => one.predictions);
  const known = (await projects.list()).find(({ files }) => files?.includes(shipped.sha256));
  if (known) {
    // An earlier version of the page may have kept the project without them.
    await keepPredictions(outputs, known.id, dataset, answers);
    return kept(known.id);
  }
  const missing = await missingOutputs(outputs, dataset, answers);
  return kept(await projects.save(dataset, [], missing));
}

/** Fetches a public data set, and gives a project's items the texts that they are without; they stay in this browser. */
export async function fetchTexts(
  store: Store,
  project: number,
  id: RemoteDataset['id'],
  onFetching: (progress: FetchProgress) => void,
  onReading: (progress: ReadProgress) => void,
): Promise<Kept> {
  return await addTexts(store, project, await fetchFiles(id, onFetching), onReading);
}

/** Fetches a public data set and reads it. */
export async function openRemote(
  store: Store,
  id: RemoteDataset['id'],
  onFetching: (progress: FetchProgress) => void,
  onReading: (progress: ReadProgress) => void,
): Promise<Kept> {
  return await keepReading(store, requestFor(await fetchFiles(id, onFetching)), onReading);
}

async function fetchFiles(
  id: RemoteDataset['id'],
  onProgress: (progress: FetchProgress) => void,
): Promise<File[]> {
  const remote = REMOTE_DATASETS.find((one) => one.id === id)!;
  const fetched = await fetchDataset(remote, { onProgress });
  return fetched.map(({ name, blob }) => new File([blob], name));
}
