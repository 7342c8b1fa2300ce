import type { MappedFile } from '../../readers/read-files.ts';
import type { PredictionAnswers } from '../../jobs/reading.ts';

/**
 * The files of a project, as long as this tab is not reloaded: a page cannot read a file again that a person chose before.
 * What they hold is not kept twice.
 */
export interface OpenedFiles {
  readonly files: readonly File[];
  readonly predictionFiles: readonly File[];
  /** As the files were read. */
  readonly mappings: readonly MappedFile[];
  readonly answers: PredictionAnswers;
}

const opened = new Map<number, OpenedFiles>();

export function rememberFiles(project: number, files: OpenedFiles): void {
  opened.set(project, files);
}

export function openedFiles(project: number): OpenedFiles | undefined {
  return opened.get(project);
}

/** The project is gone for good. */
export function forgetFiles(project: number): void {
  opened.delete(project);
}
