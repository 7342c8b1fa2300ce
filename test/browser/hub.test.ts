import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { HOSTS } from '../../src/network/hosts.ts';
import { startHub, type Fault, type ImitationHub } from '../hub/imitation-hub.ts';
import { modelFolderFiles, writeModelFolder } from '../hub/model-folder.ts';
import { ggufBytes, SMALL_MODEL } from '../annotators/llama-cpp/gguf-bytes.ts';
import { randomGguf } from '../hub/random-gguf.ts';
import { RANDOM_CLASSIFIER, RANDOM_MODELS } from '../hub/random-models.ts';
import { nightly } from '../nightly.ts';
import { axeFindings } from './axe.ts';
import { buildSite } from './harness/build.ts';
import { holdRun } from './held-run.ts';
import { manyTexts } from './many-texts.ts';
import { showModels } from './show-models.ts';
import { visit, type Visit } from './visit.ts';

const WEIGHTS = 'onnx/model.onnx';
const [LLAMA] = RANDOM_MODELS;
/** A language model that reads whole prompts: the one that ships, served as a hub would. */
const STORY = EMBEDDED_MODELS.find(({ kind }) => kind === 'language model')!;
const STORY_FOLDER = resolve(import.meta.dirname, '../../public', STORY.folder);

let hub: ImitationHub;
let third: Server;
let thirdRequests = 0;
let folder: string;
let models: string;
let site: Visit;

beforeAll(async () => {
  hub = await startHub({
    'random/llama': LLAMA.files,
    'someone/stories': modelFolderFiles(STORY_FOLDER),
    'someone/Letters-GGUF': { 'F32/letters.gguf': randomGguf(), 'other.gguf': ggufBytes(SMALL_MODEL) },
  });
  third = createServer((_, response) => {
    thirdRequests++;
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end(LLAMA.files[WEIGHTS]);
  });
  await new Promise<void>((listening) => third.listen(0, '127.0.0.1', listening));
  folder = await mkdtemp(join(tmpdir(), 'dissensus-hub-site-'));
  models = await mkdtemp(join(tmpdir(), 'dissensus-models-'));
  // A build of its own takes twenty seconds of a processor.
  if (nightly) buildSite(folder, { DISSENSUS_EXTRA_HOSTS: `${hub.origin} ${hub.storage}` });
  else await changeHosts([hub.origin, hub.storage]);
  const thirdOrigin = `http://127.0.0.1:${(third.address() as AddressInfo).port}`;
  // The third origin may be reached as far as the browser goes: it is the page's policy that must stop it.
  // Keeping a copy for use offline besides takes seconds, and none is asked for here.
  site = await visit({
    serviceWorkers: nightly,
    site: folder,
    // The page suggests where a model runs, with how many threads.
    isolated: true,
    others: [hub.origin, hub.storage, thirdOrigin],
  });
  await site.page.getByRole('button', { name: /example texts/ }).click();
  await site.page.getByText(/62 different texts annotated/).waitFor();
  await showModels(site.page, site.page.getByRole('button', { name: 'Add a model…' }));
}, 240_000);

afterEach(() => hub.mend());

afterAll(async () => {
  expect(site.watch.foreignRequests()).toEqual([]);
  await site?.end();
  await hub?.stop();
  third?.close();
  for (const each of [folder, models]) await rm(each, { recursive: true, force: true });
});

/** The site as it is built, but with these origins in the place of one of the hub's, in its policy and in its lists. */
async function changeHosts(origins: readonly string[]): Promise<void> {
  const ofHub = HOSTS.hub.origins.at(-1)!;
  const isNeeded = (path: string) => !path.includes('.gguf.part-');
  await cp(inject('site'), folder, { recursive: true, filter: isNeeded });
  const changed: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/\.(html|js)$/.test(name)) continue;
    const path = join(folder, name);
    const code = await readFile(path, 'utf8');
    if (!code.includes(ofHub)) continue;
    // As one of a list of strings, and as one of the words of the policy.
    const listed = code.replaceAll(`\`${ofHub}\``, origins.map((origin) => `\`${origin}\``).join());
    await writeFile(path, listed.replaceAll(ofHub, origins.join(' ')));
    changed.push(name);
  }
  expect(changed).toEqual(expect.arrayContaining(['index.html', 'service-worker.js']));
}

function dialog(): Locator {
  return site.page.getByRole('dialog', { name: 'Add a model' });
}

async function openDialog(): Promise<void> {
  if (!(await dialog().isVisible())) await site.page.getByRole('button', { name: 'Add a model…' }).click();
}

