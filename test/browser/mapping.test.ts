import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openView } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const SAID = ['joy', 'fear', 'joy,fear'];

/** Notes with labels in a column that no guess understands, and ratings that use a part of their scale. */
const notes = [
  'note;who;feeling;rating',
  ...Array.from({ length: 12 }, (_, item) =>
    [0, 1, 2].map(
      (rater) => `Note ${item};w${rater};${SAID[(item + rater) % 3]};${2 + ((item * rater) % 3)}`,
    ),
  ).flat(),
  'Note 3;;joy;2',
].join('\n');
const file = { name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from(notes) };

describe('the columns of a file that was guessed wrong', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('are said by the person, where nothing can be guessed', async () => {
    const { page } = site;
    await page.getByLabel('Files to open').setInputFiles(file);
    await page.getByRole('button', { name: 'Say what its columns hold' }).click();
    const dialog = page.getByRole('dialog', { name: 'What notes.csv holds' });
    await dialog.getByRole('alert').filter({ hasText: 'lacks a column of texts or of ids' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Read it like this' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Texts').selectOption('note');
    await dialog.getByLabel('Raters').selectOption('who');
    await dialog.getByRole('checkbox', { name: /^feeling/ }).check();
    await dialog.getByRole('checkbox', { name: /^rating/ }).check();
    await dialog.getByText('37 rows read: 12 texts. 1 row would be left out:').waitFor();
    await dialog.getByText('the first in line 38: The column "who" is empty.').waitFor();
    // Words that stand alone elsewhere are labels, and the comma is what stands between them.
    expect(await dialog.getByLabel('Between several labels stands').inputValue()).toBe(',');
    await dialog.getByText('feeling: categorical, 2 labels: fear, joy').waitFor();
    // Answers from 2 to 4 use a part of the usual scale.
    await dialog.getByText('rating: ordinal 1 to 5').waitFor();
    await dialog.getByRole('cell', { name: 'w2: fear, joy' }).first().waitFor();
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
    await line(page, 'text = "note", rater = "who", labels = "feeling", "rating"');
    await line(page, 'several labels with "," between them');
    await page.getByText('1 file read, 1 row left out').waitFor();
  });

  it('are looked at by keyboard, and nothing changes by Escape', async () => {
    const { page } = site;
    const change = page.getByRole('button', { name: 'Change how notes.csv is read' });
    await change.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'What notes.csv holds' });
    await dialog.getByText('Nothing is kept before you apply it.').waitFor();
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press('Tab');
      // Past the last control the focus may be the browser's own, never that of the page behind.
      const place = await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement === document.body ? 'nowhere' : activeElement?.closest('dialog') ? 'in' : 'out';
      });
      expect(place).not.toBe('out');
    }
    await dialog.getByLabel('Between several labels stands').selectOption('|');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await change.evaluate((button) => button === document.activeElement)).toBe(true);
    await line(page, 'feeling: categorical, 2 labels: fear, joy');
  });

  it('are corrected, and the same project is read again', async () => {
    const { page } = site;
    const address = page.url();
    await page.getByRole('button', { name: 'Change how notes.csv is read' }).click();
    const dialog = page.getByRole('dialog', { name: 'What notes.csv holds' });
    // No cell has a bar: what has a comma is a label of its own, whatever was guessed.
    await dialog.getByLabel('Between several labels stands').selectOption('|');
    await dialog.getByText('feeling: categorical, 3 labels: fear, joy, joy,fear').waitFor();
    await dialog.getByRole('cell', { name: 'w2: joy,fear' }).first().waitFor();
    expect(await dialog.getByLabel('Answers to rating are').inputValue()).toBe('ordinal');
    await dialog.getByRole('checkbox', { name: 'as far as the answers go' }).check();
    await dialog.getByText('rating: ordinal 2 to 4').waitFor();
    await dialog.getByRole('checkbox', { name: 'as far as the answers go' }).uncheck();
    await dialog.getByLabel('highest').fill('3');
    await dialog.getByLabel('highest').press('Tab');
    await dialog
      .getByText(/rows, the first in line \d+: "4" is no point of the scale of "rating", 1 to 3/)
      .waitFor();
    await dialog.getByLabel('highest').fill('0');
    await dialog.getByLabel('highest').press('Tab');
    await dialog.getByRole('alert').filter({ hasText: 'two whole numbers are expected' }).waitFor();
    await dialog.getByLabel('highest').fill('7');
    await dialog.getByLabel('highest').press('Tab');
    await dialog.getByText('rating: ordinal 1 to 7').waitFor();
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
    await line(page, 'feeling: categorical, 3 labels: fear, joy, joy,fear; rating: ordinal 1 to 7');
    expect(await page.getByText('several labels with').count()).toBe(0);
    expect(page.url()).toBe(address);
    await page.getByRole('link', { name: 'All projects' }).click();
    await expect.poll(() => page.getByRole('link', { name: 'notes.csv' }).count()).toBe(1);
    await page.getByRole('link', { name: 'notes.csv' }).click();
    await line(page, 'rating: ordinal 1 to 7');
  });

  it('can be corrected after a reload, from the file that is kept', async () => {
    const { page } = site;
    await page.reload();
    await page.getByRole('button', { name: 'Change how notes.csv is read' }).click();
    const dialog = page.getByRole('dialog', { name: 'What notes.csv holds' });
    await dialog.getByLabel('Form of the file').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await line(page, 'rating: ordinal 1 to 7');
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  });
});

