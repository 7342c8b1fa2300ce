import { openAsBlob } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Dataset, SourceFile } from '../src/judgments/dataset.ts';
import type { Predictions } from '../src/judgments/predictions.ts';
import type { NamedBlob } from '../src/readers/named-blob.ts';
import { listedLosses } from '../src/readers/predictions/listed-losses.ts';
import { readPredictions } from '../src/readers/predictions/read-predictions.ts';
import { readFiles, type ReadOutcome } from '../src/readers/read-files.ts';
import { InputError } from './input-error.ts';
import { count, withProgress } from './progress-line.ts';

/** Skipped rows named for each file; how many more there are is said. */
const ROWS_NAMED = 10;

/**
 * Reads the files as the page does, and says on standard error what was read and what was left out.
 * @throws {InputError} if a file is not there; UnreadableFileError if one cannot be used
 */
export async function readInputs(paths: readonly string[]): Promise<ReadOutcome> {
  const files: NamedBlob[] = [];
  for (const path of paths) files.push(await openInput(path));
  const outcome = await withProgress((progress) =>
    readFiles(files, {
      onProgress: ({ file, bytesRead, bytesTotal, rows }) =>
        progress(
          `Reading ${file}: ${count(rows, 'row')}, ${Math.floor((100 * bytesRead) / Math.max(bytesTotal, 1))} %`,
        ),
    }),
  );
  const imported = new Set(outcome.annotations.map(({ source }) => source));
  const elsewhere = outcome.predictions ? listedLosses(outcome.predictions) : [];
  for (const source of [...(outcome.dataset?.sources ?? []), ...imported, ...elsewhere]) describe(source);
  return outcome;
}

/**
 * Reads answers of models that ran elsewhere and says what of them could not be used.
 * @throws {InputError} if a file is not there; UnreadableFileError if one cannot be used
 */
export async function readElsewhere(
  paths: readonly string[],
  people: Dataset,
): Promise<readonly Predictions[]> {
  const files: NamedBlob[] = [];
  for (const path of paths) files.push(await openInput(path));
  const imported = await withProgress((progress) =>
    readPredictions(files, people, {
      onProgress: ({ file, rows }) => progress(`Reading ${file}: ${count(rows, 'row')}`),
    }),
  );
  for (const source of listedLosses(imported)) describe(source);
  return imported.judgments;
}

async function openInput(path: string): Promise<NamedBlob> {
  const entry = await stat(path).catch(() => null);
  if (!entry) throw new InputError(`There is no file ${path}.`);
  if (!entry.isFile()) throw new InputError(`${path} is not a file; name the files in it one by one.`);
  await access(path, constants.R_OK).catch(() => {
    throw new InputError(`${path} may not be read; its permissions forbid it.`);
  });
  return { name: basename(path), blob: await openAsBlob(path) };
}

function describe({ name, layout, rowsRead, skipped }: SourceFile): void {
  const lines = [
    `${name}: ${layout}, ${count(rowsRead, 'row')} read, ${skipped.length.toLocaleString('en')} skipped`,
    ...skipped
      .slice(0, ROWS_NAMED)
      .map(({ line, reason }) => (line > 0 ? `  line ${line}: ${reason}` : `  ${reason}`)),
  ];
  const more = skipped.length - ROWS_NAMED;
  if (more > 0) lines.push(`  and ${more.toLocaleString('en')} more`);
  process.stderr.write(`${lines.join('\n')}\n`);
}
