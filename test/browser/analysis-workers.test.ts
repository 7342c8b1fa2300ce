import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { visit, type Visit } from './visit.ts';

const ANALYSIS = 'the analysis';
const PARTS = 'parts of the analysis';

describe('an analysis that is worth several threads', () => {
  let site: Visit;
  let folder: string;
  beforeAll(async () => {
    // Without the reports that ship there is something to compute.
    folder = await mkdtemp(join(tmpdir(), 'dissensus-without-reports-'));
    const filter = (path: string) => !/benchmarks\/.*-report-/.test(path);
    await cp(inject('site'), folder, { recursive: true, filter });
    site = await visit({ site: folder });
    site.page.setDefaultTimeout(120_000);
    await site.page.addInitScript(countWorkers);
    await site.page.reload();
    await site.page.getByRole('button', { name: 'GoEmotions, rater by rater' }).click();
  });
  afterAll(async () => {
    await site.end();
    await rm(folder, { recursive: true });
  });

  it('is done by a worker for each core, while another answers', async () => {
    const { page } = site;
    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    await expect.poll(() => running(page, PARTS), { timeout: 60_000 }).toBe(Math.min(cores, 8));
    expect(await running(page, ANALYSIS)).toBe(1);
    await page.getByRole('link', { name: 'Items' }).click();
    await page.getByText('(text not included)').first().waitFor();
    // The table's figures came from the worker that does no part.
    expect(await running(page, PARTS)).toBe(Math.min(cores, 8));
  });

  it('ends with the project', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'All projects' }).click();
    await expect.poll(() => running(page, PARTS)).toBe(0);
    expect(await running(page, ANALYSIS)).toBe(0);
    expect(site.errors).toEqual([]);
  });
});

/** Counts the running workers of each name, from the page's side: a busy worker answers nobody. */
function countWorkers(): void {
  const counts = new Map<string, number>();
  const add = (name: string, change: number) => counts.set(name, (counts.get(name) ?? 0) + change);
  window.Worker = class extends Worker {
    readonly #name: string;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#name = options?.name ?? '';
      add(this.#name, 1);
    }
    override terminate(): void {
      add(this.#name, -1);
      super.terminate();
    }
  };
  Object.assign(window, { runningWorkers: (name: string) => counts.get(name) ?? 0 });
}

async function running(page: Page, name: string): Promise<number> {
  return await page.evaluate(
    (one) => (window as unknown as { runningWorkers: (name: string) => number }).runningWorkers(one),
    name,
  );
}
