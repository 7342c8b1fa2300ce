import { labelsIn } from './answer-cells.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** Columns of words of which most stand in other ones too: what people say of the same texts. */
export function sharing(columns: SampledColumns, names: readonly string[]): string[] {
  const separator = columns.separatorOf(names) ?? '|';
  const labels = names.map((name) =>
    columns
      .filled(name)
      .flatMap((cell) => labelsIn(cell, separator, columns.haveSigns).map((one) => one.toLowerCase())),
  );
  // In how many columns each label stands.
  const standing = new Map<string, number>();
  for (const own of labels)
    for (const label of new Set(own)) standing.set(label, (standing.get(label) ?? 0) + 1);
  return names.filter(
    (_, at) => labels[at].filter((label) => standing.get(label)! > 1).length * 2 > labels[at].length,
  );
}
