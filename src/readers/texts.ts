import { anotherText } from './another-text.ts';
import { workbookOf } from './archives/workbook-sheets.ts';
import type { Dataset } from '../judgments/dataset.ts';
import { AttributeBook } from './annotated/attribute-book.ts';
import { attributeColumns } from './annotated/attribute-columns.ts';
import { attributesInWords } from './annotated/columns-not-answers.ts';
import { namedColumns } from './annotated/describe-mapping.ts';
import { requireItems, sourceRecord, type DatasetFamily, type RecognisedFile } from './dataset-family.ts';
import { ItemList } from './item-list.ts';
import { lineDates, mayBeDated, type DatesAre } from './line-dates.ts';
import type { ReadingAsk } from './reading-ask.ts';
import type { OpenFile } from './tables/open-file.ts';
import { ID_COLUMNS, TEXT_COLUMNS } from './text-columns.ts';
import type { DelimitedHead, FileHead } from './tables/file-head.ts';
import { findColumn, type Row } from './tables/row.ts';

const PLAIN_TEXT = 'plain text (one text per line)';

/** Texts that nobody has judged yet: one per line, or a column of a table. Several files follow one another. */
export const texts: DatasetFamily = {
  lookedFor: `a table with a column of texts (named ${TEXT_COLUMNS.slice(0, 9).join(', ')} or the like), or plain text with one text per line`,

  recognise(head) {
    const place = findColumn(head.columns, TEXT_COLUMNS);
    const table = head.format !== 'delimited' || isTable(head);
    if (place >= 0 && table) {
      const { read, attributes } = tableColumns(head);
      const others = head.columns.filter((name) => !read.includes(name) && !attributes.includes(name));
      const unread = others.length > 0 ? `, columns not read: ${namedColumns(others)}` : '';
      return `${formatName(head)} with the texts in the column "${head.columns[place]}"${unread}`;
    }
    return table || !holdsWords(head) || isBrokenTable(head) ? null : PLAIN_TEXT;
  },

  read: (files) => readTexts(files),
};

/**
 * Reads files of texts.
 * @param saidDates what a person says of the dates that a file's lines begin with
 * @param onAsk told of what a file does not say for certain, and how it was taken
 * @throws UnreadableFileError if no row can be used
 */
export async function readTexts(
  files: readonly RecognisedFile[],
  saidDates: (file: string) => DatesAre | undefined = () => undefined,
  onAsk: (ask: ReadingAsk) => void = () => undefined,
): Promise<Dataset> {
  const items = new ItemList();
  const about = new AttributeBook();
  const attributesOf: (readonly string[])[] = [];
  const records = files.map((file) => sourceRecord(file));
  let number = 0;
  for (const [at, { open, layout }] of files.entries()) {
    const record = records[at];
    const plain = layout === PLAIN_TEXT;
    const { batches, attributes, places, textPlace, idPlace } = plain
      ? await plainRows(open, saidDates, onAsk)
      : tableRows(open);
    const said = about.rowsOf(attributes, places);
    for await (const batch of batches) {
      for (const row of batch) {
        record.rowsRead++;
        number++;
        const reason = row.problem ?? add(row, textPlace, idPlace, number, items);
        if (reason === null) said.add(items.ids.length - 1, null, row.cells);
        else record.skip(row, reason);
      }
    }
    attributesOf.push(attributes);
  }
  requireItems(items.ids.length, records);
  for (const [at, names] of attributesOf.entries())
    for (const note of attributesInWords(names, about)) records[at].notes.push(note);
  const sources = files.map(({ open, layout }, at) => ({
    ...records[at].finish(open.sha256()),
    kind: 'texts' as const,
    mappable: layout !== PLAIN_TEXT,
  }));
  const attributes = about.finish(items.ids.length, []);
  const dataset = { name: setName(files), ids: items.ids, texts: items.texts, questions: [], sources };
  return attributes.length === 0 ? dataset : { ...dataset, attributes };
}

/** The rows of one file, and where in them is what. */
interface TextRows {
  readonly batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
  readonly attributes: readonly string[];
  /** Of the attributes in a row. */
  readonly places: readonly number[];
  readonly textPlace: number;
  /** -1: there are no ids. */
  readonly idPlace: number;
}

function tableRows(open: OpenFile): TextRows {
  const { columns } = open.head;
  const { attributes } = tableColumns(open.head);
  const places = attributes.map((name) => columns.indexOf(name));
  const textPlace = findColumn(columns, TEXT_COLUMNS);
  const idPlace = findColumn(columns, ID_COLUMNS);
  const batches = open.rows([textPlace, idPlace, ...places].filter((place) => place >= 0));
  return { batches, attributes, places, textPlace, idPlace };
}