describe('hostile names and texts', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('are shown as they are', async () => {
    const { page } = site;
    const label = '<img src=x onerror=alert(1)>';
    const rows = ['\uFEFFid,text,rater,label'];
    for (let item = 0; item < 3; item++)
      for (const rater of ['__proto__', '<b>B</b>'])
        rows.push(
          `t${item},"مرحبا 😀, ""${item}""\r\n<script>alert(2)</script>",${rater},${item ? '__proto__' : label}`,
        );
    rows.push(
      `t1,"${'ab 😀 '.repeat(40_000)}",constructor,__proto__`,
      `t9,"${'ab 😀 '.repeat(40_000)}",A,__proto__`,
    );
    page.on('dialog', (dialog) => expect.unreachable(dialog.message()));
    const buffer = Buffer.from(rows.join('\r\n'));
    await page
      .getByLabel('Files to open')
      .setInputFiles({ name: 'hostile.csv', mimeType: 'text/csv', buffer });
    await line(page, `label: categorical, 2 labels: ${label}, __proto__`);
    await page.getByText('1 file read, 1 row left out').click();
    await page.getByRole('cell', { name: 'An earlier row with the id "t1" has another text.' }).waitFor();
    await page.getByRole('button', { name: 'Change how hostile.csv is read' }).click();
    const dialog = page.getByRole('dialog', { name: 'What hostile.csv holds' });
    await dialog.getByRole('cell', { name: `__proto__: ${label} <b>B</b>: ${label}` }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await openView(page, 'Items');
    const texts = page.getByRole('list', { name: 'Texts' });
    await texts.getByRole('button', { name: /مرحبا 😀, "0"/ }).click();
    const detail = page.getByRole('dialog');
    await detail.getByText(`rater <b>B</b>: ${label}`).waitFor();
    expect(
      await detail
        .getByText('<script>alert(2)</script>')
        .evaluate((text) => getComputedStyle(text).direction),
    ).toBe('rtl');
    await detail.getByRole('button', { name: 'Close' }).click();
    expect(site.errors).toEqual([]);
  });

  it('and an empty file is refused', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'All projects' }).click();
    for (const [content, message] of [
      ['', 'empty.csv: The file is empty.'],
      ['\n \n', 'empty.csv: The file holds blank lines only.'],
      ['id,text,rater,label\n', 'holds no rows below its header'],
    ]) {
      const buffer = Buffer.from(content);
      await page
        .getByLabel('Files to open')
        .setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('alert').filter({ hasText: message }).waitFor();
    }
  });
});

/** Waits until the page says so of how a file was read. */
async function line(page: Page, words: string): Promise<void> {
  const list = page.getByRole('list', { name: 'How the files were read' });
  await list.getByText(words).waitFor();
}
