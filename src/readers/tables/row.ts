/** A row of a file, before anyone has said what its cells mean. */
export interface Row {
  /** First line of the row in its file, counted from 1 (quoted line breaks counted); in Parquet and JSON documents, its number among the rows. */
  readonly line: number;
  /** One text per column; empty where a cell is empty, null or absent. */
  readonly cells: readonly string[];
  /** The row as it stands in the file. */
  readonly raw: string;
  /** Why the row cannot be used, if the file's format itself says so; its cells are then not to be read. */
  readonly problem: string | null;
}

/** Place of the first of `names` among the columns, compared without regard to case and surrounding space; -1 if none is there. */
export function findColumn(columns: readonly string[], names: readonly string[]): number {
  const folded = columns.map((column) => column.trim().toLowerCase());
  for (const name of names) {
    const place = folded.indexOf(name);
    if (place >= 0) return place;
  }
  return -1;
}
