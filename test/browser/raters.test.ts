import type { Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nightly } from '../nightly.ts';
import { addRandomClassifier, RANDOM } from './add-model.ts';
import { holdRun } from './held-run.ts';
import { raterFile, textFile } from './rater-file.ts';
import { forget, visit, type Visit } from './visit.ts';

/** So many that several workers share them, and that some are left when a run is held: 250 of them are kept at once. */
const RATED = nightly ? 1200 : 320;
/** So many of them at least are kept when it is cut off. */
const CUT_OFF = 64;
/** Of these raters gave labels: figures of them all would take minutes beside other tests. */
const LABELLED = nightly ? RATED : 30;
/** As many, where a run is held. */
const TEXTS = RATED;
/** So few that one worker does them all. */
const FEW = nightly ? TEXTS : 290;
/** So many that a run that is let go has more to do than what it was about to keep. */
const MORE = nightly ? TEXTS : 560;

/** The smallest classifier that ships: several workers run it, and it takes longer than what it answers takes to be kept. */
const SHIPPED = 'roberta-emotion';

/** Beside other tests on a slow machine everything takes minutes; what hangs is found all the same. */
const PATIENCE = 200_000;
const RUN = 3 * PATIENCE;

let site: Visit;
beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.end());

describe('a file with every rater’s vote', () => {
  it(
    'gives the same figures whether the run was cut off by a reload or not',
    async () => {
      await openRaters(site.page);
      await addRandomClassifier(site.page);
      const { kept } = await holdRun(site.page, CUT_OFF, () => annotate(site.page));
      expect(kept).toBeLessThan(RATED);
      await site.page.reload();
      await goesOnFrom(site.page, kept);
      const resumed = await figures(site.page);
      expect(site.watch.foreignRequests()).toEqual([]);
      expect(site.errors).toEqual([]);

      // In a browser that has nothing yet.
      await forget(site);
      await openRaters(site.page);
      await addRandomClassifier(site.page);
      await annotate(site.page);
      await finished(site.page);
      expect(await figures(site.page)).toEqual(resumed);
      expect(site.errors).toEqual([]);
    },
    RUN,
  );
});

/** Nobody judged these, so that nothing is computed beside the run. Each test has texts of its own, for outputs are kept. */
describe('a run over texts', () => {
  let first = RATED;
  let name: string;
  async function openTexts(page: Page, texts: number) {
    await page.goto(site.server.url);
    const file = textFile(texts, first);
    first += texts;
    name = `from-${first}.txt`;
    await page.getByLabel('Files to open').setInputFiles({ ...file, name });
    await page.getByRole('button', { name: `Annotate ${texts.toLocaleString('en')} texts` }).waitFor();
  }

  beforeAll(async () => {
    await forget(site);
    await openTexts(site.page, FEW);
    await addRandomClassifier(site.page);
  });

  it.each([
    ['annotating', FEW],
    ['parts of the annotation', TEXTS],
  ] as const)(
    'says what happened when its worker for %s is killed, and goes on from there',
    async (purpose, texts) => {
      await openTexts(site.page, texts);
      const run = await holdRun(site.page, CUT_OFF, () => annotate(site.page, SHIPPED));
      await killWorker(site.page, purpose);
      await run.letGo();
      const problem = site.page.getByRole('alert');
      await problem.waitFor();
      expect(await problem.textContent()).toContain(`The browser ended the worker for ${purpose}`);
      await problem.getByRole('button', { name: 'Try again' }).click();
      await goesOnFrom(site.page, run.kept);
    },
  );

  it('goes on when its project is left in the middle and opened again at once', async () => {
    await openTexts(site.page, MORE);
    const run = await holdRun(site.page, CUT_OFF, () => annotate(site.page));
    await site.page.getByRole('link', { name: 'All projects' }).click();
    await run.letGo();
    await site.page.getByRole('link', { name }).click();
    await goesOnFrom(site.page, run.kept);
    expect(site.errors).toEqual([]);
  });

  it('can be cancelled and gone on with', async () => {
    await openTexts(site.page, MORE);
    const run = await holdRun(site.page, CUT_OFF, () => annotate(site.page));
    await site.page.getByRole('button', { name: 'Cancel' }).click();
    await run.letGo();
    await site.page.getByText(/Cancelled at .* What is finished is kept/).waitFor();
    await site.page.getByRole('button', { name: 'Go on' }).click();
    await goesOnFrom(site.page, run.kept);
  });

  it('is seen in another tab, which starts no second one and has the figures in the end', async () => {
    await openTexts(site.page, TEXTS);
    const second = await site.context.newPage();
    await second.goto(site.page.url());
    await second.getByRole('button', { name: /^Annotate/ }).waitFor();
    // It has to be at work still when all has been looked at; a held run would keep the second tab waiting too.
    const hasten = slowDown(site.page, 'parts of the annotation');
    await annotate(site.page, SHIPPED);
    const seen = second.getByRole('progressbar', { name: `Another tab is annotating with ${SHIPPED}` });
    await expect
      .poll(() => seen.getAttribute('value').then(Number), { timeout: 30_000, interval: 30 })
      .toBeGreaterThan(1);
    expect(await second.getByRole('button', { name: /^(Annotate|Go on)/ }).count()).toBe(0);
    // One that is opened in the middle of it sees it too, and so does the list of projects.
    await second.reload();
    await seen.waitFor();
    await second.getByRole('link', { name: 'All projects' }).click();
    await second.getByText('being annotated in another tab').first().waitFor();
    await second.goBack();
    await seen.waitFor();
    await hasten();
    await finished(site.page);
    await second.getByText('1 model has answered').waitFor();
    await second.getByRole('img', { name: /^Label by label/ }).waitFor();
    await seen.waitFor({ state: 'detached' });
    expect(site.errors).toEqual([]);
  });
});

