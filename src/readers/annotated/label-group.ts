import { nameWords } from './column-names.ts';

/** The labels of columns whose names may begin alike, which is then the question: `emotion:::joy`, `emotion.anger`. */
export function labelGroup(names: readonly string[]): {
  name: string;
  columns: { column: string; name: string }[];
} {
  for (const separator of [':::', '::', '.', ':', '/', '__', '_', ' ']) {
    const starts = names.map((name) => name.slice(0, name.indexOf(separator) + 1 && name.indexOf(separator)));
    const [start] = starts;
    if (names.length < 2 || start === undefined || start === '' || !starts.every((one) => one === start))
      continue;
    const columns = names.map((name) => ({
      column: name,
      name: name.slice(start.length + separator.length),
    }));
    if (columns.some(({ name }) => name === '')) continue;
    const said = nameWords(start).join(' ');
    return { name: /^(is|has|label|votes?|n|count|num)$/.test(said) ? 'label' : start, columns };
  }
  return { name: 'label', columns: names.map((name) => ({ column: name, name })) };
}
