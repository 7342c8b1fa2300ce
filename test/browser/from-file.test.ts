import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject, it } from 'vitest';
import { launchChromium } from './harness/chromium.ts';

it('a page that is opened from a file says how to start it', async () => {
  const context = await launchChromium();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(inject('site'), 'index.html')).href);
  await page.getByText('Dissensus has not started.').waitFor({ state: 'visible', timeout: 10_000 });
  await context.close();
});
