import type { RecognisedFile } from './dataset-family.ts';
import type { SourceRecord } from './source-record.ts';
import type { Row } from './tables/row.ts';

export type Perspective = 'reader' | 'writer';

/** One rater's answers for one text. */
export interface Rating {
  readonly row: Pick<Row, 'line' | 'raw'>;
  /** Valence, arousal, dominance, each 1 to 5; `null` for EmoBank's mark of an invalid rating, 1 on all three. */
  readonly points: readonly [number, number, number] | null;
}

/** The texts of emobank.csv by id. Its mean ratings pool both perspectives and are not read. */
export async function readTexts(
  file: RecognisedFile,
  record: SourceRecord,
): Promise<Map<string, { text: string; row: Rating['row'] }>> {
  const texts = new Map<string, { text: string; row: Rating['row'] }>();
  const { columns } = file.open.head;
  const [idPlace, textPlace] = [columns.indexOf('id'), columns.indexOf('text')];
  for await (const batch of file.open.rows([idPlace, textPlace])) {
    for (const row of batch) {
      record.rowsRead++;
      const [id, text] = [row.cells[idPlace], row.cells[textPlace]];
      const reason =
        row.problem ??
        (id === '' ? 'The column "id" is empty.' : null) ??
        (text.trim() === '' ? 'The column "text" is empty.' : null) ??
        (texts.has(id) ? `The id "${id}" stands in an earlier row.` : null);
      if (reason === null) texts.set(id, { text, row: { line: row.line, raw: row.raw } });
      else record.skip(row, reason);
    }
  }
  return texts;
}

/** The ratings of one file by the id of their text, in file order. */
export async function readRatings(
  file: RecognisedFile,
  record: SourceRecord,
): Promise<Map<string, Rating[]>> {
  const ratings = new Map<string, Rating[]>();
  const places = ['id', 'V', 'A', 'D'].map((name) => file.open.head.columns.indexOf(name));
  for await (const batch of file.open.rows(places)) {
    for (const row of batch) {
      record.rowsRead++;
      const points = row.problem ?? ratingOf(row, places);
      if (typeof points === 'string') {
        record.skip(row, points);
        continue;
      }
      const id = row.cells[places[0]];
      const known = ratings.get(id);
      const rating = { row: { line: row.line, raw: row.raw }, points };
      if (known) known.push(rating);
      else ratings.set(id, [rating]);
    }
  }
  return ratings;
}

/** The rating of a row, or why it cannot be used. */
function ratingOf({ cells }: Row, places: readonly number[]): Rating['points'] | string {
  if (cells[places[0]] === '') return 'The column "id" is empty.';
  const points: number[] = [];
  for (const [index, column] of ['V', 'A', 'D'].entries()) {
    const cell = cells[places[index + 1]];
    const point = cell.trim() === '' ? NaN : Number(cell);
    if (![1, 2, 3, 4, 5].includes(point))
      return `The column "${column}" holds "${cell}"; a whole number from 1 to 5 is expected.`;
    points.push(point);
  }
  const [valence, arousal, dominance] = points;
  return valence === 1 && arousal === 1 && dominance === 1 ? null : [valence, arousal, dominance];
}
