import type { Dataset } from '../src/judgments/dataset.ts';
import { rowsLeftOut } from '../src/judgments/rows-left-out.ts';
import type { FileAccount, SourceFile } from '../src/judgments/source-file.ts';
import type { ImportedAnnotations } from '../src/readers/annotations/imported-annotations.ts';
import { isAnnotations } from '../src/readers/annotations/read-annotations.ts';
import type { NamedBlob } from '../src/readers/named-blob.ts';
import { listedLosses } from '../src/readers/predictions/listed-losses.ts';
import type { ImportedPredictions } from '../src/readers/predictions/model-predictions.ts';
import { readPredictions } from '../src/readers/predictions/read-predictions.ts';
import { unpackFiles } from '../src/readers/archives/unpack-files.ts';
import { describeAsk } from '../src/readers/reading-ask.ts';
import { readFiles, type ReadOutcome } from '../src/readers/read-files.ts';
import type { ReadProgress } from '../src/readers/reading-progress.ts';
import { fileHead } from '../src/readers/tables/file-head.ts';
import { NothingUsableError } from './nothing-usable-error.ts';
import { openInputs } from './open-inputs.ts';
import { count, withProgress } from './progress-line.ts';
import type { LoadedOptions } from './reading-options.ts';

/** Skipped rows named for each file; how many more there are is said. */
const ROWS_NAMED = 10;

/**
 * Reads the files as the page does, and says on standard error what was read and what was left out.
 * @throws {InputError} if a file is not there; UnreadableFileError if one cannot be used
 */
export async function readInputs(
  paths: readonly string[],
  options: Partial<LoadedOptions> = {},
): Promise<ReadOutcome> {
  const files = await openInputs(paths);
  const outcome = await withProgress((progress) =>
    readFiles(files, {
      ...options,
      onProgress: ({ file, bytesRead, bytesTotal, rows }) =>
        progress(
          `Reading ${file}: ${count(rows, 'row')}, ${Math.floor((100 * bytesRead) / Math.max(bytesTotal, 1))}%`,
        ),
    }),
  );
  const imported = new Set(outcome.annotations.map(({ source }) => source));
  const elsewhere = outcome.predictions ? listedLosses(outcome.predictions) : [];
  for (const source of [...(outcome.dataset?.sources ?? []), ...imported, ...elsewhere]) describe(source);
  for (const ask of outcome.asks) process.stderr.write(`${describeAsk(ask)}\n`);
  return outcome;
}

/** What models that ran elsewhere answered, in files that were written here or there. */
export interface ElsewhereOutcome {
  readonly annotations: readonly ImportedAnnotations[];
  /** `null` if no file is from elsewhere. */
  readonly predictions: ImportedPredictions | null;
}

/**
 * Reads models' answers, whether this program wrote them or another, and says what of them could not be used.
 * @throws {InputError} if a file is not there; UnreadableFileError if one cannot be used
 */
export async function readElsewhere(
  paths: readonly string[],
  people: Dataset,
  options: LoadedOptions['predictions'] = {},
): Promise<ElsewhereOutcome> {
  const written: NamedBlob[] = [];
  const others: NamedBlob[] = [];
  for (const file of await openInputs(paths))
    for (const one of await unpackFiles([file]))
      (isAnnotations(await fileHead(one)) ? written : others).push(one);
  return withProgress(async (progress) => {
    const onProgress = ({ file, rows }: ReadProgress) => progress(`Reading ${file}: ${count(rows, 'row')}`);
    const { annotations } =
      written.length > 0 ? await readFiles(written, { onProgress }) : { annotations: [] };
    const predictions =
      others.length > 0 ? await readPredictions(others, people, { ...options, onProgress }) : null;
    for (const source of new Set(annotations.map((one) => one.source))) describe(source);
    for (const source of predictions ? listedLosses(predictions) : []) describe(source);
    for (const ask of predictions?.asks ?? []) process.stderr.write(`${describeAsk(ask)}\n`);
    requireAnswers(predictions);
    return { annotations, predictions };
  });
}

/** @throws {NothingUsableError} if not one answer of a file could be used */
function requireAnswers(predictions: ImportedPredictions | null): void {
  for (const source of predictions?.sources ?? [])
    if (source.kind === 'answers' && source.rowsUsed === 0)
      throw new NothingUsableError(
        `${source.name}: none of its ${count(source.rowsRead, 'row')} could be used: ${count(source.rowsFailed, 'answer')} not understood, ` +
          `${count(source.rowsUnmatched, 'id')} that no text has. If its answers are other words for the labels, say with --labels which.`,
      );
}

/** How many of the rows that were read are left out, in words. */
export function leftOut(rows: number): string {
  return rows === 0 ? 'none of them left out' : `${rows.toLocaleString('en')} of them left out`;
}

/** Says on standard error what was read of a file and what was left out. */
export function describe(source: FileAccount | SourceFile): void {
  const { name, layout, rowsRead, skipped } = source;
  const left = 'kind' in source ? rowsLeftOut(source) : skipped.length;
  const lines = [
    `${name}: ${layout}, ${count(rowsRead, 'row')} read, ${leftOut(left)}`,
    ...skipped
      .slice(0, ROWS_NAMED)
      .map(({ line, reason }) => (line > 0 ? `  line ${line}: ${reason}` : `  ${reason}`)),
  ];
  const more = left - ROWS_NAMED;
  if (more > 0) lines.push(`  and ${more.toLocaleString('en')} more`);
  process.stderr.write(`${lines.join('\n')}\n`);
}
