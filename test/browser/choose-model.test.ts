import { afterAll, beforeAll, expect, it } from 'vitest';
import { showModels } from './show-models.ts';
import { visit, type Visit } from './visit.ts';

let site: Visit;
beforeAll(async () => {
  site = await visit();
});
afterAll(async () => {
  await site.end();
});

it('the embedded language model says what it is, and its answers stand beside the classifier’s', async () => {
  const { page } = site;
  await page.getByRole('button', { name: /example texts/ }).click();
  await page.getByRole('img', { name: /^Labels against/ }).waitFor();
  await page.getByText(/62 different texts annotated/).waitFor();
  const storyModel = await showModels(page, page.getByRole('radio', { name: 'story-lm' }));
  await storyModel.check();
  await page.getByText('trained by us from scratch on 8 million tokens of fiction and dialogue').waitFor();
  await page.getByText('a weak annotator').waitFor();
  await page.getByRole('button', { name: /^Annotate 62 texts/ }).click();
  await page.getByText(/62 different texts annotated/).waitFor({ timeout: 120_000 });
  const models = page.getByRole('group', { name: 'Model', exact: true });
  await models.getByRole('button', { name: 'story-lm' }).waitFor({ timeout: 60_000 });
  await page.getByRole('radio', { name: 'minilm-everyday' }).check();
  await page.getByText("All texts are annotated; the outputs came from this browser's storage").waitFor();
  expect(site.errors).toEqual([]);
  expect(site.watch.foreignRequests()).toEqual([]);
}, 240_000);
