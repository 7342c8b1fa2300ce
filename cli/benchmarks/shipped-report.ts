import type { Report } from '../../src/analysis/report.ts';
import type { ShippedBenchmark } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { readServedFile } from '../embedded-annotators.ts';

/** The report that ships for a benchmark, as it stands in its file. */
export async function shippedReport({ report }: Pick<ShippedBenchmark, 'report'>): Promise<Report> {
  return JSON.parse(new TextDecoder().decode(await readServedFile(report!.path))) as Report;
}
