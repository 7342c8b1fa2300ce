import type { SkippedRow, SourceFile } from '../judgments/dataset.ts';
import type { Row } from './tables/row.ts';

const CONTENT_LENGTH = 200;

/** Keeps the account of one file while it is read: rows seen, and rows left out with their reasons. */
export class SourceRecord {
  readonly #skipped: SkippedRow[] = [];
  rowsRead = 0;

  constructor(
    readonly name: string,
    readonly bytes: number,
    readonly layout: string,
  ) {}

  skip(row: Pick<Row, 'line' | 'raw'>, reason: string): void {
    const content = row.raw.slice(0, CONTENT_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
    // A slice of a long string keeps the whole of it in memory in V8; a clone is a string of its own.
    this.#skipped.push({ line: row.line, reason, content: structuredClone(content) });
  }

  get skippedCount(): number {
    return this.#skipped.length;
  }

  get firstSkipped(): SkippedRow | undefined {
    return this.#skipped[0];
  }

  /** The finished account, skipped rows in file order. */
  finish(sha256: string): SourceFile {
    return {
      name: this.name,
      bytes: this.bytes,
      sha256,
      layout: this.layout,
      rowsRead: this.rowsRead,
      skipped: this.#skipped.sort((a, b) => a.line - b.line),
    };
  }
}
