import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { readFiles } from '../../src/readers/read-files.ts';

/** The official splits that no model of ours was trained on, as the page's own readers give them. */
export interface OfficialSplits {
  readonly goEmotions: { readonly dev: Dataset; readonly test: Dataset };
  readonly emoBank: Dataset;
  /** EmoBank's split of each item, and its mean ratings (valence, arousal, dominance; readers and writers pooled). */
  readonly emoBankRows: ReadonlyMap<string, { readonly split: string; readonly means: readonly number[] }>;
}

/**
 * Reads `goemotions/{dev,test}.tsv` and EmoBank's texts and reader ratings from a folder of data sets.
 * @throws {UnreadableFileError} if a file is not what it should be
 */
export async function readOfficialSplits(folder: string): Promise<OfficialSplits> {
  const goEmotions = (split: string) => read([join(folder, 'goemotions', `${split}.tsv`)]);
  const bank = join(folder, 'emobank', 'emobank.csv');
  return {
    goEmotions: { dev: await goEmotions('dev'), test: await goEmotions('test') },
    emoBank: await read([bank, join(folder, 'emobank', 'individual_reader_ratings.csv')]),
    emoBankRows: await bankRows(bank),
  };
}

async function read(paths: readonly string[]): Promise<Dataset> {
  const files = await Promise.all(paths.map(named));
  const { dataset } = await readFiles(files);
  if (!dataset) throw new TypeError(`${paths.join(', ')} hold no data set.`);
  return dataset;
}

async function named(path: string) {
  return { name: basename(path), blob: await openAsBlob(path) };
}

async function bankRows(path: string): Promise<OfficialSplits['emoBankRows']> {
  const rows = parse<Record<'id' | 'split' | 'V' | 'A' | 'D', string>>(await readFile(path), {
    columns: true,
  });
  return new Map(rows.map(({ id, split, V, A, D }) => [id, { split, means: [V, A, D].map(Number) }]));
}
