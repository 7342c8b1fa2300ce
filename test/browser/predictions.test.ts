import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { visit, type Visit } from './visit.ts';

const LABELS = ['calm', 'tense', 'bored'];

/** Twelve texts, three raters each, two questions with the same labels. */
const people = csvFile('people.csv', [
  'id,text,rater,mood,feeling',
  ...Array.from({ length: 36 }, (_, row) => {
    const [item, rater] = [Math.floor(row / 3), row % 3];
    const [mood, feeling] = [LABELS[(item * rater) % 3], LABELS[(item + rater) % 3]];
    return `s${item},Sentence ${item} of ours,w${rater},${mood},${feeling}`;
  }),
]);
/** Labels that are not the people's, a row that sums to 2, a negative cell, a repeated and an unknown id. */
const probabilities = csvFile('encoder.csv', [
  'id,tense,relaxed,bored,angry',
  ...Array.from({ length: 11 }, (_, item) => `s${item},0.2,0.5,0.2,0.1`),
  's11,0.4,1,0.4,0.2',
  's11,0.1,0.2,0.6,0.1',
  's3,-1,1,1,0',
  'nobody,0.2,0.5,0.2,0.1',
]);
const responses = csvFile('answers.csv', [
  'id,response,model',
  ...Array.from({ length: 120 }, (_, row) => `s${row % 12},${LABELS[row % 3]},elsewhere-7b`),
  ...Array.from({ length: 104 }, (_, row) => `s${row % 12},"As a model, I cannot <b>tell</b>",elsewhere-1b`),
  ...Array.from({ length: 60 }, (_, row) => `stranger-${row},calm,elsewhere-7b`),
]);

describe('predictions whose labels are not the people’s', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    // Figures wait for a model and an analysis, on a machine that may be busy.
    site.page.setDefaultTimeout(90_000);
  });
  afterAll(() => site.end());

  it('are asked about: first which question they answer', async () => {
    const { page } = site;
    await page.getByLabel('Files to open').setInputFiles([people, probabilities]);
    const dialog = page.getByRole('dialog', { name: 'Which question does encoder.csv answer?' });
    expect(await dialog.getByRole('button', { name: 'Read it like this' }).isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: /^feeling/ }).check();
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
  });

  it('then which label each column stands for, and go on, joined by id', async () => {
    const { page } = site;
    const dialog = page.getByRole('dialog', { name: 'The labels of encoder.csv are not the people' });
    const calm = dialog.getByText("In people's answers but not in the model's: “calm”.");
    await calm.waitFor().catch(async () => {
      expect.fail(
        `The labels were not asked about. The page says: ${await page.locator('body').innerText()}`,
      );
    });
    await dialog.getByText("In the model's but not in people's: “relaxed”, “angry”.").waitFor();
    await dialog.getByText('“calm” gets probability 0 in every row.').waitFor();
    await dialog.getByLabel('relaxed').selectOption('calm');
    await dialog.getByLabel('angry').selectOption({ label: 'tense (added to its own column)' });
    await dialog.getByText('Every label has a column, and no column is left out.').waitFor();
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
    await page.getByRole('button', { name: 'feeling', exact: true }).click();
    await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
  });

  it('say what became of every row', async () => {
    const { page } = site;
    await page.getByText('2 files read, 2 rows left out, 1 unknown id, 1 row divided by its sum').click();
    await page
      .getByText('15 rows read: 12 used, 1 with ids that no text has, 1 whose probabilities')
      .waitFor();
    const rows = page.getByRole('region', { name: 'Rows left out' }).getByRole('row');
    await rows
      .filter({ hasText: /encoder\.csv.*14.*The id "s11" stands in an earlier row/ })
      .first()
      .waitFor();
    await rows
      .filter({ hasText: /encoder\.csv.*15.*The column "tense" holds "-1"/ })
      .first()
      .waitFor();
  });

  it('keep what was there when a new reading is not gone through with', async () => {
    const { page } = site;
    await page.getByRole('button', { name: 'Change how people.csv is read' }).click();
    const dialog = page.getByRole('dialog', { name: 'What people.csv holds' });
    await dialog.getByRole('checkbox', { name: /^feeling/ }).uncheck();
    await dialog.getByText('mood: categorical').waitFor();
    await dialog.getByText('Nothing is kept before you apply it.').waitFor();
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
    // The question that the predictions were said to answer is gone.
    await page.getByRole('alert').filter({ hasText: 'The data set has no question "feeling".' }).waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.reload();
    await page.getByText('mood: categorical, 3 labels: bored, calm, tense; feeling: categorical').waitFor();
    await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
    expect(site.errors).toEqual([]);
  });
});

