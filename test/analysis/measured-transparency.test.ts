import { beforeAll, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import type { ModelReport, Report } from '../../src/analysis/report.ts';
import { withMeasuredTransparency } from '../../src/analysis/transparency/measured-transparency.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { readProject, withoutTexts, writeProject } from '../../src/project-files/project-file.ts';
import { CASES } from '../reference/case.ts';
import { FEW_DRAWS } from './few-draws.ts';

const [{ dataset, models }] = CASES;

async function textless(from: Dataset): Promise<Dataset> {
  return { ...from, texts: await itemTextHashes(from), withoutText: new Uint8Array(from.ids.length).fill(1) };
}

/** Draws of the gradient, which is compared; of nothing else. */
const settings = { ...FEW_DRAWS, resamples: 50, permutations: 200 };

async function report(of: Dataset): Promise<Report> {
  return await analyse(of, models, settings);
}

/** Of the data set with its texts. */
let whole: Report;
beforeAll(async () => {
  whole = await report(dataset);
});

function wordsOf({ categories = [] }: ModelReport) {
  return categories.map(({ label, transparency, coverage, precision, ownName }) => ({
    label,
    transparency,
    coverage,
    precision,
    ownName,
  }));
}

it('gives without the texts what they gave: each category’s figures and the gradient, but no marker', async () => {
  const [model] = whole.questions[0].models;
  expect(model.categories!.some(({ markers }) => markers!.length > 0)).toBe(true);

  const bare = await textless(withMeasuredTransparency(dataset));
  const { predictions, outputs } = { predictions: [], outputs: [] };
  const file = await writeProject(await withoutTexts({ dataset: bare, predictions, outputs }));
  const again = await report((await readProject('x.dissensus', file)).dataset);
  const [withoutThem] = again.questions[0].models;
  expect(wordsOf(withoutThem)).toEqual(wordsOf(model));
  expect(withoutThem.categories!.every(({ markers }) => markers!.length === 0)).toBe(true);
  expect(again.gradients).toEqual(whole.gradients);
  expect(whole.gradients![0].points.length).toBeGreaterThan(0);
});

it('says that the texts are not here where nobody measured', async () => {
  const { questions } = await report(await textless(dataset));
  const [model] = questions[0].models;
  expect(model.categories!.every(({ transparency }) => transparency === null)).toBe(true);
  expect(Object.values(model.reasons)).toContain('The texts are not here.');
});

it('is measured anew where a text is here', async () => {
  const [annotated] = dataset.questions;
  const nonsense = { transparency: 0.123, coverage: 0, precision: 0, ownName: null };
  const transparency = annotated.question.labels.map(() => nonsense);
  const told = { ...dataset, questions: [{ ...annotated, transparency }, ...dataset.questions.slice(1)] };
  expect((await report(told)).gradients).toEqual(whole.gradients);
});
