import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { openView, untilAnalysed, viewNames } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

/** About 60 characters without a place to break, as a model's path may have. */
const MODELS = ['a', 'b'].map(
  (one) => `${one}-organisationwithoutaspace_modelwithaverylongname_instruct_q4_k_m`,
);
const LABELS = [
  'contentednessaboutthewholeday',
  'disappointmentwithoneselfalone',
  'neitheroneortheotherofthetwo',
];
const TEXTS = 24;

let site: Visit;
beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.end());

it('no view of a project with long names of models and labels is wider than a phone', async () => {
  const { page } = site;
  page.setDefaultTimeout(60_000);
  const places = Array.from({ length: TEXTS }, (_, at) => at);
  const people = csvFile('study_of_a_very_long_name_without_any_break_at_all_in_it.csv', [
    'id,text,rater,feeling',
    ...places.flatMap((at) =>
      ['ann', 'ben', 'cai'].map(
        (rater, who) => `t${at},"Sentence number ${at} of a day.",${rater},${LABELS[(at * (who + 1)) % 3]}`,
      ),
    ),
  ]);
  const answers = MODELS.map((name, model) =>
    csvFile(`${name}.csv`, [
      `id,${LABELS.join(',')}`,
      ...places.map(
        (at) => `t${at},${LABELS.map((_, label) => (label === (at + model) % 3 ? 0.8 : 0.1)).join(',')}`,
      ),
    ]),
  );
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByLabel('Files to open').setInputFiles([people, ...answers]);
  await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
  await untilAnalysed(page);
  const tooWide: string[] = [];
  const measure = async (what: string) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) tooWide.push(`${what} is ${over} pixels too wide`);
  };
  for (const view of await viewNames(page)) {
    await openView(page, view);
    await measure(view);
  }
  await page.getByRole('heading', { name: 'Models and texts' }).click();
  await measure('Models and texts');
  await page.getByRole('link', { name: 'All projects' }).click();
  await page.getByRole('heading', { name: 'In this browser' }).waitFor();
  await measure('the list of projects');
  expect(tooWide).toEqual([]);
  expect(site.errors).toEqual([]);
}, 200_000);
