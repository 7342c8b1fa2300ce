import type { SourceFile } from './source-file.ts';

/** Rows of a file that cannot be used: neither answers that could not be understood nor those whose id no item has. */
export function rowsRejected({ skipped }: Pick<SourceFile, 'skipped'>): number {
  // Answers and ids that were lost are listed among the skipped, but not all of them one by one.
  return skipped.filter(({ lost }) => lost === undefined).length;
}

/** Rows of a file that were left out, each counted once. */
export function rowsLeftOut(source: SourceFile): number {
  if (source.kind !== 'answers') return source.skipped.length;
  return rowsRejected(source) + source.rowsFailed + source.rowsUnmatched;
}
