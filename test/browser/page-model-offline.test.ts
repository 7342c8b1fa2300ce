import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { nightly } from '../nightly.ts';
import { NO_PAGE_MODEL } from './page-model-files.ts';
import { showModels } from './show-models.ts';
import { visit, type VisitOptions } from './visit.ts';

const NAME = 'SmolLM2-135M-Instruct';
const TEXT = 'We buried my little brother this morning.';
const RUN = 120_000;

async function withModel(
  options: VisitOptions,
  work: (page: Page, stop: () => Promise<void>) => Promise<void>,
) {
  const site = await visit(options);
  try {
    const { page, server } = site;
    await page.getByRole('button', { name: /^Load 1?\d\d(\.\d)? MB of/ }).click();
    await page.getByText(/Kept in this browser/).waitFor({ timeout: RUN });
    await work(page, () => server.stop());
    expect(site.watch.foreignRequests()).toEqual([]);
  } finally {
    await site.end();
  }
}

async function ask(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Try a sentence' }).fill(TEXT);
  await page.getByRole('button', { name: `Ask ${NAME} about this sentence` }).click();
}

function answer(page: Page): Locator {
  return page.getByText(/By label likelihood, what it says of empty texts taken off/);
}

/** A grammar keeps the answers to the labels, which ONNX Runtime cannot. */
async function annotateByLlamaCpp(page: Page): Promise<void> {
  const rows = ['text,rater,mood', `${TEXT},ann,sad`, 'She said yes!,ann,happy'];
  const buffer = Buffer.from(rows.join('\n'));
  await page.getByLabel('Files to open').setInputFiles({ name: 'moods.csv', mimeType: 'text/csv', buffer });
  await (await showModels(page, page.getByRole('radio', { name: new RegExp(NAME) }))).check();
  await page.getByRole('radio', { name: 'Samples', exact: true }).check();
  await page.getByLabel('Answers to each text').fill('1');
  await page.getByLabel(/by a grammar/).check();
  await page.getByRole('button', { name: /^Annotate/ }).click();
  await page.getByText(/2 different texts annotated/).waitFor({ timeout: RUN });
}

describe.skipIf(NO_PAGE_MODEL)('the page’s own language model, loaded on the first screen', () => {
  it(
    'works without a network though it has never been asked with one',
    async () => {
      await withModel({ serviceWorkers: true }, async (page, stop) => {
        await page.getByText('Kept in this browser; it works without a network.').waitFor();
        // What is kept already is no longer offered to be kept.
        const listed = await page.evaluate(async () => await (await fetch('offline-files.json')).json());
        const left = (listed as { path: string; bytes: number; onUse?: true }[])
          .filter(({ path, onUse }) => !onUse && !path.startsWith('assets/ort-wasm-'))
          .reduce((sum, { bytes }) => sum + bytes, 0);
        await page
          .getByRole('button', { name: `Keep everything for use offline (${(left / 1e6).toFixed(1)} MB)` })
          .waitFor();
        await stop();
        await ask(page);
        await answer(page).waitFor({ timeout: RUN });
        if (nightly) await annotateByLlamaCpp(page);
      });
    },
    3 * RUN,
  );

  it(
    'says that a file of the page did not come, and answers once it does, without a reload',
    async () => {
      await withModel({}, async (page) => {
        // Nothing is kept for use without a network here, and nothing else is said.
        expect(await page.getByText('it works without a network').count()).toBe(0);
        const engine = /\/ort-wasm-[^/]+\.mjs$/;
        await page.route(engine, (route) => route.abort());
        const region = page.getByRole('region', { name: `${NAME}, a language model` });
        const alert = region.getByRole('alert');
        await ask(page);
        await alert
          .getByText(`A file of this page that runs ${NAME} could not be fetched. Check the connection`)
          .waitFor({ timeout: RUN });
        expect(await alert.getByText(/Get the model again/).count()).toBe(0);
        await page.unroute(engine);
        await ask(page);
        await answer(page).waitFor({ timeout: RUN });
        expect(await alert.count()).toBe(0);
      });
    },
    3 * RUN,
  );
});
