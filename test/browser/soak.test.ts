import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nightly } from '../nightly.ts';
import { openView, untilAnalysed } from './open-benchmark.ts';
import { raterFile } from './rater-file.ts';
import { rendererMemory } from './strain.ts';
import { visit, type Visit } from './visit.ts';

/** How long the page is used without a pause, in seconds: a minute in CI, five at night; `npm run test:soak` takes an hour. */
const SECONDS = Number(process.env.DISSENSUS_SOAK_SECONDS ?? (nightly ? 300 : process.env.CI ? 60 : 20));
const TEXTS = 40;
const VIEWS = ['Models', 'Uncertainty', 'Categories', 'Items', 'Guidelines', 'Overview'];
/** Rounds before anything is measured: code is loaded and compiled in them. */
const WARM_UP = 1;
/** The least rounds of which thirds say anything. */
const FEWEST_ROUNDS = 3;
/** How much more the last third may hold than the first: a collector frees when it likes. */
const MOST_GROWTH = { heap: 1.15, memory: 1.25 };
/** What may come and go in a heap of any size. */
const SLACK_BYTES = 3e6;

let site: Visit;
let inspector: CDPSession;
let browser: CDPSession;
/** The inspector's sessions with the page's workers, as they come and go. */
const workers = new Map<string, (method: string) => Promise<unknown>>();

beforeAll(async () => {
  site = await visit({ serviceWorkers: true });
  site.page.setDefaultTimeout(120_000);
  inspector = await site.context.newCDPSession(site.page);
  browser = await site.context.browser()!.newBrowserCDPSession();
  await followWorkers();
});
afterAll(() => site.end());

it(
  `holds no more memory after ${SECONDS} seconds of work than at the start, and loses nothing`,
  async () => {
    const { page } = site;
    const heap: number[] = [];
    const memory: number[] = [];
    const end = performance.now() + SECONDS * 1000;
    let rounds = 0;
    for (; rounds < WARM_UP + FEWEST_ROUNDS || performance.now() < end; rounds++) {
      await round(page, rounds);
      if (rounds < WARM_UP) continue;
      heap.push(await heapOfAll());
      memory.push(await rendererMemory(browser));
    }
    const growth = { heap: thirds(heap), memory: thirds(memory) };
    const shown = ({ first, last }: { first: number; last: number }) =>
      `${(first / 1e6).toFixed(1)} MB to ${(last / 1e6).toFixed(1)} MB`;
    console.log(
      `${rounds} rounds in ${SECONDS} s; medians of the first and the last third: JavaScript heaps of page and workers ` +
        `${shown(growth.heap)}, renderer processes ${shown(growth.memory)}`,
    );
    expect(growth.heap.last).toBeLessThan(MOST_GROWTH.heap * growth.heap.first + SLACK_BYTES);
    expect(growth.memory.last).toBeLessThan(MOST_GROWTH.memory * growth.memory.first);
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  },
  SECONDS * 1000 + 600_000,
);

/** What a person does in an hour, each thing once: open, annotate, look at every view, delete, undo, delete for good. */
async function round(page: Page, number: number): Promise<void> {
  const name = `round-${number}.csv`;
  await chooseFile(page, { ...raterFile(TEXTS), name });
  await page
    .getByText(`${TEXTS * 3} votes`)
    .first()
    .waitFor();
  const ask = page.getByRole('button', { name: /^Annotate [\d,]+ texts/ });
  const chart = page.getByRole('img', { name: /^How far the model is from people/ });
  await ask.or(chart).first().waitFor();
  if (await ask.isVisible()) await ask.click();
  await chart.waitFor();
  await untilAnalysed(page);
  expect(await keptOutputs(page)).toBeGreaterThanOrEqual(TEXTS);
  for (const view of VIEWS) await openView(page, view);
  await page.getByRole('link', { name: 'Dissensus' }).click();
  const item = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: 'GoEmotions raters' }) });
  await item.first().waitFor();
  const kept = await item.count();
  await item
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => item.count()).toBe(kept);
  // One project stays, with the outputs that all of them share.
  if (kept > 1) {
    await item
      .first()
      .getByRole('button', { name: /^Delete/ })
      .click();
    await expect.poll(() => item.count()).toBe(kept - 1);
  }
  expect(await keptOutputs(page)).toBe(TEXTS);
}

/**
 * As a person does with the button. Playwright's own way keeps a handle of the input for as long as the page lives, and
 * with it the whole start page of every round.
 */
async function chooseFile(page: Page, { name, buffer }: ReturnType<typeof raterFile>): Promise<void> {
  const input = page.getByLabel('Files to open');
  await input.waitFor({ state: 'attached' });
  await page.evaluate(
    ({ name, text }) => {
      const input = document.querySelector<HTMLInputElement>('input[aria-label="Files to open"]')!;
      const chosen = new DataTransfer();
      chosen.items.add(new File([text], name));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { name, text: buffer.toString() },
  );
}

async function keptOutputs(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('dissensus:store');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error!);
    });
    const chunks = await new Promise<{ truncated: Uint8Array }[]>((resolve) => {
      const all = database.transaction('outputs').objectStore('outputs').getAll();
      all.onsuccess = () => resolve(all.result);
    });
    database.close();
    return chunks.reduce((sum, { truncated }) => sum + truncated.length, 0);
  });
}

/** Bytes of JavaScript objects that are in use in the page and in its workers, after what is not has been collected. */
async function heapOfAll(): Promise<number> {
  const of = async (send: (method: string) => Promise<unknown>) => {
    await send('HeapProfiler.collectGarbage');
    return ((await send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
  };
  let bytes = await of((method) => inspector.send(method as 'Runtime.getHeapUsage'));
  // A worker that has ended since answers no more, and holds nothing.
  for (const send of workers.values()) bytes += await of(send).catch(() => 0);
  return bytes;
}

/** Speaks with workers through the page's session: the inspector has no session of their own for them. */
async function followWorkers(): Promise<void> {
  const waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  let number = 0;
  inspector.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as { id: number; result?: unknown; error?: { message: string } };
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  inspector.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    workers.set(sessionId, (method) => {
      const id = ++number;
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
        setTimeout(() => reject(new Error('no answer')), 5000);
        const message = JSON.stringify({ id, method });
        inspector.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
    });
  });
  inspector.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  await inspector.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
}

function thirds(values: readonly number[]): { first: number; last: number } {
  const size = Math.floor(values.length / 3);
  const median = (some: readonly number[]) => some.toSorted((a, b) => a - b)[Math.floor(some.length / 2)];
  return { first: median(values.slice(0, size)), last: median(values.slice(-size)) };
}
