import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageModels } from '../../page-models.ts';
import { nightly } from '../nightly.ts';
import { NO_PAGE_MODEL } from './page-model-files.ts';
import { serveGgufPage, type ServedGgufPage } from './served-gguf-page.ts';
// For the type of `globalThis.gguf`.
import type {} from './gguf-page/page.ts';

/** Words of one token and of several, two of which begin alike. */
const WORDS = {
  sadness: ['sadness'],
  curiosity: ['quite curious'],
  confusion: ['quite confused'],
};
/** More, of which none is all but certain. */
const MORE_WORDS = { ...WORDS, joy: ['joy'], neutral: ['neutral'] };
const TEXT = 'We buried my little brother this morning.';

let page: ServedGgufPage;
let tab: Page;

beforeAll(async () => {
  page = await serveGgufPage({ shell: true });
}, 150_000);
afterAll(() => page?.end());

/** How far the two engines' answers about texts are from each other at the most. */
async function between(parts: readonly string[], texts: readonly string[]): Promise<number> {
  const logs = await tab.evaluate((call) => gguf.score(...call), [MORE_WORDS, texts] as const);
  await tab.evaluate((urls) => gguf.loadRows(urls, 1), parts);
  const { shares } = await tab.evaluate((call) => gguf.shareRows(...call), [MORE_WORDS, texts] as const);
  const distances = shares.map((row, text) => {
    const weights = logs[text].map(Math.exp);
    const sum = weights.reduce((all, each) => all + each);
    return row.reduce((all, share, label) => all + Math.abs(share - weights[label] / sum) / 2, 0);
  });
  return Math.max(...distances);
}

it('a model of random weights gives the same in both engines', async () => {
  tab = await page.open();
  const parts = [`${page.server.url}random.gguf`];
  await tab.evaluate((urls) => gguf.load(urls, 1), parts);
  const texts = ['joy', '[joy] and hope, 1234 times', 'é 🥹', '<|im_end|>'.slice(2), 'no hope. '.repeat(20)];
  // llama.cpp keeps keys and values in half precision.
  expect(await between(parts, texts)).toBeLessThan(2e-3);
  await tab.close();
});

/** SmolLM2 at night: by day page-model.test.ts asks it, and the rules of asking need no sense. */
const MODELS = ['random weights', ...(nightly && !NO_PAGE_MODEL ? ['SmolLM2'] : [])];

describe.each(MODELS)('a model in GGUF form in llama.cpp: %s', (which) => {
  const isReal = which === 'SmolLM2';
  let parts: string[];

  beforeAll(async () => {
    tab = await page.open();
    const held = isReal ? pageModels()[0] : null;
    parts = held
      ? held.model.files.map(({ path }) => `${page.server.url}${held.folder}/${path}`)
      : [`${page.server.url}random.gguf`];
    const { positions } = await tab.evaluate((urls) => gguf.load(urls, 1), parts);
    if (isReal) expect(positions).toBe(4096);
  }, 120_000);
  afterAll(() => tab.close());

  it('gives each label what writing its word gives it, in whatever order texts come', async () => {
    const [first, , again] = await tab.evaluate((call) => gguf.score(...call), [
      WORDS,
      [TEXT, 'The bus leaves at ten.', TEXT],
    ] as const);
    const alone = await tab.evaluate((call) => gguf.scoreAlone(...call), [WORDS, TEXT] as const);
    const tokens = alone.map((label) => label.tokens);
    if (isReal) expect(tokens).toEqual([1, 2, 2]);
    else expect(Math.max(...tokens)).toBeGreaterThan(1);
    for (const [label, { log }] of alone.entries()) {
      expect(Math.abs(first[label] - log)).toBeLessThan(1e-3);
      expect(Math.abs(first[label] - again[label])).toBeLessThan(1e-3);
    }
    if (isReal) expect(first[0]).toBeGreaterThan(first[1]);
  });

  it('draws the same samples for the same seed, free ones and ones that a grammar keeps to the labels', async () => {
    const free = { method: 'samples', samples: 3, temperature: 1, seed: 1, tokens: isReal ? 3 : 40 } as const;
    const kept = { ...free, constrained: 'grammar' } as const;
    const asked = [];
    // What random weights write freely is not even text.
    for (const asking of isReal ? [free, free, kept] : [kept, kept, { ...kept, samples: 20 }])
      asked.push(await tab.evaluate((call) => gguf.explain(...call), [WORDS, asking, TEXT] as const));
    const texts = asked.map(({ answers }) => answers!.map(({ text }) => text));
    expect(texts[0]).toEqual(texts[1]);
    expect(new Set(texts[isReal ? 0 : 2]).size).toBeGreaterThan(1);
    expect(asked[2].answers!.every(({ given }) => given.length === 1)).toBe(true);
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
    expect(stated!.text).toMatch(/^(sadness|quite curious|quite confused): \d+%/);
    // Nobody's text ends its own turn.
    if (isReal) expect(prompt.split('<|im_end|>')).toHaveLength(3);
  });

  it.runIf(isReal)(
    'answers otherwise in ONNX Runtime, by no more than its rounding to 8 bits makes',
    async () => {
      const distance = await between(parts, [TEXT, 'The bus leaves at ten.']);
      expect(distance).toBeGreaterThan(1e-3);
      expect(distance).toBeLessThan(0.15);
    },
    180_000,
  );
});
