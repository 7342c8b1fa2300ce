import { isHeaderless, numberedColumns } from './headerless.ts';
import type { Row } from './row.ts';

/** An entry of a JSON document with its key; the key is `null` where the document has none. */
export interface JsonEntry {
  readonly key: string | null;
  readonly value: unknown;
}

/** So many lists are looked at, to see whether the first of them holds names or data. */
const SAMPLE_ROWS = 200;

type JsonObject = Readonly<Record<string, unknown>>;

/** Keys under which tools put the rows of a document. */
const WRAPPERS =
  'data rows records samples items results examples instances annotations tasks documents train validation dev test'.split(
    ' ',
  );

/** The column of the values of an object such as `{"t01": "joy"}`. */
export const VALUE_COLUMN = 'value';

/**
 * The rows in a JSON document of any usual shape: a list of objects; an object of objects, by key; and as pandas and others
 * write tables: `{"columns", "data"}` (split), `{"schema", "data"}` (table), columns of rows by key (columns), columns of
 * lists (list), a list of lists below one of names (values); `{"data": [...]}` and other wrappers; and an object of plain
 * values. `null` if it is none.
 */
export function jsonEntries(value: unknown): readonly JsonEntry[] | null {
  if (Array.isArray(value)) {
    if (value.some(isObject)) return value.map(unkeyed);
    // A classifier's labels with their scores, a list for each text, in the order of the texts.
    if (value.length > 0 && value.every(isScores)) return value.map((scores) => unkeyed({ scores }));
    // Dialogues of utterances, each a list of its own.
    if (value.length > 0 && value.every(isRows))
      return value.flatMap((rows) => (rows as readonly unknown[]).map(unkeyed));
    return listOfLists(value);
  }
  if (!isObject(value)) return null;
  return (
    splitTable(value) ??
    nestedResults(value) ??
    wrapped(value) ??
    columnTable(value) ??
    listTable(value) ??
    objectOfObjects(value) ??
    plainValues(value)
  );
}

/** Whether an object that stands alone on its line is a whole table and no row of one. */
export function isWholeTable(value: unknown): boolean {
  if (!isObject(value)) return false;
  const list = listTable(value);
  return (
    splitTable(value) !== null ||
    columnTable(value) !== null ||
    (list !== null && list.length > 1) ||
    WRAPPERS.some((key) => isRows(value[key])) ||
    nestedResults(value) !== null
  );
}

function splitTable({ columns, data }: JsonObject): readonly JsonEntry[] | null {
  if (!isNames(columns) || !Array.isArray(data) || !data.every(Array.isArray)) return null;
  return data.map((cells) => unkeyed(row(columns, cells)));
}

/** `{"id": {"0": "t01"}, "text": {"0": "..."}}`: every value an object with the same keys, which count rows. */
function columnTable(value: JsonObject): readonly JsonEntry[] | null {
  const columns = Object.entries(value);
  if (columns.length < 2 || !columns.every(([, cells]) => isObject(cells))) return null;
  const [first, ...others] = columns.map(([, cells]) => Object.keys(cells as JsonObject));
  const same = others.every(
    (keys) => keys.length === first.length && keys.every((key, at) => key === first[at]),
  );
  const counted = first.length > 0 && first.every((key) => /^\d+$/.test(key));
  if (!same || !counted || columns.every(([name]) => /^\d+$/.test(name))) return null;
  return first.map((key) =>
    unkeyed(Object.fromEntries(columns.map(([name, cells]) => [name, (cells as JsonObject)[key]]))),
  );
}

/** `{"id": ["t01"], "text": ["..."]}`: every value a list of plain values of one length. */
function listTable(value: JsonObject): readonly JsonEntry[] | null {
  const columns = Object.entries(value);
  if (columns.length < 2) return null;
  const lists = columns.map(([, cells]) => cells);
  if (!lists.every((cells) => Array.isArray(cells)) || new Set(lists.map(({ length }) => length)).size > 1)
    return null;
  if (lists[0].length === 0) return null;
  return lists[0].map((_, at) =>
    unkeyed(Object.fromEntries(columns.map(([name], place) => [name, lists[place][at] as unknown]))),
  );
}

function listOfLists(value: readonly unknown[]): readonly JsonEntry[] | null {
  const [first, ...rows] = value;
  if (!Array.isArray(first) || rows.length === 0 || !rows.every(Array.isArray)) return null;
  if (isHeaderless(sampleRow(first), rows.slice(0, SAMPLE_ROWS).map(sampleRow)))
    return value.map((cells) => unkeyed(row(numberedColumns(first.length), cells as unknown[])));
  return isNames(first) ? rows.map((cells) => unkeyed(row(first, cells))) : null;
}

/** `{"results": {"results": [...], "stats": {}}, "config": {}}`, as promptfoo writes an evaluation. */
function nestedResults({ results }: JsonObject): readonly JsonEntry[] | null {
  return isObject(results) && isRows(results.results) ? results.results.map(unkeyed) : null;
}

/** The longest list of rows under a key for it; else the one list of objects that there is. */
function wrapped(value: JsonObject): readonly JsonEntry[] | null {
  const lists = Object.entries(value).filter(([, one]) => isRows(one)) as [string, readonly unknown[]][];
  const known = lists.filter(([key]) => WRAPPERS.includes(key.toLowerCase()));
  const found = known.length > 0 ? known : lists.length === 1 ? lists : [];
  if (found.length === 0) return null;
  // A split of a data set stands beside others of its kind: they belong together.
  return found.flatMap(([, rows]) => rows.map(unkeyed));
}

function objectOfObjects(value: JsonObject): readonly JsonEntry[] | null {
  const entries = Object.entries(value);
  return entries.some(([, one]) => isObject(one)) ? entries.map(([key, one]) => ({ key, value: one })) : null;
}

function plainValues(value: JsonObject): readonly JsonEntry[] | null {
  const entries = Object.entries(value);
  const plain = entries.filter(([, one]) => typeof one === 'string' || typeof one === 'number');
  if (entries.length < 2 || plain.length < entries.length) return null;
  return entries.map(([key, one]) => ({ key, value: { [VALUE_COLUMN]: one } }));
}

function sampleRow(values: readonly unknown[]): Row {
  const cells = values.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  return { line: 0, cells, raw: '', problem: null };
}

function row(columns: readonly string[], cells: readonly unknown[]): JsonObject {
  return Object.fromEntries(columns.map((name, at) => [name, cells[at]]));
}

function unkeyed(value: unknown): JsonEntry {
  return { key: null, value };
}

function isRows(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function isScores(value: unknown): boolean {
  return (
    isRows(value) &&
    value.every((one) => isObject(one) && typeof one.label === 'string' && typeof one.score === 'number')
  );
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