/** Looks the model up and returns the button that downloads it. */
async function lookUp(id = 'random/llama'): Promise<Locator> {
  await openDialog();
  await dialog()
    .getByLabel(/Its name on the hub/)
    .fill(`${hub.origin}/${id}`);
  await dialog()
    .getByRole('button', { name: `Ask ${new URL(hub.origin).host} (below 2 MB)` })
    .click();
  return dialog()
    .getByRole('region', { name: 'Found' })
    .getByRole('button', { name: /^Download .* from 127/ });
}

async function removeAll(): Promise<void> {
  await openDialog();
  const buttons = dialog().getByRole('button', { name: /^Delete / });
  for (let left = await buttons.count(); left > 0; left--) {
    await buttons.first().click();
    await expect.poll(() => buttons.count()).toBe(left - 1);
  }
}

it('asks nobody before a button is pressed, and names host and size on each button', async () => {
  await openDialog();
  expect(hub.requests).toEqual([]);
  const names = await dialog()
    .getByRole('button', { name: /^Download/ })
    .allInnerTexts();
  expect(names.length).toBeGreaterThanOrEqual(9);
  for (const name of names) expect(name).toMatch(/^Download about \d+(\.\d)? MB from huggingface\.co/);
  expect(await dialog().getByText('Not tried by us').count()).toBe(names.length);
});

it('is in order for axe, in both themes', async () => {
  const button = await lookUp();
  expect(await axeFindings(site.page)).toEqual([]);
  // With a problem and an unfinished model.
  hub.fail(WEIGHTS, { kind: 'altered' });
  await button.click();
  await dialog().getByRole('alert').waitFor();
  expect(await axeFindings(site.page)).toEqual([]);
  // While a download is under way.
  hub.mend();
  hub.fail(WEIGHTS, { kind: 'slow', milliseconds: 1000 });
  await dialog()
    .getByRole('button', { name: /^Download the other/ })
    .click();
  await dialog().getByRole('button', { name: 'Cancel' }).waitFor();
  expect(await axeFindings(site.page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await removeAll();
});

describe('a fault at the hub', () => {
  const faults: [string, Fault, RegExp][] = [
    ['404', { kind: 'status', status: 404 }, /answered 404/],
    ['500', { kind: 'status', status: 500 }, /answered 500/],
    ['a connection cut in the middle', { kind: 'cut' }, /broke off after \d+ bytes/],
    ['a shorter file', { kind: 'short' }, /it was cut off/],
    ['an altered file', { kind: 'altered' }, /its content differs/],
    ['an answer without CORS', { kind: 'no CORS' }, /did not answer, or may not be asked/],
  ];
  it.each(faults)('%s: is told, and the rest is downloaded later', async (_, fault, words) => {
    hub.fail(WEIGHTS, fault);
    await (await lookUp()).click();
    await dialog().getByRole('alert').getByText(words).waitFor();
    await dialog()
      .getByText(/: unfinished/)
      .waitFor();
    hub.mend();
    const before = hub.requests.length;
    await dialog()
      .getByRole('button', { name: /^Download the other 54 kB from 127/ })
      .click();
    await dialog().waitFor({ state: 'detached' });
    expect(hub.requests.slice(before).join('\n')).not.toContain('tokenizer.json');
    await site.page.getByRole('radio', { name: 'llama fp32' }).waitFor();
    await removeAll();
  });

  it('a redirect to a host that nobody named: is stopped before it is asked', async () => {
    hub.fail(WEIGHTS, { kind: 'redirect', to: `http://127.0.0.1:${(third.address() as AddressInfo).port}` });
    await (await lookUp()).click();
    await dialog()
      .getByRole('alert')
      .getByText(/did not answer, or may not be asked/)
      .waitFor();
    expect(thirdRequests).toBe(0);
    await removeAll();
  });

  it('a slow host: is shown by the byte, and can be cancelled', async () => {
    hub.fail(WEIGHTS, { kind: 'slow', milliseconds: 300 });
    await (await lookUp()).click();
    await dialog()
      .getByText(/a second, \d+ s left/)
      .waitFor();
    await dialog()
      .getByText(/^\d+ kB of 54 kB$/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog()
      .getByText(/: unfinished/)
      .waitFor();
    await removeAll();
  });
});

it('a browser without room keeps what is finished, and says how much is missing', async () => {
  const session = await site.context.newCDPSession(site.page);
  const { origin } = new URL(site.server.url);
  const button = await lookUp();
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 40_000 });
  await button.click();
  await dialog()
    .getByRole('alert')
    .getByText(/storage for this site is full: .* room for 0\.1 MB is missing/)
    .waitFor();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await dialog()
    .getByRole('button', { name: /^Download the other/ })
    .click();
  await dialog().waitFor({ state: 'detached' });
  await removeAll();
});

it('a model that is downloaded annotates, and after a reload without the hub', async () => {
  const { page } = site;
  await (await lookUp('someone/stories')).click();
  await dialog().waitFor({ state: 'detached' });
  const requests = hub.requests.length;
  expect(await page.getByRole('radio', { name: 'stories q4' }).isChecked()).toBe(true);
  await page.getByText(/Suggested: the processor, with \d threads, because/).waitFor();
  await page.getByRole('button', { name: /^Annotate 62 texts/ }).click();
  await page.getByText(/62 different texts annotated/).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'What leaves this machine' }).click();
  const privacy = page.getByRole('dialog', { name: 'What leaves this machine' });
  const host = `${new URL(hub.origin).host}, sent on to ${new URL(hub.storage).host}`;
  await privacy.getByText(`models that you add, from ${host}, another host`).waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByRole('heading', { name: 'Models and texts' }).click();
  await page.getByRole('radio', { name: 'stories q4' }).check();
  await page.getByText("All texts are annotated; the outputs came from this browser's storage").waitFor();
  expect(hub.requests.length).toBe(requests);
  await openDialog();
  await dialog()
    .getByText(/5\.5 MB in all/)
    .waitFor();
  await removeAll();
  await dialog().getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => page.getByRole('radio', { name: 'minilm-everyday' }).isChecked()).toBe(true);
});

