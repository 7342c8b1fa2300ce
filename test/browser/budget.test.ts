import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { SIZES } from '../../src/pages/finding/finding.ts';
import { sizeWords } from '../../src/pages/finding/size-words.ts';
import { visit, type Visit } from './visit.ts';

/** JavaScript that the first screen may load, as a server sends it compressed. */
const MOST_SCRIPT_BYTES = 150_000;

describe('the first screen', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await site.page.getByRole('img', { name: sizeWords(SIZES).title }).waitFor();
    await site.page.waitForLoadState('networkidle');
  });
  afterAll(() => site.end());

  it('loads no more script than a page may that opens at once', async () => {
    const paths = await site.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    const scripts = [...new Set(paths)].filter((path) => /\.m?js$/.test(path));
    expect(scripts.length).toBeGreaterThan(0);
    let bytes = 0;
    for (const path of scripts) {
      const content = await readFile(join(inject('site'), path.replace('/dissensus/', '')));
      bytes += gzipSync(content).length;
    }
    console.log(
      `First screen: ${(bytes / 1000).toFixed(1)} kB of script, compressed (${scripts.join(', ')})`,
    );
    expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES);
  });

  it('is painted without asking for a model’s file or WebAssembly', async () => {
    const { page } = site;
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    );
    console.log(`First contentful paint: ${paint?.toFixed(0)} ms`);
    expect(paint).not.toBeNull();
    expect(site.server.requests.filter((request) => /\.(onnx|wasm)$/.test(request))).toEqual([]);
  });
});