/** Lines, of which each is a text, or a date and a text. */
async function plainRows(
  open: OpenFile,
  said: (file: string) => DatesAre | undefined,
  onAsk: (ask: ReadingAsk) => void,
): Promise<TextRows> {
  const { file, columns, sample } = open.head;
  const asTheyAre = { attributes: [], places: [], textPlace: 0, idPlace: -1 };
  const first = sample.length > 0 ? sample.map(({ raw }) => raw) : [columns.join(' ')];
  if (!mayBeDated(first)) return { batches: open.lines(), ...asTheyAre };
  const rows: Row[] = [];
  for await (const batch of open.lines()) for (const row of batch) rows.push(row);
  const dates = lineDates(file.name, rows, said(file.name));
  if (dates !== null) onAsk(dates.ask);
  if (dates?.are !== 'apart') return { batches: [rows], ...asTheyAre };
  const apart = rows.map((row) => {
    const dated = dates.dated.get(row.line);
    return { ...row, cells: dated === undefined ? [...row.cells, ''] : [dated.text, dated.date] };
  });
  return { batches: [apart], attributes: ['date'], places: [1], textPlace: 0, idPlace: -1 };
}

/** The columns of a table that texts and ids are read from, and those that say something of the texts. */
function tableColumns(head: FileHead) {
  const read = [TEXT_COLUMNS, ID_COLUMNS]
    .map((names) => findColumn(head.columns, names))
    .filter((place) => place >= 0)
    .map((place) => head.columns[place]);
  return { read, attributes: attributeColumns(head, read) };
}

/** Whether lines hold letters, and not numbers alone: those are a table without a header, and no texts. */
function holdsWords({ sample, columns }: FileHead): boolean {
  const lines = [columns.join(' '), ...sample.map(({ raw }) => raw)].filter((line) => line.trim() !== '');
  return lines.filter((line) => /[\p{L}\p{Extended_Pictographic}]/u.test(line)).length * 2 > lines.length;
}

/** Why the row cannot be used, or `null` if it is now an item. Without a column of ids its number is its id. */
function add(row: Row, textPlace: number, idPlace: number, number: number, items: ItemList): string | null {
  const text = row.cells[textPlace];
  const id = idPlace < 0 ? String(number) : row.cells[idPlace];
  if (text.trim() === '') return row.raw.trim() === '' ? 'The line is empty.' : 'The text is empty.';
  if (id === '') return 'The id is empty.';
  const known = items.place(id);
  if (known >= 0)
    return items.texts[known] === text
      ? `The id "${id}" stands in an earlier row with the same text.`
      : anotherText(id);
  items.add(id, text);
  return null;
}

/**
 * Whether delimited text is a table rather than prose with commas in it: its first row reads like a header, and the rows
 * below have as many cells. A file named .csv or .tsv is believed to be one whenever its rows agree.
 */
export function isTable({ file, columns, sample, delimiter, unnamed }: DelimitedHead): boolean {
  if (unnamed) return true;
  const named = /\.[ct]sv$/i.test(file.name);
  if (columns.length === 1) return named || findColumn(columns, TEXT_COLUMNS) === 0;
  const rows = sample.slice(0, 20).filter((row) => row.raw.trim() !== '');
  const agreeing = rows.filter((row) => row.cells.length === columns.length).length;
  if (agreeing < rows.length / 2) return false;
  if (named) return true;
  if (!isHeader(columns)) return false;
  return findColumn(columns, TEXT_COLUMNS) >= 0 || delimiter === '\t' || (columns.length > 2 && agreeing > 2);
}

/**
 * Whether the first line is the header of a table of texts though the lines below have other numbers of cells: each has as many
 * delimiters at least, and texts with delimiters were not put into quotation marks.
 */
export function isBrokenTable({ columns, sample }: FileHead): boolean {
  if (columns.length < 3 || !isHeader(columns) || findColumn(columns, TEXT_COLUMNS) < 0) return false;
  const rows = sample.filter(({ raw }) => raw.trim() !== '');
  return (
    rows.length > 0 && rows.every(({ cells, problem }) => problem !== null || cells.length >= columns.length)
  );
}

/** Names are short and different, begin with a letter, and no space follows the delimiter, as it does in a sentence. */
function isHeader(columns: readonly string[]): boolean {
  return (
    new Set(columns).size === columns.length &&
    columns.every((name) => /^[\p{L}_]\S*( \S+){0,3}$/u.test(name))
  );
}

/** A file's format in words, with everything about it that is not as usual. */
export function formatName(head: FileHead): string {
  if (head.format !== 'delimited') return head.format;
  const { delimiter, encoding, above, unnamed } = head;
  const name = delimiter === '\t' ? 'TSV' : 'CSV';
  const notes = [
    delimiter === ';' || delimiter === '|' ? `with "${delimiter}" between cells` : null,
    encoding.name === 'windows-1252' ? 'in Windows-1252' : null,
    unnamed ? 'without a header' : null,
    above === null ? null : `below ${above}`,
  ].filter((note) => note !== null);
  return [name, ...notes].join(' ');
}

/** What files that are read together are called: sheets by their workbook. */
export function setName(files: readonly RecognisedFile[]): string {
  const names = files.map(({ open }) => workbookOf(open.head.file.name));
  const [first, ...others] = new Set(names);
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
