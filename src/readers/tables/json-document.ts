import { HEADER_KEY } from '../annotations/annotations-header.ts';
import type { NamedBlob } from '../named-blob.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { cellText } from './cell-text.ts';
import { loneSurrogateProblem, parseJson, parseObject } from './json-rows.ts';
import { isWholeTable, jsonEntries, type JsonEntry } from './json-shapes.ts';
import { isTooDeep, MOST_LEVELS } from './nesting.ts';
import type { Row } from './row.ts';
import { blockDecoder, type TextEncoding } from './text-blocks.ts';

/** A JSON document as rows; see {@link jsonEntries}. */
export interface JsonDocument {
  readonly columns: readonly string[];
  readonly entries: readonly JsonEntry[];
}

/** The column of an entry's key, where the document is an object of objects. */
export const KEY_COLUMN = 'key of the object';

/** A document is parsed whole, and takes several times its size in memory. */
const LARGEST_DOCUMENT_BYTES = 128 * 2 ** 20;
const JSON_LINES = 'Save it as JSON Lines instead: JSON Lines is read row by row, one object on each line.';

/**
 * The rows of a JSON document; `null` if the file is something else, JSON Lines included. A single line that is an object is
 * JSON Lines unless all of its values are objects or it has the shape of a table. Of a key that stands twice in one object, JSON keeps the last.
 * @param lines the first lines of the file
 * @throws UnreadableFileError if it is a document that is too large, is damaged, or holds no rows
 */
export async function jsonDocument(
  file: NamedBlob,
  encoding: TextEncoding,
  lines: readonly string[],
): Promise<JsonDocument | null> {
  const filled = lines.filter((line) => line.trim() !== '').map((line) => line.trim());
  const start = filled.slice(0, 2).join('');
  if (!/^(\{\s*("|\}|$)|\[\s*([[{\]]|$))/.test(start)) return null;
  const first = parseObject(filled[0]);
  if (first !== null && (filled.length > 1 || !(isObjectOfObjects(first) || isWholeTable(first))))
    return null;
  if (file.blob.size > LARGEST_DOCUMENT_BYTES)
    throw new UnreadableFileError(file.name, `This JSON document is larger than 128 MB. ${JSON_LINES}`, 1);
  const { text, brokenLines } = blockDecoder(encoding)(new Uint8Array(await file.blob.arrayBuffer()), 1);
  if (brokenLines.length > 0)
    throw new UnreadableFileError(
      file.name,
      'It holds bytes that are not valid text; save it as UTF-8.',
      brokenLines[0],
    );
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (filled[0].startsWith('{') && filled.slice(1).some((line) => parseObject(line) !== null)) return null;
    const reason = excerpt(error instanceof Error ? error.message : String(error), 160);
    throw new UnreadableFileError(
      file.name,
      `This looks like a JSON document and is not one (${reason}). ${JSON_LINES}`,
      1,
    );
  }
  return documentOf(file.name, value);
}

/** The entries from `start` up to `end`, numbered from 1. */
export function jsonDocumentRows({ columns, entries }: JsonDocument, start: number, end: number): Row[] {
  return entries.slice(start, end).map((entry, index) => entryRow(entry, columns, start + index + 1));
}

function documentOf(name: string, value: unknown): JsonDocument {
  const entries = jsonEntries(value) ?? [];
  const keyed = entries.some(({ key }) => key !== null);
  const keys = new Set<string>(keyed ? [KEY_COLUMN] : []);
  let objects = 0;
  for (const { value: one } of entries) {
    if (!isObject(one)) continue;
    objects++;
    for (const key of Object.keys(one)) keys.add(key);
  }
  if (objects === 0)
    throw new UnreadableFileError(
      name,
      'This JSON document holds no list of objects and no object of objects, one for each text. ' +
        'JSON Lines is read too: one object on each line, with a key "text".',
      1,
    );
  return { columns: [...keys], entries };
}

function entryRow(
  { key, value }: JsonDocument['entries'][number],
  columns: readonly string[],
  line: number,
): Row {
  if (isTooDeep(value))
    return {
      line,
      cells: [],
      raw: key ?? '',
      problem: `The entry has lists and objects of more than ${MOST_LEVELS} levels.`,
    };
  const object = isObject(value) ? value : null;
  const cells = columns.map((column) => {
    if (column === KEY_COLUMN && key !== null) return key;
    return object !== null && Object.hasOwn(object, column) ? cellText(object[column]) : '';
  });
  const problem = object === null ? 'The entry is not an object.' : loneSurrogateProblem(cells, columns);
  return {
    line,
    cells,
    problem,
    get raw() {
      return JSON.stringify(value);
    },
  };
}

function isObjectOfObjects(object: Record<string, unknown>): boolean {
  const values = Object.values(object);
  return values.length > 0 && !Object.hasOwn(object, HEADER_KEY) && values.every(isObject);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
