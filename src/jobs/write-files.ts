import { DEFAULT_SETTINGS } from '../analysis/settings.ts';
import { sliced, type Slice } from '../analysis/slice.ts';
import { withMeasuredTransparency } from '../analysis/transparency/measured-transparency.ts';
import { loadPredictions } from '../annotators/stored-predictions.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { isAsked } from '../readers/annotations/answer-state.ts';
import { readProject, withoutTexts, writeProject } from '../project-files/project-file.ts';
import { annotatorsOf } from '../store/annotators-of.ts';
import { promptsOf } from '../store/prompts-of.ts';
import type { Store } from '../store/store.ts';
import { keepProject, loadProject } from '../store/whole-projects.ts';
import { writeAnnotations, type AnnotationsFormat } from '../writers/write-annotations.ts';
import { writeAnswers, type AnswersFormat } from '../writers/write-answers.ts';
import { writeTable, type TableFormat } from '../writers/write-table.ts';
import { keepBroughtPrompts } from './keep-brought-prompts.ts';
import { knownOfItems } from './known-of-items.ts';
import { judgmentsOf } from './judgments-of.ts';
import { resultTable, type ResultChoice } from './result-table.ts';
import { withNumberedRaters } from '../project-files/numbered-raters.ts';
import { kept, type Kept } from './reading.ts';

/**
 * What people and models said of each of a project's texts, or of those of a slice, as a table that other programs read. It says of each
 * text whether a model answered, failed or was not asked.
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export async function resultsFile(
  store: Store,
  project: number,
  baseUrl: string,
  format: TableFormat,
  choice: ResultChoice,
  slice: Slice | null = null,
): Promise<Blob> {
  const whole = await judgmentsOf(store, project, baseUrl);
  const { dataset, predictions } = slice ? sliced(whole.dataset, whole.predictions, slice) : whole;
  const known = knownOfItems(whole.dataset, dataset.ids, choice.withTexts);
  return await writeTable(
    format,
    resultTable(dataset, predictions.filter(isAsked), DEFAULT_SETTINGS, choice, known),
  );
}

/** Every model's answers to a project's texts, as a file: those that were computed here and those that its own files brought. */
export async function annotationsFile(
  store: Store,
  project: number,
  format: AnnotationsFormat,
  withTexts: boolean,
): Promise<Blob> {
  const { projects, outputs } = store;
  const dataset = await projects.load(project);
  const predictions: Predictions[] = [];
  for (const annotator of await annotatorsOf(store, project)) {
    const answers = await loadPredictions(dataset, annotator, outputs);
    for (const one of answers) predictions.push(one);
  }
  for (const one of await projects.predictions(project)) predictions.push(one);
  const asked = predictions.filter(isAsked);
  return await writeAnnotations(format, {
    ids: dataset.ids,
    texts: withTexts && !dataset.withoutText ? dataset.texts : null,
    predictions: asked,
    prompts: await promptsOf(asked.map(({ annotator }) => annotator)),
  });
}

/**
 * People's answers as a tidy table, the one behind every number: a row for each rater, item and question.
 * @param numbered whether raters have numbers instead of names
 */
export async function answersFile(
  { projects }: Store,
  project: number,
  format: AnswersFormat,
  numbered = false,
): Promise<Blob> {
  const dataset = await projects.load(project);
  return await writeAnswers(format, numbered ? withNumberedRaters(dataset) : dataset);
}

/**
 * A whole project as a file, with the prompts of its models, and with its texts or with their hashes and what was measured of their
 * words instead.
 * @param numbered whether raters have numbers instead of names
 */
export async function projectFile(
  store: Store,
  project: number,
  withTexts: boolean,
  numbered = false,
): Promise<Blob> {
  const loaded = await loadProject(store, project);
  const prompts = await promptsOf(
    [...loaded.predictions, ...loaded.outputs].map(({ annotator }) => annotator),
  );
  const whole = { ...loaded, prompts };
  const content = numbered ? { ...whole, dataset: withNumberedRaters(whole.dataset) } : whole;
  if (withTexts) return new Blob([await writeProject(content)]);
  const dataset = withMeasuredTransparency(content.dataset);
  return new Blob([await writeProject(await withoutTexts({ ...content, dataset }))]);
}

/**
 * Keeps a project from a file that {@link projectFile} made, and the prompts that its models were asked with.
 * @throws UnreadableFileError if it is not such a file, or a prompt in it was altered
 */
export async function keepProjectFile(store: Store, file: File): Promise<Kept> {
  const content = await readProject(file.name, new Uint8Array(await file.arrayBuffer()));
  const annotators = [...content.predictions, ...content.outputs].map(({ annotator }) => annotator);
  await keepBroughtPrompts(file.name, content.prompts ?? [], annotators);
  return kept(await keepProject(store, content, file.name));
}
