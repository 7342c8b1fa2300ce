import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askLabelLikelihood } from '../../src/annotators/language-model/ask-label-likelihood.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { languageModelFolders } from '../annotators/models.ts';
import { launchChromium } from './harness/chromium.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
// For the type of `globalThis.scoring`.
import type {} from './scoring-page/page.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = 'test/browser/scoring-page/index.html';
const TEXTS = ['Oh.', 'They cancelled the last train again, and nobody told us.'];

let site: string;
let server: StaticServer;
let watch: RequestWatch;
let browser: BrowserContext;
let tab: Page;

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'dissensus-scoring-page-'));
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: site, emptyOutDir: true, minify: false, rollupOptions: { input: join(ROOT, PAGE) } },
  });
  server = await serveFolder(site);
  watch = await watchRequests(server.origin);
  browser = await launchChromium({ watch });
  tab = await browser.newPage();
  await tab.goto(server.url + PAGE);
  await tab.waitForFunction(() => 'scoring' in globalThis);
});

afterAll(async () => {
  await browser?.close();
  await watch?.stop();
  await server?.stop();
  await rm(site, { recursive: true, force: true });
});

describe.each(languageModelFolders)('$name, in WebAssembly', ({ name, folder, dtype, load }) => {
  test('gives each label what reading every word from the start gives it, and what Node gives it', async () => {
    await browser.route(`**/models-of-the-test/${name}/**`, (route) => {
      const [, path] = new URL(route.request().url()).pathname.split(`/models-of-the-test/${name}/`);
      return route.fulfill({ path: join(folder, path) });
    });
    const scores = await tab.evaluate(([folder, dtype, texts]) => scoring.score(folder, dtype, texts), [
      `models-of-the-test/${name}/`,
      dtype,
      TEXTS,
    ] as const);
    const native = await load();
    const prompts = await shippedPrompts('story');
    expect(scores.length).toBe(prompts.length * TEXTS.length);
    for (const { prompt: id, text, ours, naive } of scores) {
      for (const [label, log] of (naive ?? []).entries())
        expect(Math.abs(ours[label] - log)).toBeLessThan(1e-4);
      const prompt = prompts.find((each) => each.id === id)!;
      const { logProbabilities } = await askLabelLikelihood(native, prompt).explain(text);
      for (const [label, log] of logProbabilities.entries())
        expect(Math.abs(ours[label] - log)).toBeLessThan(1e-3);
    }
    expect(watch.foreignRequests()).toEqual([]);
  });
});

test('every language model that ships is among them', () => {
  const shipped = EMBEDDED_MODELS.filter(({ kind }) => kind === 'language model').map(({ model }) => model);
  expect(languageModelFolders.map(({ name }) => name)).toEqual(expect.arrayContaining(shipped));
});
