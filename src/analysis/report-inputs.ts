import type { Dataset } from '../judgments/dataset.ts';
import type { SourceFile } from '../judgments/source-file.ts';
import { rowsRejected } from '../judgments/rows-left-out.ts';
import type { ReportFile, ReportInputs } from './report.ts';
import type { AnalysisSettings } from './settings.ts';

/** Skipped rows named for each file. */
const ROWS_NAMED = 100;

/** What went into a report: the files with what of them was not used, and every choice. */
export function inputsOf(
  { name, ids, sources }: Pick<Dataset, 'name' | 'ids' | 'sources'>,
  settings: AnalysisSettings,
): ReportInputs {
  return { dataset: name, items: ids.length, files: sources.map(reportFile), settings };
}

function reportFile(file: SourceFile): ReportFile {
  const { name, sha256, bytes, layout, rowsRead, skipped } = file;
  return {
    name,
    sha256,
    bytes,
    layout,
    rowsRead,
    skipped: rowsRejected(file),
    skippedRows: skipped.slice(0, ROWS_NAMED).map(({ line, reason }) => ({ line, reason })),
    ...countsOfAnswers(file),
  };
}

/** What is counted in files of models' answers alone. */
function countsOfAnswers(file: SourceFile): Pick<ReportFile, 'failed' | 'unmatched' | 'renormalised'> {
  if (file.kind === 'answers')
    return { failed: file.rowsFailed, unmatched: file.rowsUnmatched, renormalised: file.renormalised };
  return file.kind === 'copy' && file.ofAnswers ? { failed: 0, unmatched: 0, renormalised: 0 } : {};
}
