/** Makes docs/page.png from the running page: `npm run build && npx tsx docs/picture.ts`. The sentence in it is ours. */
import { join, resolve } from 'node:path';
import { launchChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const WIDTH = 1240;

const server = await serveFolder(join(PROJECT, 'dist'), { isolated: true });
const context = await launchChromium();
const page = await context.newPage();
await page.setViewportSize({ width: WIDTH, height: 900 });
await page.goto(server.url);
await page
  .getByRole('textbox', { name: 'Try a sentence' })
  .fill('Nobody told me it would be this hard to say goodbye');
await page.getByText('percentage points').waitFor({ timeout: 120_000 });
// Bars take a moment to grow.
await page.waitForTimeout(500);
// What lies above the cards for one's own texts.
const below = await page.getByRole('heading', { name: 'Your texts or annotations' }).boundingBox();
await page.screenshot({
  path: join(PROJECT, 'docs/page.png'),
  fullPage: true,
  clip: { x: 0, y: 0, width: WIDTH, height: below!.y - 40 },
});
await context.close();
await server.stop();
