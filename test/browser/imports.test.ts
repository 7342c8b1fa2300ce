import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visit } from './visit.ts';

const TEXTS = [
  'The soup is cold',
  'What a lovely morning',
  'The train leaves at nine',
  'I lost my keys again',
];
const VOTES = [
  ['bad', 'bad', 'fine'],
  ['good', 'good', 'good'],
  ['fine', 'fine', 'good'],
  ['bad', 'fine', 'bad'],
];

/** People's answers to a question of their own, a row for each rater. */
const people = [
  'id,text,rater,label',
  ...TEXTS.flatMap((text, item) => VOTES[item].map((label, rater) => `t${item},${text},r${rater},${label}`)),
].join('\n');

/** What a language model elsewhere answered, five times a text; one answer names no label and one text is not ours. */
const responses = [
  'id,model,response',
  ...TEXTS.flatMap((_, item) =>
    Array.from({ length: 5 }, (_, sample) => `t${item},elsewhere-7b,${sample < 4 ? VOTES[item][0] : 'fine'}`),
  ),
  't0,elsewhere-7b,I would rather not say',
  't9,elsewhere-7b,good',
].join('\n');

describe('answers of people and of a model that ran elsewhere, any labels', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('are read together and compared', async () => {
    const { page } = site;
    await page.getByLabel('Files to open').setInputFiles([
      { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) },
      { name: 'responses.csv', mimeType: 'text/csv', buffer: Buffer.from(responses) },
    ]);
    const chart = page.getByRole('img', { name: /^How far the model is from people/ });
    await chart.waitFor();
    expect(await chart.getAttribute('aria-label')).toMatch(/The squared gap D is −?\d\.\d+/);
    await page.getByText('4 texts, 12 votes on label').waitFor();
  });

  it('list what was not understood and what belongs to no text', async () => {
    const { page } = site;
    await page.getByText('2 files read, 1 answer not understood, a refusal, 1 unknown id').click();
    const answers = page.getByRole('region', { name: 'Answers that could not be understood' }).first();
    await answers.getByRole('cell', { name: 'I would rather not say' }).waitFor();
    const ids = page.getByRole('region', { name: 'Ids that no text has' }).first();
    await ids.getByRole('cell', { name: 't9' }).waitFor();
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  });
});

describe('a model’s answers that people do not have', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('are one row in whatever case, those that come once too, and can all be left out', async () => {
    const { page } = site;
    const said = ['Fine', 'good', 'anxious', 'Anxious', 'anxious', 'Calm'];
    const words = said.map((response, at) => JSON.stringify({ id: `t${at % 4}`, response }));
    await page.getByLabel('Files to open').setInputFiles([
      { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) },
      { name: 'words.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(words.join('\n')) },
    ]);
    await page.getByText('2 files read, 4 answers not understood').waitFor();
    const list = page.getByRole('list', { name: 'How the files were read' });
    await list.getByText('"anxious" or "Anxious" (3), "Calm" (1)').waitFor();
    await page.getByRole('button', { name: 'Say what they stand for' }).click();
    const dialog = page.getByRole('dialog', { name: "The labels of words.jsonl are not the people's" });
    await dialog.getByLabel('anxious, Anxious 3×').selectOption('bad');
    await dialog.getByText('1 answer “Calm” counts as failed: it names no label.').waitFor();
    await dialog.getByLabel('Calm 1×').selectOption('fine');
    await dialog.getByLabel('anxious, Anxious 3×').selectOption('leave out');
    await dialog.getByLabel('Calm 1×').selectOption('leave out');
    await dialog.getByText('4 answers “anxious”, “Anxious”, “Calm” count as failed').waitFor();
    await dialog.getByLabel('Calm 1×').selectOption('fine');
    await dialog.getByRole('button', { name: 'Read it like this' }).click();
    await page.getByText('2 files read, 3 answers not understood').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Say what they stand for' }).count()).toBe(0);
    expect(site.errors).toEqual([]);
  });
});

describe('two studies that number their texts alike', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('are not one: the second is named, and opened as a project of its own', async () => {
    const { page } = site;
    const study = [
      'id,text,rater,stance',
      ...['Taxes', 'Schools', 'Roads'].flatMap((text, item) =>
        ['a', 'b'].map((rater, at) => `t${item},${text} again,${rater},${at ? 'for' : 'against'}`),
      ),
    ].join('\n');
    await page.getByLabel('Files to open').setInputFiles([
      { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) },
      { name: 'study.csv', mimeType: 'text/csv', buffer: Buffer.from(study) },
    ]);
    const alert = page.getByRole('alert').filter({ hasText: 'study.csv is left out, all 6 rows' });
    await alert.getByText('their ids are those of other texts in the files before it').waitFor();
    const first = page.url();
    await alert.getByRole('button', { name: 'Open study.csv as a project of its own' }).click();
    await page.getByRole('heading', { name: 'study.csv', level: 1 }).waitFor();
    await page.getByText('3 texts, 6 votes on stance').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(page.url()).not.toBe(first);
    await page.goBack();
    await alert.waitFor();
    await page.getByText('4 texts, 12 votes on').first().waitFor();
    expect(site.errors).toEqual([]);
  });
});

describe('texts that only a model’s file has', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('are added as texts that nobody judged, left out again, and go with the file', async () => {
    const { page } = site;
    const rows = [...TEXTS, 'Nobody read this', 'Nor this'].map((text, at) =>
      JSON.stringify({ id: `t${at}`, text, response: at % 2 ? 'good' : 'bad' }),
    );
    const model = rows.join('\n');
    await page.getByLabel('Files to open').setInputFiles([
      { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) },
      { name: 'model.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(model) },
    ]);
    await page.getByText('2 files read, 2 unknown ids').waitFor();
    const list = page.getByRole('list', { name: 'How the files were read' });
    await list.getByText('It has 2 texts that the people’s file has not.').waitFor();
    await page.getByRole('button', { name: 'Change: added as texts that nobody judged' }).click();
    await page.getByText('2 files read, no row left out').waitFor();
    await page.getByText('6 texts, 12 votes on').first().waitFor();
    await page.getByRole('button', { name: 'Change: left out, with the answers about them' }).click();
    await page.getByText('2 files read, 2 unknown ids').waitFor();
    await page.getByRole('button', { name: 'Change: added as texts that nobody judged' }).click();
    await page.getByText('2 files read, no row left out').click();
    await page.getByRole('button', { name: 'Remove model.jsonl' }).click();
    await page.getByText('4 texts, 12 votes on').first().waitFor();
    expect(site.errors).toEqual([]);
  });
});
