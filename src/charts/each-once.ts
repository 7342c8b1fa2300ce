/** The first of the items that have different texts; at most so many. */
export function eachOnce(items: readonly number[], texts: readonly string[], most: number): number[] {
  const seen = new Set<string>();
  const first: number[] = [];
  for (const item of items) {
    if (first.length === most) break;
    if (seen.has(texts[item])) continue;
    seen.add(texts[item]);
    first.push(item);
  }
  return first;
}
