import { joinTexts } from '../readers/benchmarks/join-texts.ts';
import { listedLosses } from '../readers/predictions/listed-losses.ts';
import { readPredictions } from '../readers/predictions/read-predictions.ts';
import { readFiles } from '../readers/read-files.ts';
import type { ReadProgress } from '../readers/reading-progress.ts';
import { UnreadableFileError } from '../readers/unreadable-file.ts';
import type { Store } from '../store/store.ts';
import { kept, named, type Kept, type PredictionAnswers } from './reading.ts';

/**
 * Reads predictions of models that ran elsewhere and adds them to a project.
 * @throws as {@link readPredictions}
 */
export async function addPredictions(
  { projects }: Store,
  project: number,
  files: readonly File[],
  answers: PredictionAnswers,
  onProgress: (progress: ReadProgress) => void,
): Promise<Kept> {
  const dataset = await projects.load(project);
  const imported = await readPredictions(named(files), dataset, { ...answers, onProgress });
  await projects.addPredictions(project, listedLosses(imported), imported.judgments);
  return { ...kept(project), predictionFiles: files.map(({ name }) => name) };
}

/**
 * Gives a project's items the texts that they are without, from the data set's own files.
 * @throws UnreadableFileError if the files cannot be read, or hold no texts
 */
export async function addTexts(
  { projects }: Store,
  project: number,
  files: readonly File[],
  onProgress: (progress: ReadProgress) => void,
): Promise<Kept> {
  const { dataset: opened } = await readFiles(named(files), { peopleOnly: true, onProgress });
  if (opened === null)
    throw new UnreadableFileError(
      files.map(({ name }) => name).join(', '),
      'It holds annotations and no texts of a data set.',
    );
  const joined = await joinTexts(await projects.load(project), opened);
  await projects.replace(project, joined, await projects.predictions(project));
  return kept(project);
}
