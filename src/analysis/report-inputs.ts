import type { Dataset, SourceFile } from '../judgments/dataset.ts';
import type { ReportFile, ReportInputs } from './report.ts';
import type { AnalysisSettings } from './settings.ts';

/** Skipped rows named for each file. */
const ROWS_NAMED = 100;

/** A file of a data set; the readers of models' answers count more than those of people's. */
interface CountedFile extends SourceFile {
  readonly rowsFailed?: number;
  readonly rowsUnmatched?: number;
  readonly renormalised?: number;
}

/** What went into a report: the files with what of them was not used, and every choice. */
export function inputsOf(
  { name, ids, sources }: Pick<Dataset, 'name' | 'ids' | 'sources'>,
  settings: AnalysisSettings,
): ReportInputs {
  return { dataset: name, items: ids.length, files: sources.map(reportFile), settings };
}

function reportFile(file: CountedFile): ReportFile {
  const { name, sha256, bytes, layout, rowsRead, skipped, rowsFailed, rowsUnmatched, renormalised } = file;
  return {
    name,
    sha256,
    bytes,
    layout,
    rowsRead,
    skipped: skipped.length,
    skippedRows: skipped.slice(0, ROWS_NAMED).map(({ line, reason }) => ({ line, reason })),
    ...(rowsFailed !== undefined && { failed: rowsFailed }),
    ...(rowsUnmatched !== undefined && { unmatched: rowsUnmatched }),
    ...(renormalised !== undefined && { renormalised }),
  };
}
