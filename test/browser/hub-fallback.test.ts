import { afterAll, beforeAll, expect, it } from 'vitest';
import { addRandomClassifier } from './add-model.ts';
import { holdRun } from './held-run.ts';
import { loseGraphicsCard } from './lost-graphics-card.ts';
import { manyTexts } from './many-texts.ts';
import { visit, type Visit } from './visit.ts';

/** So many that some are left when the run is held. */
const TEXTS = 600;

let site: Visit;
beforeAll(async () => {
  site = await visit({ webgpu: true });
});
afterAll(() => site?.end());

it('a run whose graphics card is lost goes on on the processor, from the last kept text', async () => {
  const { page } = site;
  await page.getByLabel('Files to open').setInputFiles(manyTexts(TEXTS));
  await addRandomClassifier(page);
  await page.getByText(/the only graphics card is an imitation in software, which is slower/).waitFor();
  await page.getByLabel('Runs on').selectOption({ label: 'graphics card' });
  const start = page.getByRole('button', { name: `Annotate ${TEXTS} texts` });
  const run = await holdRun(page, 1, () => start.click());
  expect(run.kept).toBeLessThan(TEXTS);
  await loseGraphicsCard(page, run);
  const end = page.getByText(new RegExp(`${TEXTS} different texts annotated, [1-9]\\d* of them before`));
  await end.waitFor({ timeout: 120_000 });
  const [, before] = /(\d+) of them before/.exec((await end.textContent())!)!;
  expect(Number(before)).toBeGreaterThanOrEqual(run.kept);
  expect(site.watch.foreignRequests()).toEqual([]);
}, 400_000);
