import { jsonCell } from '../annotated/answer-cells.ts';
import { SampledColumns } from '../annotated/sampled-columns.ts';
import type { ReadingAsk } from '../reading-ask.ts';
import type { FileHead } from '../tables/file-head.ts';
import type { AnswerReader } from './answer-reader.ts';
import type { PredictionOptions } from './model-predictions.ts';

/** Answers one by one, or the labels of one answer. */
export type ListsMean = NonNullable<PredictionOptions['lists']>;

/**
 * What the lists of words in a column's cells are: samples, as many for each item and often the same word twice, or the labels
 * of one answer, of one item one and of another three.
 * @param perRow whether a row is one answer of several to its item, so that a list in it is of labels
 * @param reader reads the people's labels
 * @returns an ask where the lists may be either
 */
export function listsMean(
  head: FileHead,
  column: string,
  perRow: boolean,
  reader: Pick<AnswerReader, 'read'>,
): ListsMean | ReadingAsk {
  const lists = new SampledColumns(head).filled(column).flatMap((cell) => {
    const list = wordsIn(cell);
    return list === null ? [] : [list];
  });
  const several = lists.filter(({ length }) => length > 1);
  if (several.length === 0) return 'samples';
  const words = several.flat();
  const labels = words.filter((word) => isLabel(word, reader)).length;
  // Whole sentences are answers by themselves; so is a word that comes twice, which no set of labels has.
  if (labels < words.length / 2 || several.some((list) => new Set(list).size < list.length)) return 'samples';
  if (perRow || new Set(lists.map(({ length }) => length)).size > 1) return 'labels';
  const [{ length }] = several;
  return {
    file: head.file.name,
    what: `Every list in the column "${column}" has ${length} different labels. Are they ${length} answers or the labels of one answer?`,
    choices: [
      {
        says: `${length} samples, each an answer by itself`,
        option: '--lists samples',
        answers: { lists: 'samples' },
      },
      {
        says: 'one answer that names several labels',
        option: '--lists labels',
        answers: { lists: 'labels' },
      },
    ],
    taken: null,
  };
}

/** The answers that a cell holds. */
export function answersIn(cell: string, lists: ListsMean): readonly string[] {
  const words = lists === 'samples' ? wordsIn(cell) : null;
  return words !== null && words.length > 1 ? words : [cell];
}

function wordsIn(cell: string): string[] | null {
  if (!cell.startsWith('[')) return null;
  const list = jsonCell(cell);
  return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : null;
}

function isLabel(word: string, reader: Pick<AnswerReader, 'read'>): boolean {
  return word.trim().split(/\s+/).length <= 3 && 'labels' in reader.read(word);
}
