import type { OpenFile } from '../tables/open-file.ts';
import type { Row } from '../tables/row.ts';
import { excerpt } from '../unreadable-file.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import { foldName } from '../annotated/column-names.ts';
import { temperatureName } from '../paper/temperature.ts';
import { batchLine, parseBatchLine, type BatchLine } from './batch-line.ts';
import type { RowKey } from './item-matcher.ts';
import { objectOf, type PredictionLayout, type TableColumns } from './prediction-layout.ts';
import { PredictionRecord } from './prediction-record.ts';

/** Where the columns of keys stand in a row, -1 where there is none. */
export interface TablePlaces {
  readonly id: number;
  readonly model: number;
  readonly text: number;
  readonly prompt: number;
  /** Of the temperature, where rows differ in it. */
  readonly temperature: number;
  readonly runs: readonly number[];
  readonly columns: readonly string[];
  readonly all: readonly number[];
}

/** @param columns all of the file */
export function tablePlaces(
  columns: readonly string[],
  { id, model, text, prompt, runs }: TableColumns,
): TablePlaces {
  const place = (name: string | null) => (name === null ? -1 : columns.indexOf(name));
  const places = { id: place(id), model: place(model), text: place(text), prompt: place(prompt) };
  const own = runs.filter((name) => !isTemperature(name)).map(place);
  const temperature = place(runs.find(isTemperature) ?? null);
  const all = [...Object.values(places), temperature, ...own].filter((at) => at >= 0);
  return { ...places, temperature, runs: own, columns, all };
}

/** Whether a column that parts runs is of the temperature. */
export function isTemperature(column: string): boolean {
  return foldName(column) === 'temperature';
}

/** The temperature of a row, where rows differ in it. */
export function temperatureOf({ cells }: Row, { temperature }: TablePlaces): string | undefined {
  return temperature < 0 ? undefined : temperatureName(cells[temperature]);
}

/** What a row says of its item. */
export function keyOf({ cells }: Row, { id, text, prompt }: TablePlaces): RowKey {
  const said = text < 0 ? '' : cells[text];
  const asked = prompt < 0 ? '' : cells[prompt];
  return {
    id: id < 0 ? null : cells[id],
    text: said.trim() === '' ? null : said,
    prompt: asked.trim() === '' ? null : asked,
  };
}

/** What a row's item is called in lists of what was lost. */
export function idOf({ id, text }: RowKey): string {
  return id ?? (text === null ? '' : excerpt(text, 60));
}

/** Rows that the file's format lets through; the others are skipped with their reason. */
export async function* rowsOf(
  batches: AsyncIterable<readonly Row[]>,
  record: PredictionRecord,
): AsyncGenerator<Row> {
  for await (const batch of batches) {
    for (const row of batch) {
      record.rowsRead++;
      if (row.problem === null) yield row;
      else record.skip(row, row.problem);
    }
  }
}

/** The model's name in the row, or else the file's, and its run where rows tell runs apart. */
export function modelOf({ cells }: Row, { model, runs, columns }: TablePlaces, file: string): string {
  const name = model < 0 ? '' : cells[model].trim();
  const own = name === '' ? stem(file) : name;
  if (runs.length === 0) return own;
  return `${own} (${runs.map((place) => `${columns[place]} ${cells[place].trim()}`).join(', ')})`;
}

/** A file’s name without its ending. */
export function stem(file: string): string {
  return file.replace(/\.[a-z]+$/i, '') || file;
}

/** What the first rows say of their items. */
export function sampleKeys(open: OpenFile, layout: PredictionLayout): RowKey[] {
  const { head } = open;
  const rows = head.sample.filter(
    ({ problem, cells }) => problem === null && cells.length === head.columns.length,
  );
  if (layout.kind !== 'batch') {
    const table = tablePlaces(head.columns, layout);
    return rows
      .map((row) => keyOf(row, table))
      .filter(({ id, text, prompt }) => id !== '' || text !== null || prompt !== null);
  }
  const lines = rows.map(({ cells, raw }) =>
    head.format === 'JSONL' ? parseBatchLine(raw) : batchLine(objectOf(cells, head.columns)),
  );
  return lines.filter((line): line is BatchLine => typeof line !== 'string');
}

/** Whether a model answers an item in several of the first rows: each is an answer by itself. */
export function repeatsItems({ head }: OpenFile, columns: TableColumns): boolean {
  const { all } = tablePlaces(head.columns, columns);
  const keys = head.sample
    .filter(({ problem }) => problem === null)
    .map(({ cells }) => JSON.stringify(all.map((place) => cells[place])));
  return all.length > 0 && new Set(keys).size < keys.length;
}

/** Whether the first rows are all rows, by the room that they take. */
export function isComplete({ head }: OpenFile): boolean {
  if (head.format === 'JSON') return head.sample.length === head.document.entries.length;
  if (head.format === 'Parquet') return head.sample.length === Number(head.parquet.metadata.num_rows);
  const shown = head.sample.reduce((sum, { raw }) => sum + raw.length, 0);
  return head.file.blob.size <= 2 ** 20 && head.sample.length < 2000 && shown > 0;
}

/** A list of labels and one of their scores as the list of both that pipelines write. */
export function scoredList(labels: string, scores: string): string {
  const [names, numbers] = [jsonCell(labels), jsonCell(scores)];
  if (!Array.isArray(names) || !Array.isArray(numbers) || names.length !== numbers.length) return labels;
  return JSON.stringify(names.map((label, at) => ({ label, score: numbers[at] })));
}
