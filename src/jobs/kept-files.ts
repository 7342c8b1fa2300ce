import type { SourceFile } from '../judgments/source-file.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { mappedColumns, type Mapping } from '../readers/annotated/mapping.ts';
import type { MappedFile } from '../readers/read-files.ts';
import type { ReadingAsk } from '../readers/reading-ask.ts';
import { sha256 } from '../readers/same-files.ts';
import type { KeptFile } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { StorageError } from '../store/storage-errors.ts';
import { isIn } from './part-of-file.ts';
import type { PredictionAnswers } from './reading.ts';

/** The files of a project as they were opened, and how they were read. */
export interface OpenedFiles extends FilesReading {
  readonly files: readonly File[];
  /** Files that were said to hold models' answers. */
  readonly predictionFiles: readonly File[];
  /** How often the project had been changed when they were looked up; absent where a person chose them. */
  readonly changes?: number;
}

interface FilesReading {
  /** How each file of annotated texts was read. */
  readonly mappings: readonly MappedFile[];
  /** Of these, what a person said. */
  readonly said: readonly Mapping[];
  readonly answers: PredictionAnswers;
  /** Names of files in archives that were removed from the project. */
  readonly leaveOut: readonly string[];
  /** What was taken and {@link isChangeable}; absent in what was kept before there was such. */
  readonly asks?: readonly ReadingAsk[];
}

/** The files of a project; `null` where they are not kept, and a person must choose them again. */
export async function openedFiles(
  { parts }: Pick<Store, 'parts'>,
  project: number,
): Promise<OpenedFiles | null> {
  // First: what is changed between the two is then taken for a change.
  const changes = await parts.changes(project);
  const kept = await parts.files(project);
  if (kept === null) return null;
  const { files, predictionFiles, reading } = kept;
  const again = ({ name, blob }: KeptFile) => new File([blob], name);
  return {
    ...(reading as FilesReading),
    files: files.map(again),
    predictionFiles: predictionFiles.map(again),
    changes,
  };
}

/** Keeps the files that a project was read from; where there is no room for them, they are to be chosen again. */
export async function rememberFiles(
  { parts }: Pick<Store, 'parts'>,
  project: number,
  { files, predictionFiles, changes: _, ...reading }: OpenedFiles,
): Promise<void> {
  const kept = (file: File): KeptFile => ({ name: file.name, blob: file });
  const all = { files: files.map(kept), predictionFiles: predictionFiles.map(kept), reading };
  try {
    await parts.keepFiles(project, all);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    // What is kept of an earlier reading is no longer what the project was read from.
    await parts.keepFiles(project, null);
  }
}

/** Whether what was taken of a file is shown with the project: the dates of plain text, answers that are none of people's labels, and texts that only a model has. */
export function isChangeable({ choices, words }: ReadingAsk): boolean {
  return (
    words !== undefined || choices.some(({ answers }) => (answers?.dates ?? answers?.newTexts) !== undefined)
  );
}

/**
 * What is to be read again for a project to be without one of its files.
 * @param sources all files that the project was read from
 */
export async function withoutFile(
  opened: OpenedFiles,
  source: SourceFile,
  sources: readonly SourceFile[],
): Promise<OpenedFiles> {
  const holder = await holderOf(source, [...opened.files, ...opened.predictionFiles]);
  const isHolder = (file: File) => file === holder;
  const inside = sources.filter((other) => other !== source && other.name.startsWith(`${holder?.name}/`));
  const mappings = opened.mappings.filter(({ file }) => file !== source.name);
  return {
    ...opened,
    mappings,
    // What was said of the file that goes would be said of none.
    said: opened.said.filter((one) => mappings.some((other) => isSaidOf(one, other))),
    ...(inside.length > 0
      ? { leaveOut: [...opened.leaveOut, source.name] }
      : {
          files: opened.files.filter((file) => !isHolder(file)),
          predictionFiles: opened.predictionFiles.filter((file) => !isHolder(file)),
        }),
  };
}

/** The file that was opened and is, or holds, one that was read; of two with its name the one with its content. */
async function holderOf({ name, sha256: hash }: SourceFile, files: readonly File[]): Promise<File | null> {
  const named = files.filter((file) => isIn(name, file.name));
  if (named.length < 2) return named[0] ?? null;
  for (const file of named) if ((await sha256(file)) === hash) return file;
  return named[0];
}

/** Whether what a person said of columns is how a file was read. */
export function isSaidOf(said: Mapping, { columns, mapping }: MappedFile): boolean {
  return said.schema === undefined
    ? mappedColumns(said).every((column) => columns.includes(column))
    : said.schema === mapping.schema;
}

/**
 * Whether a file can be taken out of a project with the answers that are from it alone, and nothing else is to be read again.
 * @param predictions what the project's files brought
 */
export function goesAlone(
  source: SourceFile,
  sources: readonly SourceFile[],
  predictions: readonly Predictions[],
): boolean {
  return (
    source.kind === 'answers' &&
    sources.every((other) => other === source || other.sha256 !== source.sha256) &&
    predictions.every((one) => !isFrom(one, source) || !one.annotator.revision.includes('+'))
  );
}

/** Whether a model's answers were read from a file of predictions, be it among others. */
export function isFrom({ annotator }: Predictions, { sha256: hash }: SourceFile): boolean {
  const { method, revision } = annotator;
  return method.name === 'imported' && revision.split('+').includes(hash.slice(0, 16));
}
