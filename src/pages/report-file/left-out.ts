import type { SourceFile } from '../../judgments/source-file.ts';

/** Rows that were left out for one reason. */
export interface LeftOut {
  readonly reason: string;
  readonly rows: number;
  /** Where the first of them begin; empty where no line is known. */
  readonly lines: readonly number[];
}

/** The part of a reason that names one answer: `(llama-3-8b, t017)` at its end. */
const OF_ONE_ANSWER = / \([^()]*\)$/u;

/** Why rows were left out, the commonest reason first; what is said of single answers is put together. */
export function reasonsLeftOut(source: SourceFile, linesNamed: number): LeftOut[] {
  const found = new Map<string, { rows: number; lines: number[] }>();
  for (const row of source.skipped) {
    const reason = row.lost === 'answer' ? row.reason.replace(OF_ONE_ANSWER, '') : row.reason;
    const one = found.get(reason) ?? { rows: 0, lines: [] };
    found.set(reason, one);
    one.rows += row.times ?? 1;
    if (row.line > 0 && one.lines.length < linesNamed) one.lines.push(row.line);
  }
  return [...found].map(([reason, one]) => ({ reason, ...one })).sort((a, b) => b.rows - a.rows);
}
