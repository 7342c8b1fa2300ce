import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ggufBytes, SMALL_MODEL } from '../annotators/llama-cpp/gguf-bytes.ts';
import { randomGguf } from '../hub/random-gguf.ts';
import { textFile } from './rater-file.ts';
import { showModels } from './show-models.ts';
import { visit, type Visit } from './visit.ts';

const RUN = 60_000;
/** ONNX Runtime, which nothing runs without. */
const ENGINE = /\/ort-wasm-[^/]+\.mjs$/;

let site: Visit;

beforeAll(async () => {
  site = await visit();
  await site.page.setViewportSize({ width: 1280, height: 720 });
  await site.page.getByLabel('Files to open').setInputFiles(textFile(5));
  await site.page.getByRole('button', { name: /^Annotate 5 texts/ }).waitFor();
});
afterAll(() => site.end());

/** Whether its middle is what a person sees there, and neither off the screen nor covered. */
async function isInSight(what: Locator): Promise<boolean> {
  return await what.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return seen !== null && node.contains(seen);
  });
}

describe('a GGUF file that cannot be used', () => {
  const file = (name: string, content: Uint8Array<ArrayBuffer>) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(content),
  });
  const good = randomGguf();
  const BAD: [string, ReturnType<typeof file>, string][] = [
    ['is empty', file('empty.gguf', new Uint8Array()), 'This is no GGUF file that can be read here.'],
    [
      'is another file',
      file('letter.gguf', new TextEncoder().encode('Dear all')),
      'It does not begin as a GGUF',
    ],
    ['has half a header', file('half.gguf', ggufBytes(SMALL_MODEL).slice(0, 300)), 'It is cut off.'],
    ['has some of its weights', file('some.gguf', good.slice(0, -1000)), 'some.gguf is cut off: it has'],
    ['is one of two parts', file('big-00001-of-00002.gguf', good), 'the others were not chosen'],
  ];
  const dialog = () => site.page.getByRole('dialog', { name: 'Add a model' });
  const part = () => dialog().getByRole('region', { name: 'A GGUF file on this machine' });
  const alert = () => dialog().getByRole('alert');
  const choose = (chosen: ReturnType<typeof file>) =>
    dialog().getByLabel('GGUF file of a model').setInputFiles(chosen);

  it('says so beside its button, until another is chosen', async () => {
    await showModels(site.page, site.page.getByRole('button', { name: 'Add a model…' }));
    await site.page.getByRole('button', { name: 'Add a model…' }).click();
    await part().scrollIntoViewIfNeeded();
    for (const [, bad, words] of BAD) {
      await choose(bad);
      await part().getByRole('alert').getByText(words).waitFor();
      await expect.poll(() => isInSight(alert())).toBe(true);
      expect(await part().getByRole('button', { name: /^Copy/ }).count()).toBe(0);
    }
    await choose(file('good.gguf', good));
    await part()
      .getByRole('button', { name: /^Copy \d+ kB into this browser/ })
      .click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('is no longer spoken of once something was deleted; and the same file under another name is not copied again', async () => {
    await site.page.getByRole('button', { name: 'Add a model…' }).click();
    await choose(file('renamed.gguf', good));
    await part().getByText('The same file is here already, as good.').waitFor();
    expect(await part().getByRole('button', { name: /^Copy/ }).count()).toBe(0);
    await part().getByRole('button', { name: 'Use good' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await site.page.getByRole('radio', { name: 'good F32' }).isChecked()).toBe(true);

    await site.page.getByRole('button', { name: 'Add a model…' }).click();
    await choose(file('good.gguf', good));
    await part().getByText('This file is here already.').waitFor();
    await dialog().getByRole('button', { name: 'Delete good F32' }).click();
    // What was found is not what is there any more.
    await part()
      .getByRole('button', { name: /^Copy \d+ kB/ })
      .waitFor();
    await choose(BAD[0][1]);
    await alert().waitFor();
    await choose(file('good.gguf', good));
    await part()
      .getByRole('button', { name: /^Copy \d+ kB/ })
      .click();
    await dialog().waitFor({ state: 'detached' });
    await site.page.getByRole('button', { name: 'Add a model…' }).click();
    await choose(BAD[0][1]);
    await alert().waitFor();
    await dialog().getByRole('button', { name: 'Delete good F32' }).click();
    await expect.poll(() => alert().count()).toBe(0);
    await dialog().getByRole('button', { name: 'Close' }).click();
  });
});

it(
  'a run that fails says so beside the button that began it, and no longer once it has succeeded',
  async () => {
    const { page } = site;
    await page.route(ENGINE, (route) => route.abort());
    await page.getByRole('radio', { name: 'roberta-emotion' }).check();
    const annotate = page.getByRole('button', { name: /^Annotate 5 texts/ });
    await annotate.scrollIntoViewIfNeeded();
    await annotate.click();
    const alert = page.getByRole('alert');
    await page
      .getByRole('region', { name: 'Model', exact: true })
      .getByRole('alert')
      .getByText(
        /^A file of this page that runs .+ could not be fetched\. Check the connection and try again/,
      )
      .waitFor({ timeout: RUN });
    expect(await alert.count()).toBe(1);
    await expect.poll(() => isInSight(alert)).toBe(true);
    await page.unroute(ENGINE);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(/5 different texts annotated/).waitFor({ timeout: RUN });
    expect(await alert.count()).toBe(0);
  },
  2 * RUN,
);

it(
  'a run that fails while its part of the page is closed opens it',
  async () => {
    const { page } = site;
    await page.goto(site.server.url);
    await page.getByLabel('Files to open').setInputFiles(textFile(7, 50));
    await page.getByRole('button', { name: /^Annotate 7 texts/ }).waitFor();
    let fail = () => {};
    const failing = new Promise<void>((resolve) => (fail = resolve));
    await page.route(ENGINE, async (route) => {
      await failing;
      await route.abort();
    });
    await (await showModels(page, page.getByRole('radio', { name: 'roberta-emotion' }))).check();
    await page.getByRole('button', { name: /^Annotate 7 texts/ }).click();
    await page.getByRole('progressbar', { name: 'Annotating' }).waitFor();
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    await page.getByRole('progressbar', { name: 'Annotating' }).waitFor({ state: 'hidden' });
    fail();
    const alert = page.getByRole('region', { name: 'Model', exact: true }).getByRole('alert');
    await alert.waitFor({ timeout: RUN });
    await expect.poll(() => isInSight(alert)).toBe(true);
  },
  2 * RUN,
);
