import { analysisVersion } from '../../analysis-version.ts';
import { inputsSignature } from '../../src/analysis/inputs-signature.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import type { AnalysisInputs } from '../../src/analysis/tasks.ts';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import { storedJudgments } from '../../src/annotators/stored-judgments.ts';
import { openBenchmark } from '../../src/readers/benchmarks/open-benchmark.ts';
import type { ShippedBenchmark } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { keepPredictions } from '../../src/store/keep-predictions.ts';
import { readServedFile } from '../embedded-annotators.ts';

/** What the page analyses when a benchmark is opened in a browser that has nothing else: kept and loaded as the page does it. */
export async function benchmarkInputs(shipped: ShippedBenchmark): Promise<AnalysisInputs> {
  const { dataset, models } = await openBenchmark(shipped, await readServedFile(shipped.path));
  const store = new MemoryOutputStore();
  const given = models.map(({ predictions }) => predictions);
  await keepPredictions(store, 0, dataset, given);
  const predictions = await storedJudgments(dataset, store.annotators(), store, readServedFile);
  return { dataset, predictions, settings: DEFAULT_SETTINGS };
}

/** Seconds of work, and the same for every benchmark. */
let version: string | null = null;

/** Changes with the benchmark, the models' answers, the settings and the analysis. */
export async function reportSignature(inputs: AnalysisInputs): Promise<string> {
  version ??= analysisVersion();
  return await inputsSignature(inputs, version);
}
