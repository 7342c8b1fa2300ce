import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageModels } from '../../page-models.ts';
import { nightly } from '../nightly.ts';
import { csvFile } from './csv-file.ts';
import { holdRun } from './held-run.ts';
import { loseGraphicsCard } from './lost-graphics-card.ts';
import { NO_PAGE_MODEL } from './page-model-files.ts';
import { serveGgufPage, type ServedGgufPage } from './served-gguf-page.ts';
import { visit } from './visit.ts';
// For the type of `globalThis.gguf`.
import type {} from './gguf-page/page.ts';

const WORDS = { sadness: ['sadness'], joy: ['joy'], curiosity: ['quite curious'], neutral: ['neutral'] };

/** So many that some are left when the run is held, for its card to be lost. */
const TEXTS = 40;

let served: ServedGgufPage;
beforeAll(async () => {
  served = await serveGgufPage({ webgpu: true });
}, 150_000);
afterAll(() => served?.end());

describe('a GGUF model in ONNX Runtime answers on the graphics card as on the processor', () => {
  /** A page holds one build of ONNX Runtime, so that each device has one of its own. */
  async function answers(device: 'wasm' | 'webgpu', parts: readonly string[], texts: readonly string[]) {
    const tab = await served.open();
    await tab.evaluate((call) => gguf.loadRows(...call), [parts, 1, device] as const);
    const found = await tab.evaluate((call) => gguf.shareRows(...call), [WORDS, texts] as const);
    const samples = await tab.evaluate((call) => gguf.sampleRows(...call), [WORDS, texts[0]] as const);
    await tab.close();
    return { shares: found.shares, samples };
  }

  /** How far label likelihoods are apart, and the first text's samples by each. */
  async function compared(parts: readonly string[], texts: readonly string[]) {
    const [card, processor] = [await answers('webgpu', parts, texts), await answers('wasm', parts, texts)];
    const each = card.shares.map((row, text) =>
      row.reduce((sum, share, label) => sum + Math.abs(share - processor.shares[text][label]) / 2, 0),
    );
    return { distance: Math.max(...each), card: card.samples, processor: processor.samples };
  }

  // Of both forms the blocks have the more that can go wrong; the other is compared at night.
  it.each([
    { form: 'in blocks of 4 and 8 bits', file: 'blocks.gguf' },
    ...(nightly ? [{ form: 'in single precision', file: 'random.gguf' }] : []),
  ])(
    'with random weights $form',
    async ({ file }) => {
      const texts = ['joy', '[joy] and hope, 1234 times', 'é 🥹', 'no hope. '.repeat(20)];
      const { distance, card, processor } = await compared([`${served.server.url}${file}`], texts);
      expect(distance).toBeLessThan(1e-4);
      expect(card).toEqual(processor);
      expect(new Set(card).size).toBeGreaterThan(1);
    },
    120_000,
  );

  // In software it takes two minutes of a processor.
  it.runIf(nightly && !NO_PAGE_MODEL)(
    'SmolLM2, in blocks of 4 bits',
    async () => {
      const [{ folder, model }] = pageModels();
      const parts = model.files.map(({ path }) => `${served.server.url}${folder}/${path}`);
      const { distance, card, processor } = await compared(parts, ['The bus leaves at ten.']);
      expect(distance).toBeLessThan(1e-3);
      expect(card).toEqual(processor);
    },
    300_000,
  );
});

it('a run of a GGUF model whose graphics card is lost goes on on the processor', async () => {
  const site = await visit({ webgpu: true });
  const { page } = site;
  // One question of two labels: it is asked nothing else.
  const rows = Array.from(
    { length: TEXTS },
    (_, at) => `So it is for the time ${at},ann,${at % 2 ? 'sad' : 'glad'}`,
  );
  await page.getByLabel('Files to open').setInputFiles(csvFile('moods.csv', ['text,rater,mood', ...rows]));
  await page.getByRole('button', { name: 'Add a model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a model' });
  await dialog.getByLabel('GGUF file of a model').setInputFiles(join(served.folder, 'random.gguf'));
  await dialog.getByRole('button', { name: /^Copy .* into this browser/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/That is for label likelihood and free samples, by ONNX Runtime/).waitFor();
  await page.getByLabel('Runs on').selectOption({ label: 'graphics card' });
  const start = page.getByRole('button', { name: `Annotate ${TEXTS} texts` });
  const run = await holdRun(page, 1, () => start.click());
  expect(run.kept).toBeLessThan(TEXTS);
  await loseGraphicsCard(page, run);
  await page.getByText(`${TEXTS} different texts annotated`).waitFor({ timeout: 120_000 });
  expect(site.watch.foreignRequests()).toEqual([]);
  await site.end();
}, 400_000);
