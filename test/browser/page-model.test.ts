import { mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pageModels } from '../../page-models.ts';
import { NO_PAGE_MODEL } from './page-model-files.ts';
import { visit, type Visit } from './visit.ts';

const NAME = 'SmolLM2-135M-Instruct';
const RUN = 120_000;

describe.skipIf(NO_PAGE_MODEL)('the page’s own language model', () => {
  let site: Visit;
  let folder: string;
  let answered: string;

  beforeAll(async () => {
    site = await visit();
    folder = await mkdtemp(join(tmpdir(), 'dissensus-gguf-'));
  });
  afterAll(async () => {
    expect(site.watch.foreignRequests()).toEqual([]);
    await site.end();
    await rm(folder, { recursive: true, force: true });
  });

  const requested = () => site.server.requests.filter((request) => request.includes('.gguf.part-'));
  const offer = () =>
    site.page.getByRole('button', { name: new RegExp(`^Load .* of ${NAME} from this page$`) });

  async function askAbout(): Promise<string> {
    const { page } = site;
    await page.getByRole('button', { name: `Ask ${NAME} about this sentence` }).click();
    const answer = page.getByText(/By label likelihood, what it says of empty texts taken off/).locator('..');
    await answer.waitFor({ timeout: RUN });
    return (await answer.textContent())!.replace(/\s+/g, ' ');
  }

  it('is fetched only when it is asked for, in parts, and goes on after a reload', async () => {
    const { page } = site;
    await offer().waitFor();
    expect(requested()).toEqual([]);
    // The sixth of twelve parts does not come.
    await page.route(/\.gguf\.part-005$/, () => undefined);
    await offer().click();
    await page.getByRole('progressbar', { name: `Loading ${NAME}` }).waitFor();
    await expect.poll(() => requested().length).toBeGreaterThanOrEqual(5);
    await page.reload();
    await page.unroute(/\.gguf\.part-005$/);
    const rest = page.getByRole('button', { name: /^Load the other [\d.]+ MB of/ });
    await rest.waitFor();
    const before = requested().length;
    await rest.click();
    await page.getByText('Kept in this browser; it works without a network.').waitFor({ timeout: RUN });
    expect(requested().length - before).toBeLessThanOrEqual(12 - 5);
  });

  it(
    'answers about a sentence on the first screen',
    async () => {
      await site.page.getByLabel('Try a sentence').fill('We buried my little brother this morning.');
      answered = await askAbout();
      expect(answered).toMatch(/(grief|sadness|remorse) \d+%/);
    },
    RUN,
  );

  it(
    'is asked about texts of one’s own in each way',
    async () => {
      const { page } = site;
      await page.locator('#paste').fill('We buried my little brother this morning.');
      await page
        .getByRole('button', { name: /^(Open|Analyse|Read)/ })
        .first()
        .click();
      await page.getByRole('radio', { name: new RegExp(NAME) }).check();
      for (const way of ['Label likelihood', 'Samples', 'Percentages']) {
        await page.getByRole('radio', { name: way, exact: true }).check();
        if (way === 'Samples') {
          await page.getByLabel('Answers to each text').fill('2');
          await page.getByLabel(/only words of the labels, by a grammar/).check();
        }
        await page.getByRole('button', { name: /^Annotate/ }).click();
        await page.getByText(/1 text annotated/).waitFor({ timeout: RUN });
      }
    },
    RUN,
  );

  it(
    'works without a network',
    async () => {
      const { page } = site;
      await site.server.stop();
      await page.goto(site.server.url);
      await page.getByLabel('Try a sentence').fill('We buried my little brother this morning.');
      expect(await askAbout()).toBe(answered);
    },
    RUN,
  );
});
