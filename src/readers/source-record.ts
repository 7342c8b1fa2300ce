import type { FileAccount, SkippedRow } from '../judgments/source-file.ts';
import type { Row } from './tables/row.ts';
import { UnreadableFileError } from './unreadable-file.ts';

const CONTENT_LENGTH = 200;
/** Rows left out of one file: a list of more would fill the memory, and the file is another one than it was taken for. */
const MOST_SKIPPED = 1_000_000;

/** Keeps the account of one file while it is read: rows seen, and rows left out with their reasons. */
export class SourceRecord {
  readonly #skipped: SkippedRow[] = [];
  rowsRead = 0;
  /** How something was taken that shows only while the rows are read, in words. */
  readonly notes: string[] = [];

  constructor(
    readonly name: string,
    readonly bytes: number,
    readonly layout: string,
  ) {}

  /** @throws UnreadableFileError if too many rows are left out */
  skip(row: Pick<Row, 'line' | 'raw'>, reason: string): void {
    if (this.#skipped.length === MOST_SKIPPED)
      throw new UnreadableFileError(
        this.name,
        `It was read as ${this.layout}, and more than ${MOST_SKIPPED.toLocaleString('en')} of its rows cannot be used. ` +
          `The first is in line ${this.#skipped[0].line}: ${this.#skipped[0].reason}`,
        row.line,
      );
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
  finish(sha256: string): FileAccount {
    return {
      name: this.name,
      bytes: this.bytes,
      sha256,
      layout: [this.layout, ...this.notes].join('; '),
      rowsRead: this.rowsRead,
      skipped: this.#skipped.sort((a, b) => a.line - b.line),
    };
  }
}
