/** An entry of a legend where it stands: pixels from the left, and its line, from 0 on. */
export type LegendPlace<Entry> = Entry & { readonly x: number; readonly line: number };

/**
 * Entries of a legend side by side, in as many lines as they take.
 * @param longOf pixels that an entry takes, with what is free behind it
 * @param width pixels that a line has
 */
export function legendLines<Entry>(
  entries: readonly Entry[],
  longOf: (entry: Entry) => number,
  width: number,
): LegendPlace<Entry>[] {
  let [next, line] = [0, 0];
  return entries.map((entry) => {
    const long = longOf(entry);
    if (next > 0 && next + long > width) [next, line] = [0, line + 1];
    const x = next;
    next += long;
    return { ...entry, x, line };
  });
}
