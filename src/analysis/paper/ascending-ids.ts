const WHOLE_NUMBER = /^-?(0|[1-9]\d*)$/;

/** Whether ids are whole numbers, spelt as such. */
export function areNumbers(ids: readonly string[]): boolean {
  return ids.every((id) => WHOLE_NUMBER.test(id));
}

/** Ids as pandas sorts them: numbers by size, texts by their characters. */
export function ascendingIds(ids: Iterable<string>, asNumbers: boolean): readonly string[] {
  const all = [...ids];
  return asNumbers ? all.sort((a, b) => Number(a) - Number(b)) : all.sort();
}
