import type { ModelJudgments } from '../analysis/model-judgments.ts';
import { fetchModelFiles } from '../annotators/model-files.ts';
import { storedJudgments } from '../annotators/stored-judgments.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Store } from '../store/store.ts';

/**
 * A project's texts and every stored model output for them.
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export async function judgmentsOf(
  store: Store,
  project: number,
  baseUrl: string,
): Promise<{ dataset: Dataset; predictions: ModelJudgments[] }> {
  const dataset = await store.projects.load(project);
  const annotators = await store.outputs.annotators();
  const judgments = await storedJudgments(dataset, annotators, store.outputs, fetchModelFiles(baseUrl));
  return { dataset, predictions: [...judgments, ...(await store.projects.predictions(project))] };
}
