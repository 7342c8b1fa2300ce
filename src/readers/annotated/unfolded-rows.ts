import type { Unfolding } from '../schemas/schema.ts';
import { columnPlaces, type ColumnPlace } from '../tables/column-places.ts';
import type { Row } from '../tables/row.ts';
import type { AnnotatedRows } from './annotated-rows.ts';

/** Makes the rows of a plain table from those of a tool's file, and adds them. */
export class UnfoldedRows {
  readonly #unfold: Unfolding;
  readonly #place: ColumnPlace;

  /** @param columns of the file */
  constructor(unfold: Unfolding, columns: readonly string[]) {
    this.#unfold = unfold;
    this.#place = columnPlaces(columns);
  }

  /** Why the row cannot be used, or `null` if at least one of the rows that it comes to is now counted. */
  add(row: Row, number: number, file: string, to: AnnotatedRows): string | null {
    const cell = (column: string) => row.cells[this.#place(column)] ?? '';
    const unfolded = this.#unfold.rows(cell, row);
    if (typeof unfolded === 'string') return unfolded;
    if (unfolded.length === 0) return 'It holds no answer.';
    const { line, raw } = row;
    const reasons = unfolded.map((cells) =>
      to.add({ line, cells, raw, problem: null }, number, file, row.cells),
    );
    return reasons.includes(null) ? null : reasons[0];
  }
}
