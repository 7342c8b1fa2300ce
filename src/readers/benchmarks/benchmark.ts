import type { Dataset } from '../../judgments/dataset.ts';
import type { FileAccount } from '../../judgments/source-file.ts';
import type { Predictions } from '../../judgments/predictions.ts';

/** People's votes on a public data set and models' answers to it, by the ids of its items and without their texts. */
export interface Benchmark {
  readonly about: BenchmarkAbout;
  /** Every item is one `withoutText`; no sources. */
  readonly dataset: Dataset;
  readonly models: readonly BenchmarkModel[];
}

/** Where a benchmark is from. */
export interface BenchmarkAbout {
  /** What it is called in addresses of ours: `goemotions-raters`. */
  readonly id: string;
  readonly name: string;
  /** What was asked of whom, in a sentence. */
  readonly description: string;
  /** Where the data set is published. */
  readonly source: string;
  readonly citation: string;
  readonly licence: string;
  /** The day it was built, as `2026-01-31`. */
  readonly built: string;
  /** The data set's own files that it was built from. */
  readonly files: readonly BenchmarkSource[];
}

/** A file that a benchmark was built from: its account, without a row of it. */
export type BenchmarkSource = Omit<FileAccount, 'skipped'> & { readonly rowsSkipped: number };

/** One annotator's answers to one question. */
export interface BenchmarkModel {
  readonly predictions: Omit<Predictions, 'samples'>;
  /** Items of the benchmark that the model was trained or tuned on for this question. */
  readonly seen: number;
}
