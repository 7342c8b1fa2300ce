import type { FileHead } from '../tables/file-head.ts';
import { isModelName } from './column-names.ts';
import { SampledColumns } from './sampled-columns.ts';

/** Attributes that one file may have: a table of more columns holds something else. */
const MOST_ATTRIBUTES = 64;

/**
 * The columns of a file that may say something about its texts or raters: those that nothing else is read from and that hold short
 * words, numbers or points in time. What is written about each text anew (an explanation) is no attribute.
 * @param read the columns that are read for something else
 */
export function attributeColumns(head: FileHead, read: readonly string[]): string[] {
  const taken = new Set(read);
  if (head.columns.every((name) => taken.has(name))) return [];
  const columns = new SampledColumns(head);
  return columns.names
    .filter(
      (name) =>
        !taken.has(name) &&
        name.trim() !== '' &&
        !/^(column \d+|unnamed: ?\d+)$/i.test(name) &&
        !isModelName(name) &&
        columns.filled(name).length > 0 &&
        !columns.isNested(name) &&
        (columns.isTime(name) || columns.isMostlyNumeric(name) || columns.isShort(name)),
    )
    .slice(0, MOST_ATTRIBUTES);
}