describe('predictions that are added to a project', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    // Figures wait for a model and an analysis, on a machine that may be busy.
    site.page.setDefaultTimeout(90_000);
    await site.page.getByLabel('Files to open').setInputFiles(people);
    await site.page.getByRole('heading', { name: 'people.csv' }).waitFor();
  });
  afterAll(() => site.end());

  it('say which question they answer, and are compared beside the others', async () => {
    const { page } = site;
    await page.getByLabel('Files of predictions').setInputFiles(responses);
    const dialog = page.getByRole('dialog', { name: 'Which question does answers.csv answer?' });
    await dialog.getByRole('radio', { name: /^mood/ }).check();
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
    await page.getByText('224 of 284 rows belong to texts of this project.').waitFor();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
    await page
      .getByLabel('Files of predictions')
      .setInputFiles(csvFile('encoder.csv', ['id,calm,tense,bored', 's0,0.5,0.25,0.25', 's1,0.25,0.25,0.5']));
    await page.getByRole('dialog').getByRole('radio', { name: /^mood/ }).check();
    await page.getByRole('button', { name: 'Read it like this' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('group', { name: 'Model' }).getByRole('button', { name: 'encoder' }).waitFor();
    await page.getByRole('group', { name: 'Model' }).getByRole('button', { name: 'elsewhere-7b' }).waitFor();
  });

  it('have their failures counted with examples, and their unknown ids as a file', async () => {
    const { page } = site;
    await page
      .getByText(/^3 files read, 104 answers not understood, \d+ or more of them refusals, 60 unknown ids/)
      .click();
    const failures = page.getByRole('region', { name: 'Answers that could not be understood' });
    await failures.getByText('Answers that could not be understood: 104').waitFor();
    await failures.getByRole('cell', { name: 'As a model, I cannot <b>tell</b>' }).first().waitFor();
    await failures
      .getByRole('cell', { name: 'The answer is a refusal. (elsewhere-1b, s0)' })
      .first()
      .waitFor();
    const ids = page.getByRole('region', { name: 'Ids that no text has' });
    await ids.getByText('the first 50 rows are shown').waitFor();
    expect(await ids.getByRole('cell', { name: 'stranger-59' }).count()).toBe(0);
    const lines = await downloaded(page, 'Download the unknown ids');
    expect(lines).toHaveLength(61);
    expect(lines[60]).toContain('stranger-59');
    expect(await downloaded(page, 'Download the answers not understood')).toHaveLength(102);
  });

  it('are judged on those texts alone that their model was not trained on', async () => {
    const { page } = site;
    await page.getByRole('group', { name: 'Model' }).getByRole('button', { name: 'encoder' }).click();
    // With answers of models the panel is closed until it is asked for.
    await page.getByText('Models and texts', { exact: true }).click();
    const trained = page.getByRole('region', { name: 'What models were trained on' });
    await trained.getByLabel('Was encoder trained on these texts?').selectOption('on those of a list');
    await trained
      .getByLabel('List of the texts that encoder was trained on')
      .setInputFiles(csvFile('split.csv', ['id,split', 's0,train', 's1,test', 's99,train']));
    await trained.getByRole('checkbox', { name: 'split: train' }).check();
    await trained.getByRole('button', { name: 'Those rows' }).click();
    await trained
      .getByText('1 text listed in split.csv; 1 of its rows are none of these texts. Figures are over')
      .waitFor();
    await page.getByText('trained or tuned on 1 of these texts, 1 as a person said (split.csv)').waitFor();
  });

  it('are refused where they hold none, and nothing changes', async () => {
    const { page } = site;
    await page
      .getByLabel('Files of predictions')
      .setInputFiles(csvFile('paint.csv', ['colour,size', 'red,3']));
    await page.getByRole('alert').filter({ hasText: 'paint.csv: It holds no predictions.' }).waitFor();
    await page.getByText('3 files read').waitFor();
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  });

  it('are read again with the people’s answers', async () => {
    const { page } = site;
    await page.getByRole('button', { name: 'Change how people.csv is read' }).click();
    const dialog = page.getByRole('dialog', { name: 'What people.csv holds' });
    await dialog.getByLabel('Words for “cannot tell”, commas between').fill('bored');
    await dialog.getByLabel('Words for “cannot tell”, commas between').press('Tab');
    await dialog.getByText('mood: categorical, 2 labels: calm, tense').waitFor();
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
    // The encoder still speaks of boredom, which nobody now does.
    const labels = page.getByRole('dialog', { name: 'The labels of encoder.csv are not the people' });
    await labels.getByText("In the model's but not in people's: “bored”.").waitFor();
    await labels.getByRole('button', { name: 'Read it like this' }).click();
    await page
      .getByText(
        /^3 files read, 144 answers not understood, \d+ or more of them refusals, 60 unknown ids, 2 rows divided/,
      )
      .waitFor();
  });
});

describe('hostile names in predictions', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    // Figures wait for a model and an analysis, on a machine that may be busy.
    site.page.setDefaultTimeout(90_000);
  });
  afterAll(() => site.end());

  it('are asked about and shown as they are', async () => {
    const { page } = site;
    page.on('dialog', (dialog) => expect.unreachable(dialog.message()));
    const image = '<img src=x onerror=alert(1)>';
    const votes = csvFile('votes.csv', [
      'id,text,rater,label',
      ...Array.from(
        { length: 12 },
        (_, row) => `a${row % 4},Text ${row % 4},w${row % 3},${row % 2 ? image : '__proto__'}`,
      ),
    ]);
    const model = csvFile('model.csv', [
      `\uFEFFid,constructor,${image},model`,
      ...Array.from({ length: 4 }, (_, item) => `a${item},0.5,0.5,${image}`),
      `${image},0.5,0.5,${image}`,
    ]);
    await page.getByLabel('Files to open').setInputFiles([votes, model]);
    const dialog = page.getByRole('dialog', { name: 'The labels of model.csv are not the people' });
    await dialog.getByLabel('constructor').selectOption('__proto__');
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
    const chart = page.getByRole('img', { name: /^Label by label/ });
    expect(await chart.textContent()).toContain('ror=alert(1)>');
    await page.getByText('2 files read, 1 unknown id').click();
    await page.getByRole('cell', { name: image }).waitFor();
    expect(site.errors).toEqual([]);
  });
});

/** Lines of a file that the page hands over. */
async function downloaded(page: Page, button: string): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return (await readFile(await (await download).path(), 'utf8')).split('\r\n');
}
