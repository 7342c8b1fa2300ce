import type { AnalysisInputs } from './tasks.ts';

/** Probabilities under which a thread takes longer to start than the whole analysis. */
const FEW_PROBABILITIES = 20_000;
/** Probabilities from which a second thread saves more than its start takes. */
const MANY_PROBABILITIES = 200_000;
/** Most threads: each holds the inputs once more. */
const MOST_THREADS = 8;

/** How many threads to start for an analysis on a machine of so many cores; 0 to do it where one is. */
export function threadsFor({ predictions }: Pick<AnalysisInputs, 'predictions'>, cores: number): number {
  const probabilities = predictions.reduce((sum, { distributions }) => sum + distributions.length, 0);
  if (probabilities < FEW_PROBABILITIES) return 0;
  return probabilities < MANY_PROBABILITIES ? 1 : Math.min(cores, MOST_THREADS);
}
