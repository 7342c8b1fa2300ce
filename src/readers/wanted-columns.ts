import type { AnnotatedTexts } from './annotated/annotated-texts.ts';
import { isMappingFor } from './annotated/file-reading.ts';
import { mappedColumns, type Mapping } from './annotated/mapping.ts';
import { isSaidOf, saidLayout, type SaidReading } from './annotated/said-reading.ts';
import type { FileHead } from './tables/file-head.ts';
import type { OpenFile } from './tables/open-file.ts';
import { excerpt, UnreadableFileError } from './unreadable-file.ts';

/** A table's columns in words, the first twelve by name. */
export function foundColumns({ columns }: FileHead): string {
  const cells = columns.slice(0, 12).map((cell) => `"${excerpt(cell, 40)}"`);
  const more = columns.length - cells.length;
  return `a table with the columns ${more > 0 ? `${cells.join(', ')} and ${more} more` : cells.join(', ')}`;
}

/** @throws UnreadableFileError if no file has the columns that were named */
export function requireNamed(said: SaidReading, files: readonly OpenFile[]): void {
  if (files.length === 0 || files.some(({ head }) => isSaidOf(said, head))) return;
  const { file, columns } = files[0].head;
  const named = [said.text, said.id, said.rater, ...(said.label ?? [])].filter((name) => name !== undefined);
  const missing = named.filter((name) => !columns.includes(name)).map((name) => `"${name}"`);
  throw new UnreadableFileError(
    file.name,
    `It has no column ${missing.join(', ')}. Found ${foundColumns(files[0].head)}.`,
  );
}

/** @throws UnreadableFileError if no file is read in the layout that was said: columns of answers are found in none */
export function requireLayout(
  said: SaidReading,
  files: readonly OpenFile[],
  annotated: AnnotatedTexts,
): void {
  const layout = saidLayout(said);
  if (layout === null || files.length === 0) return;
  if (files.some(({ head }) => annotated.mappingOf(head)?.layout === layout)) return;
  const { head } = files[0];
  throw new UnreadableFileError(
    head.file.name,
    `No columns of answers are found for the layout "${layout}". Name each with --label. Found ${foundColumns(head)}.`,
  );
}

/** @throws UnreadableFileError if no file has the columns that the mapping names */
export function requireColumns(mapping: Mapping, files: readonly OpenFile[]): void {
  if (files.length === 0 || files.some(({ head }) => isMappingFor(mapping, head))) return;
  if (mapping.schema !== undefined)
    throw new UnreadableFileError(
      files[0].head.file.name,
      `The choice of columns is for files of ${mapping.schema}, and this is none.`,
    );
  const { file, columns } = files[0].head;
  const missing = mappedColumns(mapping).filter((column) => !columns.includes(column));
  throw new UnreadableFileError(
    file.name,
    `It has no column ${missing.map((column) => `"${column}"`).join(', ')}, which the choice of columns names.`,
  );
}
