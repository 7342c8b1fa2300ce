import type { Dataset } from '../judgments/dataset.ts';
import { unpackFiles } from '../readers/archives/unpack-files.ts';
import { findKeys } from '../readers/annotated/find-keys.ts';
import type { NamedBlob } from '../readers/named-blob.ts';
import { ReadingProgress } from '../readers/reading-progress.ts';
import { fileHead, type FileHead } from '../readers/tables/file-head.ts';
import { openFile } from '../readers/tables/open-file.ts';
import type { Row } from '../readers/tables/row.ts';
import { excerpt, UnreadableFileError } from '../readers/unreadable-file.ts';

/** Rows of a table, by what a column of theirs says; several of them mean the rows of any. */
export interface RowsWhere {
  readonly column: string;
  readonly value: string;
}

/** Texts that a file lists. */
export interface SeenList {
  readonly kind: 'list';
  /** Ids of items, in the order of the data set. */
  readonly ids: readonly string[];
  /** Rows that were taken, and those of them that are the id or the text of no item. */
  readonly listed: number;
  readonly unknown: number;
}

/** A table that says of its rows what they were used for: which were the training's is not for a program to guess. */
export interface RowsUndecided {
  readonly kind: 'which rows';
  readonly columns: readonly { readonly name: string; readonly values: readonly string[] }[];
}

type People = Pick<Dataset, 'ids' | 'texts' | 'withoutText'>;

/** Names of columns that say what a row was used for. */
const USE =
  /^(in|is|was|used)?[ _-]?(split|set|subset|partition|fold|part|usage|phase|train(ing|ed)?|test|dev|seen)([ _-]?(set|split|data|fold|on|for))?$/i;
/** Different values that such a column has at the most. */
const MOST_USES = 20;
const EXAMPLES = 3;

/**
 * The items whose ids or texts a file lists: one in each line, or in a column of a table, which is found by what it holds.
 * @param rows those to take of a table; absent: all of them, where no column says what rows were used for
 * @throws UnreadableFileError if the file names no item, or in two ways
 */
export async function readSeenList(
  given: NamedBlob,
  people: People,
  rows?: readonly RowsWhere[] | 'all',
): Promise<SeenList | RowsUndecided> {
  const [file, ...others] = await unpackFiles([given]);
  if (others.length > 0)
    throw new UnreadableFileError(
      given.name,
      `It holds ${others.length + 1} tables; name the one that lists texts.`,
    );
  const head = await fileHead(file);
  const named = itemsByName(people);
  const found = [
    ...(rows === undefined || rows === 'all' ? [await linesOf(head)] : []),
    await rowsOfTable(head, named, rows ?? null),
  ].map((one) => (one.kind === 'names' ? { ...one, items: itemsIn(one.lines, named) } : one));
  // What a person has to say comes before what can be taken as it is.
  const size = (one: (typeof found)[number]) => (one.kind === 'names' ? one.items.size : Infinity);
  const [most] = found.sort((a, b) => size(b) - size(a));
  if (most.kind === 'which rows') return most;
  if (most.damaged !== null) throw most.damaged;
  const { lines, items } = most;
  if (items.size === 0) throw namesNone(file.name, lines, people);
  return {
    kind: 'list',
    ids: people.ids.filter((_, item) => items.has(item)),
    listed: lines.length,
    unknown: lines.filter((line) => !named.has(line)).length,
  };
}

