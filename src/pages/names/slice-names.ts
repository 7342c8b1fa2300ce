import type { ReportSlice } from '../../analysis/report.ts';
import { sliceWords } from './analysis-words.ts';
import type { PartOfData } from '../../charts/part-of-data.ts';
import { fileName } from '../../files/file-name.ts';
import { count, whole } from '../ui/amounts.ts';

/** What stands by every chart of a slice, and in the names of its files. */
export function partOfSlice(slice: ReportSlice): PartOfData {
  const { attribute, value, of, items, raters } = slice;
  const size = of === 'items' ? items : raters;
  return { words: `Only ${sliceWords(slice)}.`, fileName: fileName(`${attribute} ${value} n${size}`) };
}

/** The name of a file of a project, or of a slice of it. */
export function projectFileName(project: string, slice: ReportSlice | undefined): string {
  return fileName(slice ? `${project} ${partOfSlice(slice).fileName}` : project);
}

/** What figures over a slice are, for whoever reads them. */
export function sliceNote(slice: ReportSlice): string {
  if (slice.of === 'items') return `All figures and charts are over ${sliceWords(slice)}.`;
  const { items, ofItems } = slice;
  if (items === 0) return `The slice is empty: none of the ${sliceWords(slice)}, has answered.`;
  return `All figures and charts are over the answers of ${sliceWords(slice)}, to ${whole(items)} of ${count(ofItems, 'text')}. The votes of other raters do not count: people's shares, their agreement and every gap are those of these raters. Nobody knows whose the abstentions are, so that none is counted.`;
}
