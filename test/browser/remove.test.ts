import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { visit, type Visit } from './visit.ts';

const LABELS = ['calm', 'tense', 'bored'];

/** What a rater said of so many texts. */
function rater(name: string, texts: number) {
  return csvFile(`${name}.csv`, [
    'id,text,rater,mood',
    ...Array.from(
      { length: texts },
      (_, item) => `s${item},Sentence ${item} of ours,${name},${LABELS[item % 3]}`,
    ),
  ]);
}
/** A model's answers to a third of the texts and to others. */
const partly = csvFile('encoder.csv', [
  'id,calm,tense,bored',
  ...Array.from({ length: 4 }, (_, item) => `s${item},0.5,0.25,0.25`),
  ...Array.from({ length: 8 }, (_, item) => `u${item},0.5,0.25,0.25`),
]);
/** None of its ids is one of the texts', and there are as many. */
const strangers = csvFile('strangers.csv', [
  'id,response',
  ...Array.from({ length: 12 }, (_, item) => `row-${item}-x,${LABELS[item % 3]}`),
]);

describe('what a project is made of', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    // Figures wait for a model and an analysis, on a machine that may be busy.
    site.page.setDefaultTimeout(90_000);
    await site.page.getByLabel('Files to open').setInputFiles([rater('ann', 12), rater('ben', 12)]);
    await site.page.getByRole('heading', { name: 'ann.csv' }).waitFor();
  });
  afterAll(() => site.end());

  it('is added to after what would be matched is shown, and not where a person does not agree', async () => {
    const { page } = site;
    await page.getByLabel('Files of predictions').setInputFiles(strangers);
    const none = page.getByRole('dialog', { name: 'How is strangers.csv to be read?' });
    await none
      .getByText(/^0 of 12 ids match: the file has "row-0-x", .*the people's items are "s0"/)
      .waitFor();
    await none.getByText('add anyway: the 12 rows are in the order').waitFor();
    await none.getByRole('button', { name: 'Cancel' }).click();
    await page.getByLabel('Files of predictions').setInputFiles(partly);
    const dialog = page.getByRole('dialog', { name: 'Add encoder.csv?' });
    await dialog.getByText('4 of 12 rows belong to texts of this project.').waitFor();
    await dialog.getByText('8 ids of the file that no text here has: “u0”, “u1”, “u2”, …').waitFor();
    await dialog.getByText('8 texts here without an answer: “s4”, “s5”, “s6”, …').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('2 files read').waitFor();
    await page.getByLabel('Files of predictions').setInputFiles(partly);
    await dialog.getByRole('button', { name: 'Add anyway' }).click();
    await page.getByText('3 files read').waitFor();
  });

  it('can be removed, file or model, and put back', async () => {
    const { page } = site;
    await page.getByText('3 files read').click();
    await page.getByRole('button', { name: 'Remove encoder.csv' }).click();
    await page.getByText('Removed encoder.csv from this project.').waitFor();
    await page.getByText('2 files read').click();
    await page.getByRole('button', { name: 'Remove ben.csv' }).click();
    await page.getByText('Removed ben.csv from this project.').waitFor();
    await page.getByText('1 file read').waitFor();
    await page.getByText(/12 votes on mood/).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/24 votes on mood/).waitFor();
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.getByRole('button', { name: /^Annotate/ }).click();
    // The card closes where a model had answered before, which is known only when the files are read again.
    const remove = page.getByRole('button', { name: /^Remove minilm/ });
    await expect
      .poll(async () => {
        if (!(await remove.isVisible()))
          await page.getByRole('heading', { name: 'Models and texts' }).click();
        return await remove.isVisible();
      })
      .toBe(true);
    await remove.click();
    await page.getByText(/^Removed minilm/).waitFor();
    await page.getByRole('button', { name: /^Show minilm.* again/ }).waitFor();
    expect(site.errors).toEqual([]);
  });
});
