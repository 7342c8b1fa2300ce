import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askLabelLikelihood } from '../../src/annotators/language-model/ask-label-likelihood.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { languageModelFolders } from '../annotators/models.ts';
import { nightly } from '../nightly.ts';
import { launchChromium } from './harness/chromium.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { TEST_PAGES, testPages } from './harness/test-pages.ts';
// For the type of `globalThis.scoring`.
import type {} from './scoring-page/page.ts';

const TEXTS = ['Oh.', 'They cancelled the last train again, and nobody told us.'];

let server: StaticServer;
let watch: RequestWatch;

beforeAll(async () => {
  server = await serveFolder(await testPages());
  watch = await watchRequests(server.origin);
}, 150_000);

afterAll(async () => {
  await watch?.stop();
  await server?.stop();
});

/** What is compared: WebGPU runs in software here, a token at a time, so it gets little. */
const DEVICES = [
  {
    device: 'wasm',
    // Of the three questions with a scale one by day: their prompts are of one form.
    asked: ['story-emotion', 'story-valence', ...(nightly ? ['story-arousal', 'story-dominance'] : [])],
    texts: TEXTS,
  },
  { device: 'webgpu', asked: ['story-arousal'], texts: TEXTS.slice(0, 1) },
] as const;
const SHIPPED = new Set(
  EMBEDDED_MODELS.filter(({ kind }) => kind === 'language model').map(({ model }) => model),
);
/** In software WebGPU takes a core for a minute, so it is asked at night; by day a smaller model is, in offline-graphics-card.test.ts. */
const RUNS = languageModelFolders.flatMap((model) =>
  DEVICES.filter(({ device }) => nightly || device === 'wasm').map((device) => ({
    ...model,
    ...device,
  })),
);

describe.each(RUNS)('$name, on $device', ({ name, folder, dtype, load, device, asked, texts }) => {
  test('gives each label what reading every word from the start gives it, and what Node gives it', async () => {
    const browser = await launchChromium({ watch, webgpu: device === 'webgpu', shell: device === 'wasm' });
    await browser.route(`**/models-of-the-test/${name}/**`, (route) => {
      const [, path] = new URL(route.request().url()).pathname.split(`/models-of-the-test/${name}/`);
      return route.fulfill({ path: join(folder, path) });
    });
    const tab = await browser.newPage();
    await tab.goto(server.url + TEST_PAGES.scoring);
    await tab.waitForFunction(() => 'scoring' in globalThis);
    const scores = await tab.evaluate((call) => scoring.score(...call), [
      `models-of-the-test/${name}/`,
      dtype,
      device,
      asked,
      texts,
    ] as const);
    await browser.close();
    const native = await load();
    const prompts = await shippedPrompts('story');
    expect(scores.length).toBe(asked.length * texts.length);
    for (const { prompt: id, text, ours, naive } of scores) {
      for (const [label, log] of naive.entries()) expect(Math.abs(ours[label] - log)).toBeLessThan(1e-4);
      const prompt = prompts.find((each) => each.id === id)!;
      const { logProbabilities } = await askLabelLikelihood(native, prompt).explain(text);
      for (const [label, log] of logProbabilities.entries())
        expect(Math.abs(ours[label] - log)).toBeLessThan(1e-3);
    }
    expect(watch.foreignRequests()).toEqual([]);
  });
});

test('every language model that ships is among them', () => {
  expect(languageModelFolders.map(({ name }) => name)).toEqual(expect.arrayContaining([...SHIPPED]));
});
