import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { textFile } from './rater-file.ts';
import { visit, type Visit } from './visit.ts';

const LABELS = ['calm', 'tense', 'bored'];

/** What a rater said of so many texts, which stand before those of the others. */
function rater(name: string, texts: number) {
  return csvFile(`${name}.csv`, [
    'id,text,rater,mood',
    ...Array.from(
      { length: texts },
      (_, item) => `${name}${item},Sentence ${item} of ${name},${name},${LABELS[item % 3]}`,
    ),
  ]);
}
const encoder = csvFile('encoder.csv', [
  'id,calm,tense,bored',
  ...Array.from({ length: 12 }, (_, item) => `ann${item},0.5,0.25,0.25`),
]);

describe('one project in two tabs', () => {
  let site: Visit;
  let here: Page;
  let there: Page;
  beforeAll(async () => {
    site = await visit();
    here = site.page;
    here.setDefaultTimeout(60_000);
    await here.getByLabel('Files to open').setInputFiles([rater('ann', 12)]);
    await here.getByText(/12 votes on mood/).waitFor();
    there = await site.context.newPage();
    there.setDefaultTimeout(60_000);
    await there.goto(here.url());
    await there.getByText(/12 votes on mood/).waitFor();
  });
  afterAll(() => site.end());

  const add = async (page: Page, label: string, file: ReturnType<typeof csvFile>) => {
    await page.getByLabel(label).setInputFiles(file);
    await page.getByRole('button', { name: /^Add( anyway)?$/ }).click();
  };
  const notice = (page: Page) => page.getByText('This project was changed in another tab');

  it('is shown by both as one of them has made it', async () => {
    await add(here, 'Files of texts or people', rater('ben', 6));
    await here.getByText(/18 votes on mood/).waitFor();
    await there.getByText(/18 votes on mood/).waitFor();
    await notice(there).waitFor();
    expect(await notice(here).count()).toBe(0);
    await there.getByRole('button', { name: 'Close', exact: true }).click();
    await notice(there).waitFor({ state: 'detached' });
  });

  it('keeps what one adds though the other was about to add, and says that it was not', async () => {
    await there.getByLabel('Files of texts or people').setInputFiles(rater('cy', 3));
    await there.getByRole('dialog').waitFor();
    await add(here, 'Files of predictions', encoder);
    await here.getByText('3 files read').waitFor();
    await notice(there)
      .filter({ hasText: 'What was being added here was not kept: add it again.' })
      .waitFor();
    await there.getByText('3 files read').waitFor();
    expect(await there.getByRole('dialog').count()).toBe(0);
    await add(there, 'Files of texts or people', rater('cy', 3));
    await there.getByText('4 files read').waitFor();
    await here.getByText('4 files read').waitFor();
  });

  it('is not put back as it was before the other has changed it', async () => {
    await here.getByText('4 files read').click();
    await here.getByRole('button', { name: 'Remove cy.csv' }).click();
    await here.getByText('Removed cy.csv from this project.').waitFor();
    await there.getByText('3 files read').waitFor();
    await add(there, 'Files of texts or people', rater('dee', 3));
    await notice(here).waitFor();
    expect(await here.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await here.getByText('4 files read').waitFor();
  });

  it('is gone from both where one deletes everything, and no run begins again', async () => {
    await there.getByRole('link', { name: 'All projects' }).click();
    await there.getByLabel('Files to open').setInputFiles(textFile(3000));
    await there.getByRole('button', { name: /^Annotate [\d,]+ texts$/ }).click();
    await there
      .getByText(/\d+ of 3,000/)
      .first()
      .waitFor();
    await here.getByRole('button', { name: 'What leaves this machine' }).click();
    await here.getByRole('button', { name: 'Delete everything…' }).click();
    await here.getByRole('button', { name: 'Delete all of it, for good' }).click();
    await here.getByText(/^Deleted: 1 database, /).waitFor();
    await there.getByText('was deleted in another tab').waitFor();
    expect(await there.getByRole('main').innerText()).not.toContain('texts.txt');
    const left = () =>
      there.evaluate(async () => ({
        databases: (await indexedDB.databases()).map(({ name }) => name),
        caches: await caches.keys(),
        settings: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      }));
    // Longer than what was at work would take to keep something more.
    await there.waitForTimeout(2000);
    expect(await left()).toEqual({ databases: [], caches: [], settings: [] });
    await there.getByRole('button', { name: 'Start over' }).click();
    await there.getByText('Nothing yet. What you open is kept here').waitFor();
  });
});
