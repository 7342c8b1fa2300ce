import { withDeclaredSeen } from '../analysis/declared-seen.ts';
import type { ModelJudgments } from '../analysis/model-judgments.ts';
import { fetchModelFiles, once } from '../annotators/model-files.ts';
import { seenItems } from '../annotators/seen-items.ts';
import { storedJudgments } from '../annotators/stored-judgments.ts';
import { annotatorKey } from '../judgments/annotator.ts';
import { withMap } from '../map/map-attributes.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { annotatorsOf } from '../store/annotators-of.ts';
import type { Store } from '../store/store.ts';

/**
 * A project's texts with the regions of their map as attributes, every output for them that was computed here by a model that is not taken out, and the answers that the project's own files brought.
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export async function judgmentsOf(
  store: Store,
  project: number,
  baseUrl: string,
): Promise<{ dataset: Dataset; predictions: ModelJudgments[] }> {
  const dataset = withMap(await store.projects.load(project), await store.maps.get(project));
  const read = once(fetchModelFiles(baseUrl));
  const own = await store.projects.predictions(project);
  const keys = new Set(own.map(({ annotator }) => annotatorKey(annotator)));
  // An earlier version of the page kept calibrated answers for every project.
  const annotators = (await annotatorsOf(store, project)).filter((one) => !keys.has(annotatorKey(one)));
  const computed = await storedJudgments(dataset, annotators, store.outputs, read);
  const brought = own.map(async (one) => ({
    ...one,
    seen: await seenItems(one.annotator, ownQuestion(one), dataset.ids, read),
  }));
  const predictions = [...computed, ...(await Promise.all(brought))];
  return {
    dataset,
    predictions: withDeclaredSeen(predictions, dataset.ids, await store.projects.seen(project)),
  };
}

/** The model's own id of the question, which tells what of it the model was trained on; its labels may have been mapped to another's. */
function ownQuestion({ annotator, question }: Predictions): string {
  return String(annotator.method.parameters?.mappedFrom ?? question.id);
}
