import { sourceRecord, type RecognisedFile } from '../dataset-family.ts';
import type { ItemList } from '../item-list.ts';
import type { SourceRecord } from '../source-record.ts';
import type { FileHead } from '../tables/file-head.ts';
import { findColumn } from '../tables/row.ts';
import { ID_COLUMNS, TEXT_COLUMNS } from '../text-columns.ts';
import type { AttributeBook } from './attribute-book.ts';

/**
 * The columns of texts and of ids in a file that holds no answers.
 * @param ids what the columns of ids are called in files of answers beside it
 */
export function textColumns({ columns }: FileHead, ids: readonly string[]): (string | undefined)[] {
  const text = columns[findColumn(columns, TEXT_COLUMNS)] as string | undefined;
  const id = ids.find((name) => name !== text && columns.includes(name));
  return [text, id ?? columns[findColumn(columns, ID_COLUMNS)]];
}

/** Reads a file that holds texts with ids, and no answers. */
export async function readTexts(
  file: RecognisedFile,
  own: readonly (string | undefined)[],
  items: ItemList,
  attributes: readonly string[],
  about: AttributeBook,
): Promise<SourceRecord> {
  const record = sourceRecord(file);
  const { columns } = file.open.head;
  const place = (name: string) => columns.indexOf(name);
  const [textPlace, idPlace] = own.map((name) => place(name!));
  const places = attributes.map(place);
  const said = about.rowsOf(attributes, places);
  for await (const batch of file.open.rows([textPlace, idPlace, ...places])) {
    for (const row of batch) {
      record.rowsRead++;
      const id = row.cells[idPlace]?.trim();
      const text = row.cells[textPlace];
      const reason =
        row.problem ??
        (id === '' ? 'The id is empty.' : null) ??
        (text.trim() === '' ? 'The text is empty.' : null) ??
        (items.place(id) >= 0 ? `The id "${id}" stands in an earlier row.` : null);
      if (reason === null) said.add(items.add(structuredClone(id), text), null, row.cells);
      else record.skip(row, reason);
    }
  }
  return record;
}
