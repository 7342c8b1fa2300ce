import type { OpenFile } from '../tables/open-file.ts';
import { batchLine, parseBatchLine } from './batch-line.ts';
import type { ItemMatch } from './item-matcher.ts';
import type { PredictionAccount } from './prediction-account.ts';
import { objectOf } from './prediction-layout.ts';
import type { PredictionRecord } from './prediction-record.ts';
import { rowsOf, stem } from './prediction-rows.ts';

/** A line or a row for each request, as the interfaces of models take and give them. */
export async function readBatch(
  open: OpenFile,
  match: ItemMatch,
  record: PredictionRecord,
  account: PredictionAccount,
): Promise<void> {
  const question = account.question(record.name);
  const { format, columns } = open.head;
  const models = new Set<string>();
  /** Items of requests that failed, with the model where it is named. */
  const refused: [number, string | null][] = [];
  const rows = format === 'JSONL' ? open.lines() : open.rows(columns.map((_, place) => place));
  for await (const row of rowsOf(rows, record)) {
    const line = format === 'JSONL' ? parseBatchLine(row.raw) : batchLine(objectOf(row.cells, columns));
    if (typeof line === 'string') {
      record.skip(row, line);
      continue;
    }
    const model = line.model ?? stem(record.name);
    if (line.model !== null) models.add(line.model);
    const answers = line.choices.map((choice) => ({ model, question, choice }));
    const item = account.add(row, { key: line, model, error: line.error, answers }, match, record);
    if (item !== null && line.error !== null) refused.push([item, line.model]);
  }
  // A request that failed names no model; where the others name one, it was asked too.
  const [only] = models;
  const asked = models.size === 1 ? only : stem(record.name);
  for (const [item, model] of refused)
    account.of(model ?? asked, 'responses', question, record).addFailure(item);
  if (models.size === 1) account.losses.rename(record.name, stem(record.name), only);
}
