/** A temperature as the paper's tables name it, `0`, `0.3`, `1`; a word such as `all` as it stands. */
export function temperatureName(cell: string): string {
  const value = cell.trim() === '' ? NaN : Number(cell);
  // A single-precision 0.3 is 0.30000001192092896.
  return Number.isNaN(value) ? cell.trim() : String(Number(value.toPrecision(6)));
}
