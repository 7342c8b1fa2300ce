/**
 * Makes docs/page.png from the running page: `npm run build && npx tsx docs/picture.ts FILE`, where FILE is one in which
 * several raters judged each text. The picture shows figures and no texts.
 */
import { join, resolve } from 'node:path';
import { launchChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';

const [file] = process.argv.slice(2);
if (!file) throw new Error('Name a file in which several raters judged each text.');

const PROJECT = resolve(import.meta.dirname, '..');

async function makePicture(ratings: string): Promise<void> {
  const server = await serveFolder(join(PROJECT, 'dist'), { isolated: true });
  const context = await launchChromium();
  const page = await context.newPage();
  await page.setViewportSize({ width: 1240, height: 900 });
  await page.goto(server.url);
  await page.getByLabel('Files to open').setInputFiles(ratings);
  await page.getByRole('button', { name: /^Annotate [\d,]+ texts/ }).click();
  await page.getByText(/different texts annotated/).waitFor({ timeout: 600_000 });
  await page.getByText(/half of the raters is/).waitFor({ timeout: 120_000 });
  const end = await page.getByRole('region', { name: 'Take it home' }).boundingBox();
  await page.screenshot({
    path: join(PROJECT, 'docs/page.png'),
    fullPage: true,
    clip: { x: 0, y: 0, width: 1240, height: end!.y },
  });
  await context.close();
  await server.stop();
}

await makePicture(file);
