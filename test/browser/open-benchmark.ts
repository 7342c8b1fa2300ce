import type { Page } from 'playwright-core';

/** Figures wait for an analysis, on a machine that may be busy. */
const LONGEST_ANALYSIS = 400_000;

/** Opens GoEmotions, rater by rater: people's votes and both embedded models' answers, without texts. */
export async function openBenchmark(page: Page): Promise<void> {
  page.setDefaultTimeout(120_000);
  await page.getByRole('button', { name: 'GoEmotions, rater by rater' }).click();
  await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
}

/** Waits until every figure is there. */
export async function untilAnalysed(page: Page): Promise<void> {
  await page
    .getByText(/figures are being computed|Computing the figures/)
    .waitFor({ state: 'hidden', timeout: LONGEST_ANALYSIS });
}

/** The names of the links to the views of the open project. */
export async function viewNames(page: Page): Promise<string[]> {
  return await page.getByRole('navigation', { name: 'Views' }).getByRole('link').allTextContents();
}

/** Opens a view of the open project and waits until it stands. */
export async function openView(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { name, level: 2, exact: true }).waitFor();
  await page.getByText(`Opening ${name}`).waitFor({ state: 'hidden' });
}
