import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visit } from './visit.ts';

/** Whether something stands right below a control, and can be seen without scrolling. */
async function isBeside(control: Locator, what: Locator): Promise<boolean> {
  const [above, below] = [(await control.boundingBox())!, (await what.boundingBox())!];
  const between = below.y - above.y - above.height;
  const { height } = what.page().viewportSize()!;
  // A page scrolls by whole pixels.
  return between >= 0 && between < 120 && below.y + below.height < height + 1;
}

describe('a file that cannot be used', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('is named with what it lacks, what to do and what was found, and nothing is kept of it', async () => {
    const { page } = site;
    const buffer = Buffer.from('colour,size\nred,3\n');
    await page.getByLabel('Files to open').setInputFiles({ name: 'paint.csv', mimeType: 'text/csv', buffer });
    const problem = page.getByRole('alert');
    await problem.waitFor();
    await expect.poll(() => isBeside(page.getByRole('group', { name: 'Open files' }), problem)).toBe(true);
    const message = await problem.textContent();
    expect(message).toContain('paint.csv');
    expect(message).toContain('No column holds texts or ids. Name the column of texts "text"');
    expect(message).toContain('"colour"');
    await page.getByText('Nothing yet. What you open is kept here').waitFor();
    await problem.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => problem.count()).toBe(0);
  });

  it('leaves a half-good file usable, with its bad rows listed by line', async () => {
    const { page } = site;
    const buffer = Buffer.from('id,text\n1,"Good, ""quoted""\ntext"\n2\n3,Another\n');
    await page.getByLabel('Files to open').setInputFiles({ name: 'mixed.csv', mimeType: 'text/csv', buffer });
    await page.getByText('1 file read, 1 row left out').click();
    await page.getByRole('cell', { name: '4', exact: true }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the rows left out' }).click();
    expect((await download).suggestedFilename()).toBe('rows-left-out.csv');
  });
});

describe('a public data set that cannot be fetched', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('asks the named host and no other, and says where to get it by hand', async () => {
    const { page, watch } = site;
    expect(watch.foreignRequests()).toEqual([]);
    const button = page.getByRole('button', { name: 'Fetch EmoBank: 4.5 MB from raw.githubusercontent.com' });
    await button.click();
    const problem = page.getByRole('alert');
    await problem.waitFor();
    // It is scrolled into view once it stands.
    await expect.poll(() => isBeside(button, problem)).toBe(true);
    expect(await problem.textContent()).toContain('github.com/JULIELab/EmoBank');
    expect(new Set(watch.foreignRequests())).toEqual(new Set(['CONNECT raw.githubusercontent.com:443']));
  });
});
