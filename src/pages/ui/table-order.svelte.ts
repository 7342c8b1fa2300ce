/** By which column a table is sorted: a heading pressed once puts the greatest first, names from A; pressed again turns it round. */
export class TableOrder {
  column = $state<number | null>(null);
  ascending = $state(false);

  /** @param names how many of the first columns hold names */
  constructor(private readonly names = 1) {}

  readonly onsort = (column: number): void => {
    this.ascending = this.column === column ? !this.ascending : column < this.names;
    this.column = column;
  };

  /** The rows in that order; those without a value stay last either way, and like ones stay as they were. */
  sorted<Row>(
    rows: readonly Row[],
    valueOf: (row: Row, column: number) => string | number | null,
  ): readonly Row[] {
    const { column, ascending } = this;
    if (column === null) return rows;
    const sign = ascending ? 1 : -1;
    return [...rows].sort((one, other) => {
      const [a, b] = [valueOf(one, column), valueOf(other, column)];
      if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
      if (typeof a === 'string' || typeof b === 'string')
        return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
      return sign * (a - b);
    });
  }
}
