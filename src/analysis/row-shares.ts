/**
 * A confusion matrix with each row as shares of its sum: what was said where c was said. A row is `null` where nothing was.
 * @param confusion K x K, none of its values below 0
 */
export function rowShares(confusion: readonly (readonly number[])[]): (readonly number[] | null)[] {
  return confusion.map((row) => {
    const sum = row.reduce((all, value) => all + value, 0);
    return sum === 0 ? null : row.map((value) => value / sum);
  });
}

/** The two different labels that stand for one another most: where the matrix is largest off its diagonal; `null` where it is 0 there. */
export function mostConfused(
  confusion: readonly (readonly number[])[],
): { readonly row: number; readonly column: number } | null {
  let most: { row: number; column: number } | null = null;
  let largest = 0;
  for (const [row, values] of confusion.entries())
    for (const [column, value] of values.entries())
      if (row !== column && value > largest) [most, largest] = [{ row, column }, value];
  return most;
}
