import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageModels } from '../../page-models.ts';
import { nightly } from '../nightly.ts';
import { NO_PAGE_MODEL } from './page-model-files.ts';
import { showModels } from './show-models.ts';
import { visit, type Visit } from './visit.ts';

const NAME = 'SmolLM2-135M-Instruct';
const TEXT = 'We buried my little brother this morning.';
const RUN = 120_000;
/** What Chromium writes of a file that is asked for without a network and not kept. */
const OUT_OF_REACH = 'Failed to load resource: net::ERR_FAILED';
/**
 * At night. By day it is asked for samples of all labels that apply, by llama.cpp, and for label likelihoods without a network, by ONNX
 * Runtime; free samples and percentages are asked of it by day in gguf.test.ts, outside a project.
 */
const WAYS = nightly ? ['Label likelihood', 'Samples', 'Percentages'] : [];

describe.skipIf(NO_PAGE_MODEL)('the page’s own language model', () => {
  let site: Visit;
  let folder: string;
  let project: string;

  beforeAll(async () => {
    site = await visit({ serviceWorkers: true });
    folder = await mkdtemp(join(tmpdir(), 'dissensus-gguf-'));
  });
  afterAll(async () => {
    expect(site.watch.foreignRequests()).toEqual([]);
    await site.end();
    await rm(folder, { recursive: true, force: true });
  });

  const requested = () => site.server.requests.filter((request) => request.includes('.gguf.part-')).length;
  const keptParts = () =>
    site.page.evaluate(async () => {
      const keys = await (await caches.open('dissensus:models')).keys();
      return keys.filter(({ url }) => url.includes('.gguf.part-')).length;
    });

  /** The model among those of the project that is open. */
  async function shownModel(): Promise<Locator> {
    return await showModels(site.page, site.page.getByRole('radio', { name: new RegExp(NAME) }));
  }

  it(
    'is fetched only when it is asked for, in parts, and goes on after a reload',
    async () => {
      const { page } = site;
      // With llama.cpp and ONNX Runtime, which it is asked by.
      const load = page.getByRole('button', { name: `Load 123 MB of ${NAME} from this page` });
      await load.waitFor({ timeout: RUN });
      await page.getByText('98.4 MB and 24.5 MB of engine, from this page.').waitFor();
      expect(requested()).toBe(0);
      // Nor is it among what "Keep everything for use offline" fetches, and llama.cpp only once it was used.
      const listed = await page.evaluate(async () => await (await fetch('offline-files.json')).text());
      expect(listed).not.toContain('.gguf');
      expect(listed).toMatch(/wllama-[^"]+\.wasm","bytes":\d+,"sha256":"\w+","onUse":true/);
      // The sixth of twelve parts does not come.
      await page.route(/\.gguf\.part-005$/, () => undefined);
      await load.click();
      await page.getByRole('region', { name: `Loading ${NAME}` }).waitFor();
      // The smallest part, the last, comes first.
      await expect.poll(keptParts).toBe(6);
      await page.reload();
      await page.unroute(/\.gguf\.part-005$/);
      const before = requested();
      await page.getByRole('button', { name: /^Load the other [\d.]+ MB of/ }).click();
      await page.getByText('Kept in this browser; it works without a network.').waitFor({ timeout: RUN });
      expect(requested() - before).toBe(12 - 6);
    },
    RUN,
  );

  it(
    'answers about a sentence on the first screen without a network, though it has never been asked with one',
    async () => {
      const { page, server } = site;
      // What is kept already is no longer offered to be kept.
      const listed = await page.evaluate(async () => await (await fetch('offline-files.json')).json());
      const left = (listed as { path: string; bytes: number; onUse?: true }[])
        .filter(({ path, onUse }) => !onUse && !path.startsWith('assets/ort-wasm-'))
        .reduce((sum, { bytes }) => sum + bytes, 0);
      await page
        .getByRole('button', { name: `Keep everything for use offline (${(left / 1e6).toFixed(1)} MB)` })
        .waitFor();
      expect(site.errors).toEqual([]);
      await server.stop();
      await page.getByRole('textbox', { name: 'Try a sentence' }).fill(TEXT);
      await page.getByRole('button', { name: `Ask ${NAME} about this sentence` }).click();
      const answer = page
        .getByText(/By label likelihood, what it says of empty texts taken off/)
        .locator('..');
      await answer.waitFor({ timeout: RUN });
      expect(await answer.textContent()).toMatch(/(grief|sadness|remorse)\s+\d+%/);
    },
    RUN,
  );

  it(
    'is asked about texts of one’s own in each way, without a network too',
    async () => {
      const { page } = site;
      // One question of two labels: it is asked nothing else.
      const rows = ['text,rater,mood', `${TEXT},ann,sad`, `${TEXT},bob,sad`, 'She said yes!,ann,happy'];
      const buffer = Buffer.from(rows.join('\n'));
      await page
        .getByLabel('Files to open')
        .setInputFiles({ name: 'moods.csv', mimeType: 'text/csv', buffer });
      await (await shownModel()).check();
      project = page.url();
      for (const way of WAYS) {
        await page.getByRole('radio', { name: way, exact: true }).check();
        if (way === 'Samples') await page.getByLabel('Answers to each text').fill('2');
        // Free samples come from ONNX Runtime, what a grammar keeps to the labels from llama.cpp; free percentages ramble on for a minute.
        if (way === 'Percentages') await page.getByLabel(/by a grammar/).check();
        await page.getByRole('button', { name: /^Annotate/ }).click();
        await page.getByText(/2 different texts annotated/).waitFor({ timeout: RUN });
      }
      // By a grammar: freely this model goes on to the last of 200 tokens.
      await page.getByRole('radio', { name: 'Samples', exact: true }).check();
      await page.getByLabel('Answers to each text').fill('1');
      await page.getByLabel(/by a grammar/).check();
      await page.getByLabel(/ask for all labels that apply/).check();
      await page.getByText('Prompt for mood (').waitFor();
      await page.getByRole('button', { name: /^Annotate/ }).click();
      await page.getByText(/2 different texts annotated/).waitFor({ timeout: RUN });
      await page.getByText(/Every one of 2 answers could be read/).waitFor();
      expect(site.errors.filter((error) => error !== OUT_OF_REACH)).toEqual([]);
    },
    3 * RUN,
  );

  it(
    'works without a network where the page is loaded again',
    async () => {
      const { page, server } = site;
      await page.goto(server.url);
      await page.goto(project);
      await (await shownModel()).check();
      await page.getByRole('radio', { name: 'Label likelihood', exact: true }).check();
      await page.getByLabel('take off what the model says of empty texts').check();
      await page.getByRole('button', { name: /^Annotate/ }).click();
      await page.getByText(/2 different texts annotated/).waitFor({ timeout: RUN });
    },
    RUN,
  );

  it(
    'is deleted with all that was kept of it; a GGUF file from a disk says what it is before it is copied',
    async () => {
      const { page } = site;
      await page.goto(project);
      await shownModel();
      await page.getByRole('button', { name: 'Add a model…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add a model' });
      await dialog.getByRole('button', { name: `Delete ${NAME} Q4_1` }).click();
      await dialog.getByRole('button', { name: `Load 98.4 MB of ${NAME} from this page` }).waitFor();
      expect(await keptParts()).toBe(0);

      const [{ folder: held, model }] = pageModels();
      const file = join(folder, 'smol.gguf');
      const parts = await Promise.all(
        model.files.map(({ path }) => readFile(resolve(import.meta.dirname, '../../public', held, path))),
      );
      await writeFile(file, Buffer.concat(parts));
      await dialog.getByLabel('GGUF file of a model').setInputFiles(file);
      const found = dialog.getByRole('article', { name: 'Found in the file' });
      await found.getByText('llama, 135 million parameters').waitFor();
      for (const said of ['Q4_1, 98.4 MB', 'apache-2.0', '8,192 tokens', 'yes'])
        expect(await found.textContent()).toContain(said);
      await found.getByRole('button', { name: /^Copy 98\.4 MB into this browser/ }).click();
      await page
        .getByText(/from a file on this machine, licence apache-2\.0; GGUF, Q4_1/)
        .waitFor({ timeout: RUN });
    },
    RUN,
  );
});
