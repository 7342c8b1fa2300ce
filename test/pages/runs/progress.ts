import type { AnnotationProgress } from '../../../src/annotators/annotate.ts';

/** Progress of a run over ten texts that has finished, but for what is given. */
export function progressOf(given: Partial<AnnotationProgress>): AnnotationProgress {
  return {
    state: 'finished',
    total: 10,
    done: 10,
    fromStore: 0,
    truncated: 0,
    failed: 0,
    renormalised: 0,
    textsPerSecond: null,
    secondsLeft: null,
    ...given,
  };
}
