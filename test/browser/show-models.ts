import type { Locator, Page } from 'playwright-core';
import { vi } from 'vitest';

/**
 * Opens the card “Models and texts” of the project that is shown, and gives back what is to be seen in it. The card opens by itself where
 * no model has answered, which is known only when the people's figures are there: a click at that moment closes it.
 */
export async function showModels(page: Page, inside: Locator): Promise<Locator> {
  const card = page.locator('summary', { hasText: 'Models and texts' });
  await card.waitFor();
  await vi.waitUntil(
    async () => {
      if (!(await inside.isVisible())) await card.click();
      return await inside.isVisible();
    },
    { interval: 1000, timeout: 30_000 },
  );
  return inside;
}
