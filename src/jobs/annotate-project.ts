import { annotateAlone } from '../annotators/annotate-alone.ts';
import type { AnnotationProgress } from '../annotators/annotate.ts';
import { outputBytes } from '../annotators/output-chunk.ts';
import { modelKey } from '../judgments/annotator.ts';
import { requireRoom } from '../store/room.ts';
import { withStore } from '../store/store.ts';
import { textsHere } from './own-texts.ts';
import type { ModelChoice, ModelInMemory, StartParts } from './model-in-memory.ts';

/**
 * Annotates the texts of a project and keeps the outputs in the store, where the page finds them. Ends with the state
 * `finished` or `cancelled`; a run that fails, or whose worker dies, goes on from the last kept output next time.
 * @param startParts without it everything is done in this worker
 */
export async function annotateProject(
  model: ModelInMemory,
  { project, ...choice }: ModelChoice & { readonly project: number },
  signal: AbortSignal,
  onProgress: (progress: AnnotationProgress) => void,
  startParts?: StartParts,
): Promise<AnnotationProgress> {
  return await withStore(async (store) => {
    const texts = textsHere(await store.projects.load(project));
    const annotator = await model.annotatorForRun(choice, texts.length, startParts);
    await requireRoom(texts.length * outputBytes(annotator.annotator));
    // Who runs a model that was taken out of the project wants it back.
    await store.parts.bringBack(project, [modelKey(annotator.annotator)]);
    const run = annotateAlone(annotator, texts, store.outputs, { project, onProgress, signal });
    const lost = typeof choice.model === 'string' ? undefined : (await model.load(choice)).lost;
    return await (lost ? Promise.race([run, lost]) : run);
  });
}
