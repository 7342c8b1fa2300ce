import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { f16round } from '@petamoriken/float16';
import { sha256 } from 'hash-wasm';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';

/** Where one model's answers stand: a table with the columns `id` and `response`. */
export interface ListedEmotions {
  /** In the folder of data sets. */
  readonly path: string;
  /** The model that answered. */
  readonly model: string;
}

/** Enough of a file's SHA-256 to tell it. */
const REVISION_DIGITS = 16;
const LABELS = emotionQuestion.labels;

/**
 * Reads greedy answers of a model that was asked for all emotions that apply: `{"emotions": ["joy", "love"]}`. Each label named has
 * an equal share. A name outside the list is left out, as the protocol of the paper has it; a list that was cut off counts as far
 * as it goes. An answer without a label failed.
 */
export async function readListedEmotions(
  folder: string,
  { path, model }: ListedEmotions,
  { ids }: Pick<Dataset, 'ids'>,
): Promise<Predictions> {
  const content = await readFile(join(folder, path));
  const rows = parse(content, { columns: true, bom: true }) as { id: string; response: string }[];
  const responses = new Map(rows.map(({ id, response }) => [id, response]));
  const answered = new Uint8Array(ids.length);
  const missing = new Uint8Array(ids.length);
  const distributions = new Float32Array(ids.length * LABELS.length);
  for (const [item, id] of ids.entries()) {
    const response = responses.get(id);
    const labels = response === undefined ? [] : listed(response);
    missing[item] = Number(response === undefined);
    answered[item] = Number(labels.length > 0);
    for (const label of labels) distributions[item * LABELS.length + label] = f16round(1 / labels.length);
  }
  return {
    annotator: {
      model,
      revision: (await sha256(content)).slice(0, REVISION_DIGITS),
      dtype: 'unknown',
      method: {
        name: 'imported',
        parameters: { from: 'one greedy answer', 'names outside the list': 'left out' },
      },
      questions: [emotionQuestion],
    },
    question: emotionQuestion,
    answered,
    missing,
    distributions,
  };
}

/** The labels that an answer names, each once. */
function listed(response: string): number[] {
  const list = response.slice(response.indexOf('['));
  const names = Array.from(list.matchAll(/"([^"]*)"/g), ([, name]) => name.trim().toLowerCase());
  return [...new Set(names)].map((name) => LABELS.indexOf(name)).filter((label) => label >= 0);
}
