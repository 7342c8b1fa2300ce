import type { SourceFile } from '../../judgments/source-file.ts';
import { benchmarkOf } from './shipped-benchmarks.ts';

/**
 * The report that ships for a benchmark, if these are its judgments and no others: whoever has added to them, or has another
 * version of the analysis, computes a report of their own.
 * @param signature of what the report is to be computed from
 * @param baseUrl the page's `document.baseURI`
 * @returns `null` too where it cannot be loaded, because it can always be computed
 */
export async function fetchShippedReport(
  sources: readonly SourceFile[],
  signature: string,
  baseUrl: string,
): Promise<object | null> {
  const report = benchmarkOf(sources)?.report;
  if (report?.signature !== signature) return null;
  try {
    const response = await fetch(new URL(report.path, baseUrl));
    return response.ok ? ((await response.json()) as object) : null;
  } catch {
    return null;
  }
}
