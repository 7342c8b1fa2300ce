import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import { writeCell } from '../files/csv-cell.ts';
import type { Dataset } from '../judgments/dataset.ts';
import { textBlob } from './text-blob.ts';

export type AnswersFormat = 'csv' | 'parquet';

export const ANSWER_COLUMNS = ['item', 'text', 'question', 'rater', 'label'] as const;

/**
 * People's answers as a tidy table, the one behind every number: a row for each rater's answer to a question about an item,
 * several labels with `|` between them. The rater is empty where the source does not say who; a text that is not here is too.
 */
export async function writeAnswers(format: AnswersFormat, dataset: Dataset): Promise<Blob> {
  if (format === 'csv') {
    function* lines() {
      yield `${ANSWER_COLUMNS.join(',')}\n`;
      for (const row of answerRows(dataset)) yield `${row.map(writeCell).join(',')}\n`;
    }
    return textBlob(lines(), 'text/csv');
  }
  const rows = [...answerRows(dataset)];
  const writer = new ByteWriter();
  await parquetWrite({
    writer,
    columnData: ANSWER_COLUMNS.map((name, column) => ({
      name,
      data: rows.map((row) => row[column]),
      type: 'STRING' as const,
      nullable: false,
    })),
  });
  return new Blob([writer.getBuffer()], { type: 'application/vnd.apache.parquet' });
}

function* answerRows({
  ids,
  texts,
  withoutText,
  questions,
}: Dataset): Generator<[string, string, string, string, string]> {
  for (const { question, votes } of questions)
    for (const [item, id] of ids.entries()) {
      const text = withoutText?.[item] ? '' : texts[item];
      for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
        const labels = votes.labels.subarray(votes.labelStart[vote], votes.labelStart[vote + 1]);
        const rater = votes.raters === null ? '' : votes.raterIds![votes.raters[vote]];
        yield [
          id,
          text,
          question.name,
          rater,
          Array.from(labels, (label) => question.labels[label]).join('|'),
        ];
      }
    }
}
