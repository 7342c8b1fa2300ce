import { Tensor } from 'onnxruntime-web/wasm';
import { annotateAlone } from '../annotators/annotate-alone.ts';
import type { AnnotationProgress } from '../annotators/annotate.ts';
import { fetchModelFiles } from '../annotators/model-files.ts';
import { availableThreads } from '../annotators/available-threads.ts';
import { onnxRuntimeWeb } from '../annotators/onnx-runtime-web.ts';
import { outputBytes } from '../annotators/output-chunk.ts';
import { loadSentenceEncoder, SENTENCE_ENCODER, VECTORS } from '../annotators/sentence-encoder.ts';
import { spreadRuntime } from '../annotators/spread-runtime.ts';
import type { TextAnnotator } from '../annotators/text-annotator.ts';
import { DEFAULT_SETTINGS } from '../analysis/settings.ts';
import { requireRoom } from '../store/room.ts';
import { withStore } from '../store/store.ts';
import { textsToEmbed } from './embedding-scores.ts';
import { judgmentsOf } from './judgments-of.ts';
import { BATCHES_PER_PART, partsFor, type StartParts } from './model-in-memory.ts';

/**
 * Makes the vectors of a project's texts, for the map and the paper's embedding score, with those of its labels' words, and keeps them in the
 * store.
 * Ends with the state `finished` or `cancelled`; a run that fails, or whose worker dies, goes on from the last kept vector next time.
 * @param startParts without it everything is done in this worker
 */
export async function embedProject(
  { project, baseUrl }: { readonly project: number; readonly baseUrl: string },
  signal: AbortSignal,
  onProgress: (progress: AnnotationProgress) => void,
  startParts?: StartParts,
): Promise<AnnotationProgress> {
  return await withStore(async (store) => {
    const judged = await judgmentsOf(store, project, baseUrl);
    const texts = textsToEmbed({ ...judged, settings: DEFAULT_SETTINGS });
    await requireRoom(texts.length * outputBytes(VECTORS));
    const encoder = await encoderFor(texts.length, baseUrl, startParts);
    return await annotateAlone(encoder, texts, store.vectors, { project, onProgress, signal });
  });
}

async function encoderFor(
  texts: number,
  baseUrl: string,
  startParts: StartParts | undefined,
): Promise<TextAnnotator> {
  const read = fetchModelFiles(new URL(SENTENCE_ENCODER.folder, baseUrl).href);
  const count = startParts ? partsFor(texts) : 0;
  if (!startParts || count === 0)
    return await loadSentenceEncoder(read, onnxRuntimeWeb(baseUrl, availableThreads()));
  const encoder = await loadSentenceEncoder(read, spreadRuntime(await startParts(count), Tensor));
  return { ...encoder, batchesAtOnce: BATCHES_PER_PART * count };
}
