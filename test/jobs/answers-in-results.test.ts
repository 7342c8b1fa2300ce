import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { resultTable } from '../../src/jobs/result-table.ts';
import { annotatorKey } from '../../src/judgments/annotator.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { ItemTable } from '../../src/judgments/item-table.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import type { Question } from '../../src/judgments/question.ts';
import { readAll } from '../../src/readers/read-all.ts';
import { writeTable } from '../../src/writers/write-table.ts';
import { diary, diaryModels } from '../readers/benchmarks/diary.ts';

const CHOICE = { withTexts: true, calibrated: false };
const dataset = diary(40);
/** Of every four items the last was not answered; the first two of these were not asked about, the others failed. */
const models = diaryModels(dataset, 4).map(({ predictions }) => ({
  ...predictions,
  missing: predictions.answered.map((answered, item) => Number(answered === 0 && item < 8)),
}));
function cells({ items, columns }: ItemTable, name: string): (string | number | null)[] {
  const found = columns.filter((one) => one.name === name);
  expect(found.length, name).toBe(1);
  return Array.from({ length: items }, (_, item) => found[0].at(item));
}

describe('a table of results', () => {
  it('says of every text and model whether it answered, failed or was not asked', () => {
    const table = resultTable(dataset, models, DEFAULT_SETTINGS, CHOICE);
    for (const question of ['mood', 'strength']) {
      const states = cells(table, `${question}, made by a test: answer`);
      expect(states.slice(0, 12)).toEqual(
        ['not asked', 'not asked', 'failed'].flatMap((last) => ['answered', 'answered', 'answered', last]),
      );
      const labels = cells(table, `${question}, made by a test: top label`);
      expect(labels.map((label) => label !== null)).toEqual(states.map((state) => state === 'answered'));
    }
  });

  it('says so of numbers, of questions that nobody was asked, and of a model that never answered', () => {
    const question: Question = {
      kind: 'continuous',
      id: 'ease',
      name: 'ease',
      labels: [],
      range: { lowest: 0, highest: 1 },
    };
    const numbers: Predictions = {
      annotator: { ...models[0].annotator, model: 'estimator', questions: [question] },
      question,
      answered: Uint8Array.of(1, 0, 0),
      missing: Uint8Array.of(0, 1, 0),
      distributions: new Float32Array(0),
      numbers: { start: Uint32Array.of(0, 1, 1, 1), values: Float64Array.of(0.5) },
    };
    const failed: Predictions = {
      annotator: { ...models[0].annotator, model: 'silent' },
      question: models[0].question,
      answered: new Uint8Array(3),
      distributions: new Float32Array(9),
    };
    const three: Dataset = { ...diary(3), questions: [] };
    const table = resultTable(three, [numbers, failed], DEFAULT_SETTINGS, CHOICE);
    expect(cells(table, 'ease, estimator: answer')).toEqual(['answered', 'not asked', 'failed']);
    expect(cells(table, 'ease, estimator: mean')).toEqual([0.5, null, null]);
    expect(cells(table, 'mood, silent: answer')).toEqual(['failed', 'failed', 'failed']);

    const judged = resultTable(diary(3), [failed], DEFAULT_SETTINGS, { ...CHOICE, calibrated: true });
    expect(cells(judged, 'mood, silent: answer')).toEqual(['failed', 'failed', 'failed']);
  });

  it('calls models as it is told', () => {
    const names = new Map([[annotatorKey(models[0].annotator), 'The model']]);
    const table = resultTable(dataset, models, DEFAULT_SETTINGS, { ...CHOICE, names });
    expect(cells(table, 'mood, The model: answer')[0]).toBe('answered');
  });

  it('is not taken for a file of answers', async () => {
    const table = resultTable(dataset, models, DEFAULT_SETTINGS, CHOICE);
    const written = { name: 'results.csv', blob: await writeTable('csv', table) };
    await expect(readAll([written], [])).rejects.toThrow(/a table of results that Dissensus wrote/);
  });
});
