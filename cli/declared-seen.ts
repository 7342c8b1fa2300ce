import { basename } from 'node:path';
import type { Dataset } from '../src/judgments/dataset.ts';
import type { DeclaredSeen } from '../src/judgments/declared-seen.ts';
import { readSeenList, type RowsUndecided, type RowsWhere } from '../src/jobs/seen-list.ts';
import { InputError } from './input-error.ts';
import { count } from './progress-line.ts';
import { openInput } from './open-inputs.ts';
import { UsageError } from './usage-error.ts';

/** What models are said to have been trained on, as the command line has it. */
export interface SaidSeen {
  readonly models: readonly {
    /** The model's name, as in its file. */
    readonly model: string;
    /** A file of ids or texts; `null`: all texts. */
    readonly file: string | null;
  }[];
  /** The rows that are meant where a file is a table; absent: all, where no column says what rows were used for. */
  readonly rows?: readonly RowsWhere[] | 'all';
}

/**
 * Reads `MODEL` or `MODEL=FILE` of --seen, and `COLUMN=VALUE` or `all` of --seen-rows; `undefined` without any.
 * @throws {UsageError}
 */
export function saidSeen(
  seen: readonly string[] | undefined,
  rows: readonly string[] | undefined,
): SaidSeen | undefined {
  if (seen === undefined) {
    if (rows !== undefined)
      throw new UsageError('--seen-rows says which rows of the file of --seen are meant.');
    return undefined;
  }
  const models = seen.map((value) => {
    const at = value.lastIndexOf('=');
    return at < 0 ? { model: value, file: null } : { model: value.slice(0, at), file: value.slice(at + 1) };
  });
  if (models.some(({ model, file }) => model === '' || file === ''))
    throw new UsageError('--seen takes the name of a model, or MODEL=FILE.');
  return { models, ...(rows && { rows: rowsOf(rows) }) };
}

/** Paths of the files that list texts. */
export function seenFiles(said: SaidSeen | undefined): string[] {
  return said?.models.flatMap(({ file }) => file ?? []) ?? [];
}

function rowsOf(rows: readonly string[]): SaidSeen['rows'] {
  if (rows.length === 1 && rows[0] === 'all') return 'all';
  return rows.map((value) => {
    const at = value.indexOf('=');
    if (at > 0) return { column: value.slice(0, at), value: value.slice(at + 1) };
    throw new UsageError(
      `--seen-rows is "${value}"; COLUMN=VALUE such as split=train, or "all", is expected.`,
    );
  });
}

/**
 * What is said, with the files read.
 * @param models that have answered or will be asked
 * @throws {InputError} if a model is none of them, a file is not there, or which of its rows are meant is not said;
 * UnreadableFileError if it names no item
 */
export async function declaredSeen(
  { models: said, rows }: SaidSeen,
  dataset: Dataset,
  models: readonly string[],
): Promise<DeclaredSeen[]> {
  const declared: DeclaredSeen[] = [];
  for (const { model, file } of said) {
    if (!models.includes(model)) {
      const names = [...new Set(models)].join(', ');
      throw new InputError(
        `--seen names the model ${model}, and no answers are of it. The models are: ${names || 'none'}.`,
      );
    }
    if (file === null) declared.push({ model, ids: null, file });
    else declared.push({ model, ids: await idsIn(file, dataset, rows), file: basename(file) });
  }
  return declared;
}

async function idsIn(path: string, dataset: Dataset, rows: SaidSeen['rows']): Promise<readonly string[]> {
  const list = await readSeenList(await openInput(path), dataset, rows);
  if (list.kind === 'which rows') throw new InputError(whichRows(path, list));
  const { ids, listed, unknown } = list;
  process.stderr.write(
    `${path}: ${count(ids.length, 'text')} said to be seen, of ${count(dataset.ids.length, 'text')}` +
      `${unknown > 0 ? `; ${unknown.toLocaleString('en')} of its ${count(listed, 'row')} are of none of them` : ''}\n`,
  );
  return ids;
}

function whichRows(path: string, { columns }: RowsUndecided): string {
  const options = columns.flatMap(({ name, values }) =>
    values.map((value) => `--seen-rows "${name}=${value}"`),
  );
  return (
    `${path}: it says of its rows what they were used for. Which did the model see? Say it with ${options.join(', ')} ` +
    '(several of them, for the rows of any), or --seen-rows all.'
  );
}