/** Items by their ids and by their texts, of which several items may have the same. */
function itemsByName({ ids, texts, withoutText }: People): Map<string, number[]> {
  const named = new Map<string, number[]>();
  for (const [item, text] of texts.entries()) {
    if (withoutText?.[item]) continue;
    const same = named.get(folded(text));
    if (same) same.push(item);
    else named.set(folded(text), [item]);
  }
  for (const [item, id] of ids.entries()) named.set(folded(id), [item]);
  named.delete('');
  return named;
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function itemsIn(lines: readonly string[], named: ReadonlyMap<string, readonly number[]>): Set<number> {
  return new Set(lines.flatMap((line) => named.get(line) ?? []));
}

/** What may name items. */
interface Names {
  readonly kind: 'names';
  readonly lines: readonly string[];
  /** The first row that is damaged: what it names would be left out in silence. */
  readonly damaged: UnreadableFileError | null;
}

function namesIn(lines: readonly string[], head: FileHead, rows: readonly Row[]): Names {
  const damaged = rows.find(({ problem }) => problem !== null);
  return {
    kind: 'names',
    lines: lines.filter((line) => line !== ''),
    damaged: damaged ? new UnreadableFileError(head.file.name, damaged.problem!, damaged.line) : null,
  };
}

/** The filled lines of a file, or the values of a list in JSON. */
async function linesOf(head: FileHead): Promise<Names> {
  if (head.format === 'Parquet') return namesIn([], head, []);
  const open = await openFile(head, new ReadingProgress([head.file], {}));
  const rows: Row[] = [];
  for await (const batch of open.lines()) for (const row of batch) rows.push(row);
  const lines = rows.map(({ raw }) => folded(raw));
  const listed = lines[0]?.startsWith('[') ? jsonList(lines.join(' ')) : null;
  return namesIn(listed ?? lines, head, rows);
}

function jsonList(text: string): string[] | null {
  try {
    const values = JSON.parse(text) as unknown;
    const areNames = (all: unknown): all is (string | number)[] =>
      Array.isArray(all) && all.every((one) => typeof one === 'string' || typeof one === 'number');
    return areNames(values) ? values.map((value) => folded(String(value))) : null;
  } catch {
    return null;
  }
}

/** What stands in the column of a table that names items, in the rows that are wanted. */
async function rowsOfTable(
  head: FileHead,
  named: ReadonlyMap<string, readonly number[]>,
  wanted: readonly RowsWhere[] | 'all' | null,
): Promise<Names | RowsUndecided> {
  const { columns, file } = head;
  if (Array.isArray(wanted)) requireColumns(file.name, columns, wanted);
  const open = await openFile(head, new ReadingProgress([file], {}));
  const read: Row[] = [];
  for await (const batch of open.rows([...columns.keys()])) for (const row of batch) read.push(row);
  const rows = read.filter(({ problem }) => problem === null).map(({ cells }) => cells.map(folded));
  const key = keyColumn(head, rows, named);
  if (key === null) return namesIn([], head, read);
  const names = (some: readonly (readonly string[])[]) =>
    namesIn(
      some.map((cells) => cells[key] ?? ''),
      head,
      read,
    );
  if (wanted === 'all') return names(rows);
  if (wanted !== null) {
    const asked = wanted.map(({ column, value }) => [columns.indexOf(column), folded(value)] as const);
    return names(rows.filter((cells) => asked.some(([at, value]) => cells[at] === value)));
  }
  const uses = columns.flatMap((name, at) => {
    if (at === key || !USE.test(name.trim())) return [];
    const values = [...new Set(rows.map((cells) => cells[at] ?? ''))];
    return values.length < 2 || values.length > MOST_USES ? [] : [{ name, values: values.sort() }];
  });
  return uses.length > 0 ? { kind: 'which rows', columns: uses } : names(rows);
}

/**
 * The column that names most items; `null` if none names any.
 * @throws UnreadableFileError if another one names about as many, and others, and no name of a column says which is meant
 */
function keyColumn(
  head: FileHead,
  rows: readonly (readonly string[])[],
  named: ReadonlyMap<string, readonly number[]>,
): number | null {
  const found = head.columns
    .map((name, at) => ({
      name,
      at,
      items: itemsIn(
        rows.map((cells) => cells[at] ?? ''),
        named,
      ),
    }))
    .filter(({ items }) => items.size > 0)
    .sort((a, b) => b.items.size - a.items.size);
  if (found.length === 0) return null;
  const [best, ...others] = found;
  const rivals = others.filter(
    ({ items }) => items.size * 2 > best.items.size && [...items].some((item) => !best.items.has(item)),
  );
  if (rivals.length === 0) return best.at;
  const { id } = findKeys(head);
  const meant = [best, ...rivals].find(({ name }) => name === id);
  if (meant) return meant.at;
  throw new UnreadableFileError(
    head.file.name,
    `Its columns ${[best, ...rivals].map(({ name }) => `"${name}"`).join(' and ')} hold ids of different texts. Leave one of them in it, or call the right one "id".`,
  );
}

/** @throws UnreadableFileError if the table lacks a column that says which rows are wanted */
function requireColumns(file: string, columns: readonly string[], wanted: readonly RowsWhere[]): void {
  const missing = wanted.find(({ column }) => !columns.includes(column));
  if (missing)
    throw new UnreadableFileError(
      file,
      `It has no column "${missing.column}"; there are ${columns.map((name) => `"${excerpt(name, 40)}"`).join(', ')}.`,
    );
}

function namesNone(file: string, lines: readonly string[], { ids }: People): UnreadableFileError {
  const some = (names: readonly string[]) =>
    names
      .slice(0, EXAMPLES)
      .map((name) => `“${excerpt(name, 40)}”`)
      .join(', ');
  return new UnreadableFileError(
    file,
    lines.length === 0
      ? 'It has no row of those that are wanted, or none with the id or the text of an item.'
      : `None of its ${lines.length.toLocaleString('en')} lines is the id or the text of an item: they begin with ${some(lines)}, and the items’ ids with ${some(ids)}.`,
  );
}
