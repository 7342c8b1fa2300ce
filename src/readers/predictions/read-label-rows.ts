import { decimal } from '../annotated/decimal.ts';
import type { OpenFile } from '../tables/open-file.ts';
import { excerpt } from '../unreadable-file.ts';
import type { ItemMatch } from './item-matcher.ts';
import type { PredictionAccount } from './prediction-account.ts';
import type { PredictionLayout } from './prediction-layout.ts';
import type { PredictionRecord } from './prediction-record.ts';
import { keyOf, modelOf, rowsOf, tablePlaces, temperatureOf } from './prediction-rows.ts';

/** A row for each label of an item, with its probability. */
export async function readLabelRows(
  open: OpenFile,
  layout: Extract<PredictionLayout, { kind: 'labels and scores' }>,
  match: ItemMatch,
  record: PredictionRecord,
  account: PredictionAccount,
): Promise<void> {
  const { columns } = open.head;
  const question = account.labelledQuestion(record.name);
  const reader = account.reader(question);
  const table = tablePlaces(columns, layout);
  const [label, score] = [columns.indexOf(layout.label), columns.indexOf(layout.score)];
  for await (const row of rowsOf(open.rows([...table.all, label, score]), record)) {
    const key = keyOf(row, table);
    const item = account.item(row, key, match, record);
    if (item === null) continue;
    const model = modelOf(row, table, record.name);
    const said = reader.read(row.cells[label]);
    const share = row.cells[score].trim() === '' ? NaN : decimal(row.cells[score]);
    if (!(share >= 0 && share < Infinity))
      record.skip(
        row,
        `The column "${layout.score}" holds "${excerpt(row.cells[score])}"; a probability is expected.`,
      );
    else if ('failed' in said) {
      account.of(model, 'probabilities', question, record, temperatureOf(row, table)).addFailure(item);
      account.fail(row, key, model, row.cells[label], said.failed, record);
    } else {
      const places = 'labels' in said ? said.labels : [];
      const answers = account.of(model, 'probabilities', question, record, temperatureOf(row, table));
      for (const place of places)
        answers.addShare(item, place, share / places.length, account.sources.length);
      record.rowsUsed++;
    }
  }
}
