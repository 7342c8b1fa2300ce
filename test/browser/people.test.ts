import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { openView, untilAnalysed, viewNames } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const LABELS = ['anger', 'joy', 'neutral', 'sadness'];

/** A column for each of five raters over more texts than are annotated without asking; Eve guesses. */
function fiveRaters(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = ['id,text,Anna,Ben,Chloe,Dan,Eve'];
  let state = 3;
  const below = (end: number) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * end);
  };
  for (let text = 0; text < 260; text++) {
    const meant = below(4);
    const answers = [8, 7, 7, 6, 0].map((sure) => LABELS[below(10) < sure ? meant : below(4)]);
    rows.push([text, `"Something is said in text ${text}"`, ...answers].join(','));
  }
  return { name: 'five.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
}

describe('people’s answers, before any model has answered,', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await site.page.getByLabel('Files to open').setInputFiles(fiveRaters());
    await untilAnalysed(site.page);
  }, 300_000);
  afterAll(() => site.end());

  it('have only the tabs that they fill, and a link to another says what that needs', async () => {
    const { page } = site;
    await page.getByRole('heading', { name: 'No model has answered this question yet' }).waitFor();
    expect(await viewNames(page)).toEqual(['Overview', 'People', 'Items', 'Method']);
    // Each shows something of its own.
    expect(await page.getByRole('list', { name: 'Texts' }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Rater by rater' }).count()).toBe(0);
    await openView(page, 'Items');
    await page.getByRole('list', { name: 'Texts' }).getByRole('listitem').first().waitFor();
    expect(await page.getByRole('heading', { name: 'Rater by rater' }).count()).toBe(0);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download results' }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split(/\r?\n/);
    expect(lines).toHaveLength(261);
    await openView(page, 'Method');
    await page.getByRole('heading', { name: 'How every figure is made' }).waitFor();
    await page.evaluate(() => (location.hash = `${location.hash.replace(/&view=\w+/, '')}&view=calibration`));
    await page
      .getByText(/^“Calibration” needs a model’s answers, and no model has answered “\w+” yet\. This is the/)
      .waitFor();
    await page.getByRole('heading', { name: 'Overview', level: 2 }).waitFor();
    await page.keyboard.press('/');
    const search = page.getByRole('dialog', { name: 'Search in views and texts' });
    await search.locator('input').fill('over');
    const views = search.getByRole('listitem').filter({ hasText: /^\w+$/ });
    await expect.poll(() => views.allTextContents()).toEqual(['Overview']);
    await search.getByRole('button', { name: 'Close' }).click();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('show how far people agree, who is doubtful and what is confused', async () => {
    const { page } = site;
    await openView(page, 'People');
    const picture = (name: RegExp) => page.getByRole('img', { name }).first();
    await picture(/^How far people agree\. .* Krippendorff’s α, nominal = 0\.\d\d \(95% interval/).waitFor();
    await picture(/^What people said\. \w+ is given most/).waitFor();
    await picture(/^Rater against rater\. Most alike: .* Least alike: .*Eve/).waitFor();
    await picture(/^Who says what where another says/).waitFor();
    await page.getByText(/^Doubtful: Eve \(κ/).waitFor();
    await page.getByText('5 raters judged 260 texts; 5.00 of them for each text on average.').waitFor();
    const row = page.getByRole('region', { name: 'Rater by rater' }).getByRole('row', { name: /^Eve/ });
    expect(await row.textContent()).toMatch(/doubtful.*260.*260/);
  });

  it('open the texts of a label that is often confused', async () => {
    const { page } = site;
    await page
      .getByRole('group', { name: /^Who says what/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByText(/^\d+ texts? of 260$/).waitFor();
    expect(site.errors).toEqual([]);
  });
});

/** Three raters for each text, and two more where no two of the three agree: the fewer agree, the more are asked. */
function asMoreWereAsked(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = ['id,text,rater,label'];
  let drawn = 5;
  const below = (end: number) => {
    drawn = (drawn * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((drawn / 2 ** 32) * end);
  };
  for (let text = 0; text < 260; text++) {
    const meant = below(4);
    const sure = 2 + below(8);
    const answers = Array.from({ length: 5 }, () => LABELS[below(10) < sure ? meant : below(4)]);
    const agree = new Set(answers.slice(0, 3)).size < 3;
    for (const [rater, label] of answers.slice(0, agree ? 3 : 5).entries())
      rows.push(`${text},"Something is said in text ${text}",r${(text + rater) % 40},${label}`);
  }
  return { name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
}

describe('answers of which more were asked for where the first disagreed', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await site.page.getByLabel('Files to open').setInputFiles(asMoreWereAsked());
    await untilAnalysed(site.page);
  }, 300_000);
  afterAll(() => site.end());

  it('take the rule from a person, keep it, and give it back', async () => {
    const { page } = site;
    const warning = page.getByText(/^Raters agree less where more of them were asked/);
    const rule = page.getByRole('form', { name: 'Rule by which more raters were asked' });
    await openView(page, 'People');
    await warning.waitFor();
    await rule.getByRole('button', { name: 'State this rule' }).click();
    const stated = page.getByText(
      /^3 raters were asked, and 2 more unless two agree; the squared gap D allows/,
    );
    await stated.waitFor();
    expect(await warning.count()).toBe(0);
    await page.reload();
    await untilAnalysed(page);
    await stated.waitFor();
    await rule.getByRole('button', { name: 'There was no rule' }).click();
    await warning.waitFor();
    expect(site.errors).toEqual([]);
  });
});

/** A row for each answer of three raters, and how many seconds it took. */
function timedAnswers(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = ['id,text,rater,label,seconds'];
  for (let text = 0; text < 240; text++)
    for (const [place, rater] of ['Anna', 'Ben', 'Chloe'].entries()) {
      const seconds = rater === 'Chloe' ? '' : (place + 1) * 20 + (text % 5);
      rows.push(
        [
          text,
          `"Something is said in text ${text}"`,
          rater,
          LABELS[(text + (text % 7 === 0 ? place : 0)) % 4],
          seconds,
        ].join(','),
      );
    }
  return { name: 'timed.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
}

describe('answers whose file says how long they took', () => {
  it('have each rater’s median time', async () => {
    const site = await visit();
    const { page } = site;
    await page.getByLabel('Files to open').setInputFiles(timedAnswers());
    await untilAnalysed(page);
    await openView(page, 'People');
    const table = page.getByRole('region', { name: 'Rater by rater' });
    await table.getByRole('columnheader', { name: 'Median time' }).waitFor();
    const time = (rater: RegExp) =>
      table.getByRole('row', { name: rater }).getByRole('cell').last().textContent();
    expect(await Promise.all([/^Anna/, /^Ben/, /^Chloe/].map(time))).toEqual(['22 s', '42 s', '–']);
    expect(site.errors).toEqual([]);
    await site.end();
  }, 300_000);
});
