import { annotatorKey } from '../judgments/annotator.ts';
import { annotate } from './annotate.ts';
import type { AnnotationProgress } from './annotate.ts';
import type { OutputStore } from './output-store.ts';
import type { TextAnnotator } from './text-annotator.ts';

/**
 * {@link annotate}, while no other tab or worker of this site runs the same annotator: of two tabs one computes, the
 * other waits and then finds the outputs in the store. The lock is free again when the run ends or its worker dies.
 */
export async function annotateAlone(
  annotator: TextAnnotator,
  texts: readonly string[],
  store: OutputStore,
  run: { project: number; onProgress: (progress: AnnotationProgress) => void; signal: AbortSignal },
): Promise<AnnotationProgress> {
  const name = `dissensus:annotate:${annotatorKey(annotator.annotator)}`;
  const work = () => annotate(annotator, texts, store, run);
  const atOnce = await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : null));
  if (atOnce) return atOnce;

  const waiting: AnnotationProgress = {
    state: 'waiting for another tab',
    total: new Set(texts).size,
    done: 0,
    fromStore: 0,
    truncated: 0,
    failed: 0,
    renormalised: 0,
    textsPerSecond: null,
    secondsLeft: null,
  };
  run.onProgress(waiting);
  try {
    return await navigator.locks.request(name, { signal: run.signal }, work);
  } catch (error) {
    if (!run.signal.aborted) throw error;
    const cancelled: AnnotationProgress = { ...waiting, state: 'cancelled' };
    run.onProgress(cancelled);
    return cancelled;
  }
}
