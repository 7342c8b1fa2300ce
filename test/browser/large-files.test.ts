import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openView } from './open-benchmark.ts';
import { longestTask, watchMemory, watchTasks, written } from './strain.ts';
import { visit, type Visit } from './visit.ts';

/** Megabytes of the large file, and different texts of the one with many raters; `npm run test:soak` takes 200 and 58,000. */
const MEGABYTES = Number(process.env.DISSENSUS_CSV_MEGABYTES ?? 10);
const TEXTS = Number(process.env.DISSENSUS_RATED_TEXTS ?? 6000);
/** 211,000 of 58,000 texts, as GoEmotions has rows: every one of them by a rater of its own. */
const ANSWERS = Math.round((TEXTS * 211) / 58);
const MOST_ROWS = 60;
/** What a browser takes with nothing open, and room for what was read. */
const MOST_MEMORY_BYTES = 1e9 + MEGABYTES * 6e6;
const LABELS = ['joy', 'anger', 'fear', 'calm'];
const SENTENCE =
  'a sentence of our own making, with a comma and “marks”, about nothing much that goes on and on';

describe('a large file', () => {
  let site: Visit;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dissensus-large-'));
    site = await visit();
    site.page.setDefaultTimeout(300_000);
  });
  afterEach(async () => {
    await site.end();
    await rm(folder, { recursive: true });
  });

  it(`of ${MEGABYTES} MB is read to its last row in bounded memory`, async () => {
    const { page } = site;
    const path = join(folder, 'large.csv');
    const account = { rows: 0, texts: 0, empty: 0 };
    await written(path, largeRows(account));
    expect((await stat(path)).size).toBeGreaterThan(MEGABYTES * 1e6);
    await page.evaluate(watchTasks);
    const memory = watchMemory(site.context);
    const began = performance.now();
    await page.getByLabel('Files to open').setInputFiles(path);
    await page.getByRole('heading', { name: 'large.csv' }).waitFor();
    const seconds = (performance.now() - began) / 1000;
    const votes = page.getByText(`${count(account.rows - account.empty)} votes`).first();
    await votes.waitFor();
    const peak = await memory.stop();
    console.log(
      `${MEGABYTES} MB, ${count(account.rows)} rows: ${seconds.toFixed(1)} s, at most ${(peak / 1e6).toFixed(0)} MB in ` +
        `all renderer processes (RSS), longest task ${(await longestTask(page)).toFixed(0)} ms`,
    );
    await page.getByText(`1 file read, ${count(account.empty)} rows left out`).click();
    await page
      .getByText(`${count(account.rows)} rows read`)
      .first()
      .waitFor();
    expect(peak).toBeLessThan(MOST_MEMORY_BYTES);
    await openView(page, 'Items');
    await expectFewRows(page, account.texts);
    await page.reload();
    await votes.waitFor();
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  }, 900_000);

  it(`with ${count(ANSWERS)} raters of ${count(TEXTS)} texts is read and analysed`, async () => {
    const { page } = site;
    const people = await written(join(folder, 'people.csv'), raterRows());
    const model = await written(join(folder, 'model.csv'), modelRows());
    await page.evaluate(watchTasks);
    const began = performance.now();
    await page.getByLabel('Files to open').setInputFiles([people, model]);
    await page
      .getByText(`${count(ANSWERS)} votes`)
      .first()
      .waitFor();
    const read = (performance.now() - began) / 1000;
    await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
    console.log(
      `${count(ANSWERS)} raters: read after ${read.toFixed(1)} s, first figures after ` +
        `${((performance.now() - began) / 1000).toFixed(1)} s, longest task ${(await longestTask(page)).toFixed(0)} ms`,
    );
    await openView(page, 'Items');
    await expectFewRows(page, TEXTS);
    expect(site.errors).toEqual([]);
  }, 900_000);
});

/** One answer a row, three to a text, and now and then a row with no text. */
function* largeRows(account: { rows: number; texts: number; empty: number }): Generator<string> {
  yield 'id,text,rater,label';
  for (let bytes = 0; bytes < MEGABYTES * 1e6; account.texts++)
    for (let rater = 0; rater < 3; rater++) {
      const empty = account.texts % 1000 === 7 && rater === 2;
      const text = empty ? '' : `${account.texts}: ${SENTENCE}`;
      const row = `${empty ? '' : `t${account.texts}`},"${text}",r${rater + (account.texts % 40)},${label(account.texts, rater)}`;
      account.rows++;
      account.empty += Number(empty);
      bytes += Buffer.byteLength(row) + 1;
      yield row;
    }
}

function* raterRows(): Generator<string> {
  yield 'id,text,rater,label';
  for (let answer = 0; answer < ANSWERS; answer++) {
    const text = answer % TEXTS;
    yield `t${text},"Sentence ${text}, of our own making",person-${answer},${label(text, Math.floor(answer / TEXTS))}`;
  }
}

function* modelRows(): Generator<string> {
  yield ['id', 'model', ...LABELS.map((name) => `p_${name}`)].join(',');
  for (let text = 0; text < TEXTS; text++)
    yield `t${text},m,${LABELS.map((_, place) => (place === (text * 7) % 4 ? 0.7 : 0.1)).join(',')}`;
}

function label(text: number, rater: number): string {
  return LABELS[(text * 7 + (rater % 3 === 2 ? 1 : 0)) % LABELS.length];
}

/** The table of texts counts all of them and shows a window of them, wherever it is scrolled to. */
async function expectFewRows(page: Page, texts: number): Promise<void> {
  await page
    .getByText(`${count(texts)} texts`)
    .first()
    .waitFor();
  const list = page.getByRole('list', { name: 'Texts' });
  for (const share of [0, 0.5, 1]) {
    await list.evaluate((element, to) => (element.scrollTop = to * element.scrollHeight), share);
    await page.waitForTimeout(150);
    expect(await list.getByRole('listitem').count()).toBeLessThanOrEqual(MOST_ROWS);
  }
}

function count(amount: number): string {
  return amount.toLocaleString('en');
}