it('a GGUF file says what it is before it is downloaded, goes on after a fault, and annotates', async () => {
  const { page } = site;
  const host = new URL(hub.origin).host;
  const buffer = Buffer.from(['text,rater,mood', 'It rained.,ann,sad', 'She said yes!,ann,happy'].join('\n'));
  await page.goto(site.server.url);
  await page.getByLabel('Files to open').setInputFiles({ name: 'moods.csv', mimeType: 'text/csv', buffer });
  await page.getByText('2 votes on mood').waitFor();
  await showModels(page, page.getByRole('button', { name: 'Add a model…' }));
  const before = hub.requests.length;
  await lookUp('someone/Letters-GGUF/blob/main/F32/letters.gguf');
  const found = dialog().getByRole('region', { name: 'Found' });
  const files = found.getByLabel('GGUF files of someone/Letters-GGUF');
  await files.waitFor();
  expect(await files.inputValue()).toBe('letters');
  await found.getByRole('button', { name: `Read its header (some MB from ${host})` }).click();
  const facts = found.getByRole('article', { name: 'Found in the file' });
  await facts.getByText('llama, 0 million parameters').waitFor();
  for (const said of ['Random letters', 'F32, ', 'cc0-1.0', '1,024 tokens as trained'])
    expect(await facts.textContent()).toContain(said);
  expect(await axeFindings(page)).toEqual([]);
  expect(hub.requests.slice(before).filter((request) => request.includes('/resolve/'))).toHaveLength(1);

  hub.fail('letters.gguf', { kind: 'cut' });
  const download = facts.getByRole('button', { name: new RegExp(`^Download \\d+ kB from ${host}`) });
  await download.click();
  await dialog()
    .getByRole('alert')
    .getByText(/broke off after \d+ bytes/)
    .waitFor();
  hub.mend();
  await dialog()
    .getByRole('button', { name: /^Download the other \d+ kB from 127/ })
    .click();
  await dialog().waitFor({ state: 'detached' });
  expect(await page.getByRole('radio', { name: 'letters F32' }).isChecked()).toBe(true);
  await page.getByText(new RegExp(`from ${host}, licence mit; GGUF, F32`)).waitFor();
  await page.getByRole('button', { name: /^Annotate/ }).click();
  await page.getByText(/2 different texts annotated/).waitFor({ timeout: 60_000 });
  await openDialog();
  await removeAll();
  await dialog().getByRole('button', { name: 'Close' }).click();
});

it('a folder on disk is copied into the browser, and its run goes on after a reload without a second choice', async () => {
  const { page } = site;
  writeModelFolder(join(models, 'random'), RANDOM_CLASSIFIER);
  await page.goto(site.server.url);
  await page.getByLabel('Files to open').setInputFiles(manyTexts(600));
  await openDialog();
  await dialog().getByLabel("Folder of a model's files").setInputFiles(join(models, 'random'));
  await dialog()
    .getByRole('button', { name: /^Copy \d+ kB into this browser/ })
    .click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByText(/from a folder on this machine/).waitFor();
  const { kept } = await holdRun(page, 1, () =>
    page.getByRole('button', { name: 'Annotate 600 texts' }).click(),
  );
  expect(kept).toBeLessThan(600);
  await page.reload();
  const end = page.getByText(/600 different texts annotated, [1-9]\d* of them before/);
  await end.waitFor({ timeout: 120_000 });
  const [, before] = /(\d+) of them before/.exec((await end.textContent())!)!;
  expect(Number(before)).toBeGreaterThanOrEqual(kept);
  await removeAll();
  await dialog().getByRole('button', { name: 'Close' }).click();
}, 240_000);
