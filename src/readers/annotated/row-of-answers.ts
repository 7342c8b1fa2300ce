import type { AnnotatedRows } from './annotated-rows.ts';
import type { AnsweringRow } from './answer-book.ts';

/** A row as the books of answers keep it. There is one for each answer of a file, so it holds as little as it can. */
export class RowOfAnswers implements AnsweringRow {
  /** Answers of the row that no later one has replaced. */
  #standing = 0;

  constructor(
    private readonly rows: Pick<AnnotatedRows, 'firstCounts' | 'record' | 'repeated' | 'joined'>,
    readonly file: string,
    readonly line: number,
    readonly time: number | null,
    readonly seconds: number | null,
  ) {}

  get firstCounts(): boolean {
    return this.rows.firstCounts;
  }

  count(): void {
    this.#standing++;
  }

  replace(reason: string, answer: string): void {
    this.#standing--;
    if (this.#standing === 0) this.rows.record.skip({ line: this.line, raw: answer }, reason);
  }

  again(): void {
    this.rows.repeated++;
  }

  join(): void {
    this.rows.joined++;
  }
}
