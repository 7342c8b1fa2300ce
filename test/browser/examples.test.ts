import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visit } from './visit.ts';

describe('a newcomer with the example texts', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('is offered the examples, and no model is loaded before', async () => {
    const ways = site.page.getByRole('navigation', { name: 'Ways on' });
    await ways.getByRole('button', { name: /^Try a sample project/ }).waitFor();
    await site.page.getByRole('button', { name: 'Annotate 62 example texts of ours' }).waitFor();
    expect(site.server.requests.filter((request) => request.includes('.onnx'))).toEqual([]);
  });

  it('sees results a moment after one click', async () => {
    const { page } = site;
    await page.getByRole('button', { name: /example texts/ }).click();
    await page.getByRole('heading', { name: 'Example texts' }).waitFor();
    const chart = page.getByRole('img', { name: /^Labels against uncertainty/ });
    await chart.waitFor();
    expect(await chart.getAttribute('aria-label')).toMatch(/for \d+% of the texts/);
    await page.getByRole('link', { name: 'Items' }).click();
    await page.getByRole('list', { name: 'Texts' }).getByRole('listitem').first().waitFor();
    await page.getByRole('link', { name: 'Overview' }).click();
  });

  it('is told that one opinion is no distribution of raters', async () => {
    await site.page.getByText('one opinion, not a distribution of raters').waitFor();
    await site.page.getByRole('heading', { name: 'No gap for these texts' }).waitFor();
  });

  it('finds a text by its words and opens it', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'Items' }).click();
    await page.getByRole('searchbox').fill('applauded');
    const texts = page.getByRole('list', { name: 'Texts' });
    await expect.poll(() => texts.getByRole('listitem').count()).toBeGreaterThan(0);
    await texts.getByRole('button', { name: /applauded/ }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain('meant by the author: amusement');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await page.getByRole('searchbox').fill('');
  });

  it('sees what the model says about questions nobody was asked', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'valence' }).click();
    await page.getByRole('img', { name: /^Ratings of valence/ }).waitFor();
    await expect
      .poll(() => page.getByText(/^Nobody has judged these texts for \w+, so this shows/).count())
      .toBe(1);
  });

  it('goes back to the start page and finds the project there', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'All projects' }).click();
    await page.getByRole('heading', { name: 'In this browser' }).waitFor();
    await page.getByRole('link', { name: 'Example texts' }).click();
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    await page.getByText("the outputs came from this browser's storage").waitFor();
  });

  it('tries the sample project: a gap, a verdict, texts, and said plainly that no person read them', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'All projects' }).click();
    await page.getByRole('button', { name: /^Try a sample project/ }).click();
    await page.getByRole('heading', { name: 'Sample project, synthetic readings' }).waitFor();
    await page.getByText(/^Language models wrote these sentences and the 10 readings of each/).waitFor();
    const gap = page.getByRole('img', { name: /^How far the model is from people/ });
    await gap.waitFor({ timeout: 120_000 });
    // Baselines come with the rest of the analysis.
    await expect
      .poll(() => gap.getAttribute('aria-label'), { timeout: 60_000 })
      .toMatch(/squared gap D is 0\.\d+ .* closer than \d of 4 baselines/);
    await page.getByRole('region', { name: 'Verdict' }).waitFor();
    expect(await page.getByText('answers with labels of its own').count()).toBe(0);
    await page.getByRole('link', { name: 'Items' }).click();
    await page.getByRole('list', { name: 'Texts' }).getByRole('listitem').first().waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Save the file/ }).click();
    expect((await saved).suggestedFilename()).toBe('Sample project, synthetic readings.csv');
  });

  it('comes back to the same project when it is tried again', async () => {
    const { page } = site;
    const before = page.url();
    await page.getByRole('link', { name: 'All projects' }).click();
    await page.getByRole('button', { name: /^Try a sample project/ }).click();
    await page.getByRole('heading', { name: 'Sample project, synthetic readings' }).waitFor();
    expect(new URL(page.url()).hash.split('&')[0]).toBe(new URL(before).hash.split('&')[0]);
  });

  it('has sent nothing to anyone and left no error in the console', () => {
    expect(site.watch.foreignRequests()).toEqual([]);
    expect(site.errors).toEqual([]);
  });
});

describe('pasted texts', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('show what the model says and what a gap would need', async () => {
    const { page } = site;
    await page.getByLabel(/Or paste texts/).fill('I won the lottery!\n\nשלום, מה שלומך היום?\n🎉🎉');
    await page.getByRole('button', { name: 'Annotate these texts' }).click();
    await page.getByRole('img', { name: /^Label by label/ }).waitFor();
    await expect
      .poll(() => page.getByText(/^Nobody has judged these texts for \w+, so this shows/).count())
      .toBe(1);
    await page.getByRole('link', { name: 'Items' }).click();
    await page.getByRole('list', { name: 'Texts' }).getByRole('listitem').first().waitFor();
    await expect.poll(() => page.getByRole('list', { name: 'Texts' }).getByRole('listitem').count()).toBe(3);
    await page.getByText('1 row left out').click();
    await page.getByRole('cell', { name: '2', exact: true }).waitFor();
  });

  it('in another language are warned of, beside what the model says of itself, and annotated when asked', async () => {
    const { page, server } = site;
    await page.getByRole('link', { name: 'All projects' }).click();
    const loaded = server.requests.length;
    const german = [
      'Gestern war ein schöner Tag, und niemand hat mir etwas gesagt.',
      'Mir ist kalt.',
      'Ich will jetzt endlich nach Hause gehen.',
      'Das ist doch nicht wahr!',
    ].join('\n');
    await page
      .getByLabel('Files to open')
      .setInputFiles({ name: 'tagebuch.txt', mimeType: 'text/plain', buffer: Buffer.from(german) });
    await page
      .getByText(/^100% of the texts do not read as English \(4 of 4 that could be judged; German 4\)/)
      .waitFor();
    await page.getByText(/minilm-everyday has learnt English alone/).waitFor();
    await page.getByText(/English; trained on everyday sentences/).waitFor();
    await page.getByText('Nobody has judged these texts, and no model has answered yet').waitFor();
    // Nothing is annotated or loaded before a person asks.
    const asked = page.getByRole('button', { name: 'Annotate 4 texts' });
    await asked.waitFor();
    await page.waitForTimeout(1000);
    expect(server.requests.slice(loaded).filter((path) => /\.(onnx|wasm)$/.test(path))).toEqual([]);
    await asked.click();
    await page.getByText('4 different texts annotated').waitFor();
  });

  it('send nothing to anyone', () => {
    expect(site.watch.foreignRequests()).toEqual([]);
    expect(site.errors).toEqual([]);
  });
});
