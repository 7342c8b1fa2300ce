import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_PAGE_MODEL } from './page-model-files.ts';
import { visit } from './visit.ts';

const NAME = 'SmolLM2-135M-Instruct';
const TEXT = 'We buried my little brother this morning.';
const RUN = 120_000;

async function ask(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Try a sentence' }).fill(TEXT);
  await page.getByRole('button', { name: `Ask ${NAME} about this sentence` }).click();
}

function answer(page: Page): Locator {
  return page.getByText(/By label likelihood, what it says of empty texts taken off/);
}

describe.skipIf(NO_PAGE_MODEL)('the page’s own language model, loaded on the first screen', () => {
  it(
    'says that a file of the page did not come, and answers once it does, without a reload',
    async () => {
      const site = await visit();
      try {
        const { page } = site;
        await page.getByRole('button', { name: /^Load 1?\d\d(\.\d)? MB of/ }).click();
        await page.getByText(/Kept in this browser/).waitFor({ timeout: RUN });
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
        expect(site.watch.foreignRequests()).toEqual([]);
      } finally {
        await site.end();
      }
    },
    3 * RUN,
  );
});
