/** The place of a column by its name; -1 for `null`, which is no column, and for a name that no column has. */
export type ColumnPlace = (column: string | null) => number;

/** Finds columns by their names, of several with one name the first. */
export function columnPlaces(columns: readonly string[]): ColumnPlace {
  const places = new Map([...columns.entries()].reverse().map(([place, name]) => [name, place]));
  return (column) => (column === null ? -1 : (places.get(column) ?? -1));
}
