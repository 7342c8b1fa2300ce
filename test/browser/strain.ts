import { execFileSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { nightly } from '../nightly.ts';

/** What a task of the page may take so that typing is not held up; by day, other tests take the processor meanwhile. */
export const LONGEST_TASK_MILLISECONDS = nightly ? 200 : 1000;

/** Writes a file of any size row by row, and gives its path back. */
export async function written(path: string, rows: Iterable<string>): Promise<string> {
  const file = await open(path, 'w');
  let block: string[] = [];
  for (const row of rows) {
    if (block.push(row) < 10_000) continue;
    await file.write(`${block.join('\n')}\n`);
    block = [];
  }
  await file.write(block.join('\n'));
  await file.close();
  return path;
}

declare global {
  /** Lengths in milliseconds of the tasks of the page's own thread that took over 50 ms. */
  var tasks: number[];
}

/** To be run in the page: begins to note its long tasks. */
export function watchTasks(): void {
  globalThis.tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask' });
}

/** The longest task of the page since {@link watchTasks}, in milliseconds; what drives the browser is among them. */
export async function longestTask(page: Page): Promise<number> {
  return await page.evaluate(() => Math.max(0, ...tasks));
}

/** The most that all renderer processes together hold in memory, workers included, ten times a second. */
export function watchMemory(context: BrowserContext): { stop(): Promise<number> } {
  let peak = 0;
  let running = true;
  const watching = (async () => {
    const session = await context.browser()!.newBrowserCDPSession();
    while (running) {
      peak = Math.max(peak, await rendererMemory(session));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await session.detach();
  })();
  return {
    async stop() {
      running = false;
      await watching;
      return peak;
    },
  };
}

/** Bytes that all renderer processes hold in memory now, workers included. */
export async function rendererMemory(browser: CDPSession): Promise<number> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => String(id));
  const resident = execFileSync('ps', ['-o', 'rss=', '-p', renderers.join(',')], { encoding: 'utf8' });
  return resident
    .trim()
    .split(/\s+/)
    .reduce((sum, kilobytes) => sum + Number(kilobytes) * 1024, 0);
}

/** What the progress bar of a reading says, each different thing once, until the work has ended. */
export async function progressUntil(page: Page, end: Promise<void>): Promise<Set<string>> {
  const shown = new Set<string>();
  let ended = false;
  const finished = end.finally(() => (ended = true));
  while (!ended) {
    const detail = page.getByRole('region', { name: 'Reading' }).getByText(/[kM]B of .* rows/);
    const words = await detail.textContent({ timeout: 500 }).catch(() => null);
    if (words !== null) shown.add(words);
    // To look for elements takes time of the page's own thread.
    await page.waitForTimeout(150);
  }
  await finished;
  return shown;
}
