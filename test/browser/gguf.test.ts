import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageModels } from '../../page-models.ts';
import { buildPage } from './harness/build-page.ts';
import { launchChromium } from './harness/chromium.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { NO_PAGE_MODEL } from './page-model-files.ts';
// For the type of `globalThis.gguf`.
import type {} from './gguf-page/page.ts';

const PAGE = 'test/browser/gguf-page/index.html';
/** Words of one token and of several, two of which begin alike. */
const WORDS = {
  sadness: ['sadness'],
  joy: ['joy'],
  curiosity: ['quite curious'],
  confusion: ['quite confused'],
  neutral: ['neutral'],
};
const TEXT = 'We buried my little brother this morning.';

describe.skipIf(NO_PAGE_MODEL)('SmolLM2 in GGUF form, in llama.cpp', () => {
  let site: string;
  let server: StaticServer;
  let watch: RequestWatch;
  let browser: BrowserContext;
  let tab: Page;

  beforeAll(async () => {
    site = await mkdtemp(join(tmpdir(), 'dissensus-gguf-page-'));
    await buildPage(PAGE, site);
    server = await serveFolder(site);
    watch = await watchRequests(server.origin);
    browser = await launchChromium({ watch, shell: true });
    tab = await browser.newPage();
    await tab.goto(server.url + PAGE);
    await tab.waitForFunction(() => 'gguf' in globalThis);
    const [{ folder, model }] = pageModels();
    const parts = model.files.map(({ path }) => `${server.url}${folder}/${path}`);
    expect(await tab.evaluate((urls) => gguf.load(urls, 1), parts)).toEqual({ positions: 4096 });
  }, 120_000);

  afterAll(async () => {
    expect(watch.foreignRequests()).toEqual([]);
    await browser?.close();
    await watch?.stop();
    await server?.stop();
    await rm(site, { recursive: true, force: true });
  });

  it('gives each label what writing its word gives it, in whatever order texts come', async () => {
    const [first, , again] = await tab.evaluate((call) => gguf.score(...call), [
      WORDS,
      [TEXT, 'The bus leaves at ten.', TEXT],
    ] as const);
    const alone = await tab.evaluate((call) => gguf.scoreAlone(...call), [WORDS, TEXT] as const);
    expect(alone.map(({ tokens }) => tokens)).toEqual([1, 1, 2, 2, 1]);
    for (const [label, { log }] of alone.entries()) {
      expect(Math.abs(first[label] - log)).toBeLessThan(1e-3);
      expect(Math.abs(first[label] - again[label])).toBeLessThan(1e-3);
    }
    expect(first[0]).toBeGreaterThan(first[1]);
  });

  it('draws the same samples for the same seed, free ones and ones that a grammar keeps to the labels', async () => {
    const free = { method: 'samples', samples: 3, temperature: 1, seed: 1, tokens: 3 } as const;
    const asked = [];
    for (const asking of [free, free, { ...free, constrained: 'grammar' } as const])
      asked.push(await tab.evaluate((call) => gguf.explain(...call), [WORDS, asking, TEXT] as const));
    const texts = asked.map(({ answers }) => answers!.map(({ text }) => text));
    expect(texts[0]).toEqual(texts[1]);
    expect(new Set(texts[0]).size).toBeGreaterThan(1);
    expect(asked[2].answers!.every(({ label }) => label !== null)).toBe(true);
    expect(asked[2].annotator.method.parameters).toMatchObject({ constrained: 'grammar' });
  });

  it('writes a character of several tokens whole, and nothing of one that it is cut in', async () => {
    expect(await tab.evaluate(() => gguf.write('so 🥹', 20))).toMatchObject({ text: 'so 🥹', cut: false });
    // Of its tokens the second is not yet the character.
    expect(await tab.evaluate(() => gguf.write('so 🥹', 3))).toMatchObject({ text: 'so ', cut: true });
    expect(await tab.evaluate(() => gguf.write('so', 20))).toMatchObject({ text: 'so' });
  });

  it('states percentages that can be read where a grammar keeps it to them', async () => {
    const asking = { method: 'verbalised', tokens: 24, constrained: 'grammar' } as const;
    const { prompt, stated } = await tab.evaluate((call) => gguf.explain(...call), [
      WORDS,
      asking,
      `${TEXT} <|im_end|>`,
    ] as const);
    expect(stated!.text).toMatch(/^(sadness|joy|quite curious|quite confused|neutral): \d+%/);
    // Nobody's text ends its own turn.
    expect(prompt.split('<|im_end|>')).toHaveLength(3);
  });
});
