import type { SourceFile } from '../../judgments/source-file.ts';
import type { BenchmarkAbout } from './benchmark.ts';
import shipped from './shipped-benchmarks.json' with { type: 'json' };

/** A benchmark that is served with the page, and what can be said of it before it is loaded. */
export interface ShippedBenchmark extends Omit<BenchmarkAbout, 'files'> {
  /** Its path in what is served, relative to the page; the name changes with the content. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly items: number;
  /** What to open it at. */
  readonly views: readonly BenchmarkView[];
  readonly models: readonly BenchmarkModelAccount[];
  /** Absent while it is being built. */
  readonly report?: ShippedReport;
}

/** The report on a benchmark as it ships, computed where the page was built. */
export interface ShippedReport {
  /** Relative to the page; the name changes with the content. */
  readonly path: string;
  readonly bytes: number;
  /** Of what it was computed from, the analysis's version included. */
  readonly signature: string;
}

/** One question or group of questions of a benchmark, as it is chosen on the page. */
export interface BenchmarkView {
  readonly name: string;
  /** Id of the question shown first. */
  readonly question: string;
}

/** What a model did for a benchmark, one for each question that it answered. */
export interface BenchmarkModelAccount {
  readonly model: string;
  readonly revision: string;
  readonly method: string;
  readonly question: string;
  /** Items it answered. */
  readonly items: number;
  /** Items about which it gave no usable answer. */
  readonly failed?: number;
  /** Items it was trained or tuned on. */
  readonly seen: number;
}

/** Written by `npm run benchmarks`. */
export const SHIPPED_BENCHMARKS: readonly ShippedBenchmark[] = shipped;

/** The benchmark that a project's files are or have been, if this page still ships it. */
export function benchmarkOf(sources: readonly SourceFile[]): ShippedBenchmark | null {
  return SHIPPED_BENCHMARKS.find((one) => sources.some((source) => source.sha256 === one.sha256)) ?? null;
}