async function openRaters(page: Page) {
  await page.getByLabel('Files to open').setInputFiles(raterFile(RATED, LABELLED));
  await page.getByText(`${(3 * LABELLED).toLocaleString('en')} votes on emotion`).waitFor();
}

/** Ends one of the page's workers as the browser does when memory runs short: nobody is told. */
async function killWorker(page: Page, name: string) {
  // ONNX Runtime's threads are workers too, and too busy to answer; ours are the ones started from a blob.
  for (const worker of page.workers().filter((one) => one.url().startsWith('blob:'))) {
    if ((await worker.evaluate(() => self.name)) !== name) continue;
    await worker.evaluate(() => self.close());
    return;
  }
  throw new Error(`No worker is there for ${name}.`);
}

/** Has workers of a name rest most of the time that the page starts from now on, until the function that it gives is called. */
function slowDown(page: Page, name: string): () => Promise<void> {
  const timers = new Map<Worker, Promise<number | null>>();
  const slow = (worker: Worker) => {
    const timer = worker.evaluate((name) => {
      if (self.name !== name) return null;
      const cell = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
      return Number(setInterval(() => Atomics.wait(cell, 0, 0, 950), 1000));
    }, name);
    timers.set(
      worker,
      timer.catch(() => null),
    );
  };
  page.on('worker', slow);
  return async () => {
    page.off('worker', slow);
    const slowed = await Promise.all(
      [...timers].map(async ([worker, timer]) => [worker, await timer] as const),
    );
    const resting = slowed.filter(([, timer]) => timer !== null);
    expect(resting.length).toBeGreaterThan(0);
    await Promise.all(
      resting.map(([worker, timer]) => worker.evaluate((timer) => clearInterval(timer!), timer)),
    );
  };
}

async function annotate(page: Page, model = RANDOM) {
  await page.getByRole('radio', { name: new RegExp(`^${model}`) }).check();
  await page.getByRole('button', { name: /^Annotate [\d,]+ texts/ }).click();
}

/** That a run comes to its end and computed nothing again of what had been kept. */
async function goesOnFrom(page: Page, kept: number) {
  const outcome = page.getByText(/different texts annotated/);
  await outcome.waitFor({ timeout: PATIENCE });
  const before = /([\d,]+) of them before/.exec((await outcome.textContent())!);
  expect(Number(before?.[1].replace(',', ''))).toBeGreaterThanOrEqual(kept);
}

async function finished(page: Page) {
  await page.getByText(/different texts annotated/).waitFor({ timeout: PATIENCE });
  const chart = page.getByRole('img', { name: /^(How far the model is from people|Label by label)/ });
  await chart.first().waitFor({ timeout: PATIENCE });
  await expect.poll(() => page.getByText(/so far; the figures are about those/).count()).toBe(0);
}

/** Every figure that the charts state, as a screen reader hears them. */
async function figures(page: Page): Promise<string[]> {
  // The last of them come when all are computed.
  await page.getByText(/figures are being computed/).waitFor({ state: 'hidden', timeout: PATIENCE });
  const charts = await page.getByRole('img').all();
  return Promise.all(charts.map(async (chart) => (await chart.getAttribute('aria-label')) ?? ''));
}
