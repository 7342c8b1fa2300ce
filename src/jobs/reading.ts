import type { Whose } from '../readers/annotated/whose-answers.ts';
import type { DatesAre } from '../readers/line-dates.ts';
import type { Mapping } from '../readers/annotated/mapping.ts';
import type { SaidNewTexts } from '../readers/predictions/new-texts.ts';
import type { PredictionOptions } from '../readers/predictions/model-predictions.ts';
import { readingDifficulty, type ReadingDifficulty } from '../readers/reading-difficulty.ts';
import type { AddingPreview } from './adding-preview.ts';
import type { NamedBlob } from '../readers/named-blob.ts';

/** Files to be read, and what a person has said of them. */
export interface ReadRequest {
  /** People's answers and texts, and what was recognised as anything else beside them. */
  readonly files: readonly File[];
  /** Files that are said to hold models' predictions. */
  readonly predictionFiles: readonly File[];
  readonly mappings: readonly Mapping[];
  readonly answers: PredictionAnswers;
  /** The project whose place the reading takes, or `null` for a new one. */
  readonly replaces: number | null;
  /** How often that project had been changed when its files were looked up; absent: at the beginning of the reading. */
  readonly asOf?: number;
  /** How many of the files, the last ones, are added to those of that project; absent: none. */
  readonly added?: number;
  /** Names of files in archives that are not read; absent: all are. */
  readonly leaveOut?: readonly string[];
}

/** What a person has said of the models' predictions, and of files that may be read in two ways. */
export interface PredictionAnswers extends Pick<
  PredictionOptions,
  'question' | 'labels' | 'scores' | 'lists' | 'join'
> {
  /** Of files that may be people's as well. */
  readonly whose?: Whose;
  /** Of the dates that the lines of plain text begin with, by the file's name. */
  readonly dates?: Readonly<Record<string, DatesAre>>;
  /** Of texts that only a model's file has. */
  readonly newTexts?: SaidNewTexts;
  /** Of files that have no text and no label in common. */
  readonly studies?: 'one';
}

/** What a reading without any words of a person is asked for. */
export function requestFor(files: readonly File[]): ReadRequest {
  return { files, predictionFiles: [], mappings: [], answers: {}, replaces: null };
}

export type ReadResult = Kept | ReadingDifficulty;

/** What was read and is now in the store. */
export interface Kept {
  readonly kind: 'kept';
  readonly project: number;
}

export function kept(project: number): Kept {
  return { kind: 'kept', project };
}

/**
 * Shows what adding would come to, and waits until a person agrees; who does not ends the worker.
 * @returns whether the added files take the place of those in `earlier`, or in `alike`
 */
export type OnPreview = (preview: AddingPreview) => Promise<boolean>;

/** Later words of a person beside earlier ones. */
export function mergedAnswers(before: PredictionAnswers, after: PredictionAnswers): PredictionAnswers {
  const labels = { ...before.labels, ...after.labels };
  const dates = { ...before.dates, ...after.dates };
  const whose = { ...before.whose, ...after.whose };
  const newTexts = { ...before.newTexts, ...after.newTexts };
  return {
    ...before,
    ...after,
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(Object.keys(whose).length > 0 ? { whose } : {}),
    ...(Object.keys(dates).length > 0 ? { dates } : {}),
    ...(Object.keys(newTexts).length > 0 ? { newTexts } : {}),
  };
}

/** Errors that a person can mend by saying more come back as a result, with their fields. */
export async function orDifficulty(work: () => Promise<Kept>): Promise<ReadResult> {
  try {
    return await work();
  } catch (error) {
    const difficulty = readingDifficulty(error);
    if (difficulty === null) throw error;
    return difficulty;
  }
}

/** Files as the readers take them. */
export function named(files: readonly File[]): NamedBlob[] {
  return files.map((blob) => ({ name: blob.name, blob }));
}
