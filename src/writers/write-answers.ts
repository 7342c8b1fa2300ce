import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import { ANSWER_COLUMNS } from '../files/answer-columns.ts';
import { writeCell } from '../files/csv-cell.ts';
import type { Attribute } from '../judgments/attributes.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Question } from '../judgments/question.ts';
import type { Votes } from '../judgments/votes.ts';
import { textBlob } from './text-blob.ts';

export type AnswersFormat = 'csv' | 'parquet';

/**
 * People's answers as a tidy table, the one behind every number: a row for each rater's answer to a question about an item,
 * several labels with `|` between them, of a continuous question the number. The rater is empty where the source does not say who; a text that is not here is too.
 * Further columns have what is known of the item and of the rater.
 */
export async function writeAnswers(format: AnswersFormat, dataset: Dataset): Promise<Blob> {
  const names = columnsOf(dataset);
  if (format === 'csv') {
    function* lines() {
      yield `${names.map(writeCell).join(',')}\n`;
      for (const row of answerRows(dataset)) yield `${row.map(writeCell).join(',')}\n`;
    }
    return textBlob(lines(), 'text/csv');
  }
  const rows = [...answerRows(dataset)];
  const writer = new ByteWriter();
  await parquetWrite({
    writer,
    columnData: names.map((name, column) => ({
      name,
      data: rows.map((row) => row[column]),
      type: 'STRING' as const,
      nullable: false,
    })),
  });
  return new Blob([writer.getBuffer()], { type: 'application/vnd.apache.parquet' });
}

/** No two columns have one name: an attribute whose name is taken says whose it is. */
function columnsOf({ attributes = [] }: Dataset): string[] {
  const names: string[] = [...ANSWER_COLUMNS];
  for (const { name, of } of attributes) {
    let own = names.includes(name) ? `${name} of the ${of === 'items' ? 'item' : 'rater'}` : name;
    for (let number = 2; names.includes(own); number++) own = `${name} (${number})`;
    names.push(own);
  }
  return names;
}

function* answerRows(dataset: Dataset): Generator<string[]> {
  const { ids, texts, withoutText, questions, attributes = [] } = dataset;
  const known = attributes.map(valuesBy);
  for (const { question, votes } of questions)
    for (const [item, id] of ids.entries()) {
      const text = withoutText?.[item] ? '' : texts[item];
      for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
        const rater = votes.raters === null ? '' : votes.raterIds![votes.raters[vote]];
        yield [
          id,
          text,
          question.name,
          rater,
          votes.numbers ? String(votes.numbers[vote]) : labelsOf(question, votes, vote).join('|'),
          ...known.map((valueOf) => valueOf(item, rater)),
        ];
      }
    }
}

function labelsOf({ labels: names }: Question, { labels, labelStart }: Votes, vote: number): string[] {
  return Array.from(labels.subarray(labelStart[vote], labelStart[vote + 1]), (label) => names[label]!);
}

/** Gives what an attribute says in an answer's row, as text; empty where nothing is known. */
function valuesBy(attribute: Attribute): (item: number, rater: string) => string {
  const { values } = attribute;
  if (attribute.of === 'items') return (item) => String(values[item] ?? '');
  const places = new Map(attribute.raters.map((rater, place) => [rater, place]));
  return (_, rater) => String(values[places.get(rater) ?? -1] ?? '');
}
