import { expect, test } from 'vitest';
import { useStorePage } from './store-page.ts';

const page = useStorePage();

test('asking for persistence gives the browser’s answer', async () => {
  const { answer, persisted } = await page.tab.evaluate(async () => ({
    answer: await tools.askForPersistence(),
    persisted: await navigator.storage.persisted(),
  }));
  expect(answer).toBe(persisted ? 'granted' : 'refused');
});
