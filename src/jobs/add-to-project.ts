import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import type { SourceFile } from '../judgments/source-file.ts';
import { datasetWithoutTexts } from '../judgments/without-texts.ts';
import { joinTexts } from '../readers/benchmarks/join-texts.ts';
import { comparable } from '../readers/predictions/match-labels.ts';
import { listedLosses } from '../readers/predictions/listed-losses.ts';
import type { ImportedPredictions } from '../readers/predictions/model-predictions.ts';
import { readPredictions } from '../readers/predictions/read-predictions.ts';
import { readFiles } from '../readers/read-files.ts';
import type { ReadProgress } from '../readers/reading-progress.ts';
import { UnreadableFileError } from '../readers/unreadable-file.ts';
import type { Store } from '../store/store.ts';
import { predictionsPreview, textsPreview } from './adding-preview.ts';
import { notAmong } from './earlier-files.ts';
import { goesAlone, isChangeable, isFrom, openedFiles, rememberFiles } from './kept-files.ts';
import { kept, mergedAnswers, named, type Kept, type OnPreview, type PredictionAnswers } from './reading.ts';

/**
 * Reads predictions of models that ran elsewhere, shows what of them belongs to a project's texts, and adds them.
 * @throws ProjectChangedError if the project was changed meanwhile; as {@link readPredictions}
 */
export async function addPredictions(
  store: Store,
  project: number,
  files: readonly File[],
  answers: PredictionAnswers,
  onProgress: (progress: ReadProgress) => void,
  onPreview: OnPreview,
): Promise<Kept> {
  const { projects } = store;
  const asOf = await store.parts.changes(project);
  const dataset = await projects.load(project);
  const opened = await openedFiles(store, project);
  const read = (labels: PredictionAnswers['labels']) =>
    readPredictions(named(files), dataset, { ...answers, ...(labels && { labels }), onProgress });
  const first = await read(answers.labels);
  // With it they would be read at the next reading of all files. What names columns is asked of each file.
  const known = saidBefore(first, opened?.answers.labels);
  const imported = known ? await read({ ...known, ...answers.labels }) : first;
  const earlier = earlierSources(dataset, await projects.predictions(project), imported.sources);
  const names = new Set(earlier.map(({ name }) => name));
  const replace = await onPreview(
    predictionsPreview(dataset, imported, { earlier: [...names], labels: known }),
  );
  await projects.addPredictions(project, listedLosses(imported), imported.judgments, asOf);
  if (replace)
    for (const source of earlier)
      await store.parts.removeSource(project, source, (predictions) => isFrom(predictions, source));
  if (opened) {
    const kept = replace
      ? opened.predictionFiles.filter(({ name }) => !names.has(name))
      : opened.predictionFiles;
    const others = await notAmong(kept, files);
    const given = new Set(files.map(({ name }) => name));
    await rememberFiles(store, project, {
      ...opened,
      asks: [
        ...(opened.asks ?? []).filter(({ file }) => !given.has(file)),
        ...imported.asks.filter(isChangeable),
      ],
      predictionFiles: [...others, ...files],
      answers: mergedAnswers(opened.answers, answers),
    });
  }
  return kept(project);
}

/**
 * Gives a project's items the texts that they are without, from the data set's own files, after showing how many they are where a
 * preview is wanted.
 * @throws ProjectChangedError if the project was changed meanwhile; UnreadableFileError if the files cannot be read, or hold no texts
 */
export async function addTexts(
  { projects, parts }: Store,
  project: number,
  files: readonly File[],
  onProgress: (progress: ReadProgress) => void,
  onPreview?: OnPreview,
): Promise<Kept> {
  const { dataset: opened } = await readFiles(named(files), { peopleOnly: true, onProgress });
  if (opened === null)
    throw new UnreadableFileError(
      files.map(({ name }) => name).join(', '),
      'It holds annotations and no texts of a data set.',
    );
  const asOf = await parts.changes(project);
  const dataset = await projects.load(project);
  const joined = await joinTexts(dataset, opened);
  await onPreview?.(textsPreview(dataset, joined, opened));
  await projects.replace(project, joined, await projects.predictions(project), asOf);
  return kept(project);
}

/** Takes the texts out of a project again that {@link addTexts} gave to its items, and attributes that tell as much. */
export async function removeTexts({ projects, parts }: Store, project: number): Promise<Kept> {
  const asOf = await parts.changes(project);
  const dataset = await datasetWithoutTexts(await projects.load(project));
  const without = { ...dataset, sources: dataset.sources.filter(({ kind }) => kind !== 'joined texts') };
  await projects.replace(project, without, await projects.predictions(project), asOf);
  return kept(project);
}

/** What was said of answers that are no label, where it was said of another file, in whatever case; absent where there is none such. */
function saidBefore(
  { failures }: ImportedPredictions,
  said: PredictionAnswers['labels'] = {},
): PredictionAnswers['labels'] {
  const before = new Map(Object.entries(said).map(([word, label]) => [comparable(word), label]));
  const all = [...failures.words.values()].flatMap((words) => [...words.keys()]);
  const words = all.filter((word) => before.has(comparable(word)));
  return words.length === 0
    ? undefined
    : Object.fromEntries(words.map((word) => [word, before.get(comparable(word))!]));
}

/** Sources of answers that can go alone and have the name of a file that is added, with another content. */
function earlierSources(
  { sources }: Dataset,
  predictions: readonly Predictions[],
  added: readonly SourceFile[],
): SourceFile[] {
  return sources.filter(
    (source) =>
      added.some(({ name }) => name === source.name) &&
      added.every(({ sha256 }) => sha256 !== source.sha256) &&
      goesAlone(source, sources, predictions),
  );
}
