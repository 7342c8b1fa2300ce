/**
 * Frames a second of the map in the built page, in Chromium without a graphics card: while it is moved, enlarged and a line is drawn on it.
 *
 *     npx vite build && npx tsx bench/text-map-frames.ts dist 50000
 *
 * The places are drawn at random and put into the page's storage: what is measured is the drawing. Writes nothing: its figures stand in
 * RESULTS.md.
 */
import { chromium, type Page } from 'playwright-core';
import { MAP_VERSION } from '../src/map/text-map.ts';
import { DATABASE_NAME } from '../src/store/schema.ts';
import { findChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';

const [folder = 'dist', said = '50000'] = process.argv.slice(2);
const texts = Number(said);
const LABELS = ['joy', 'fear', 'anger', 'grief', 'pride'];
const REGIONS = 20;

const server = await serveFolder(folder, { basePath: '/', isolated: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
page.setDefaultTimeout(300_000);
await page.goto(server.url);
await page.getByLabel('Files to open').setInputFiles([
  file('texts.csv', 'id,text', (item) => `t${item},"Text number ${item} of a bench"`),
  file('model.csv', `id,${LABELS.join()}`, (item) => {
    return `t${item},${LABELS.map((_, label) => (label === item % LABELS.length ? 0.6 : 0.1)).join()}`;
  }),
]);
await page.getByRole('navigation', { name: 'Views' }).waitFor();
const project = Number(new URL(page.url()).hash.replace(/^.*project=(\d+).*$/, '$1'));
await page.evaluate(keepMap, { name: DATABASE_NAME, version: MAP_VERSION, project, texts, regions: REGIONS });
await page.goto(`${server.url}#project=${project}&view=map&colour=model`);
await page.reload();
await page.locator('canvas').waitFor();
await page.waitForTimeout(3000);
const box = (await page.locator('canvas').boundingBox())!;
const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;

const moving = await framesDuring(page, async () => {
  await page.mouse.move(...at(0.5, 0.5));
  await page.mouse.down();
  for (let turn = 0; turn < 60; turn++)
    await page.mouse.move(...at(0.5 + 0.2 * Math.sin(turn / 5), 0.5 + 0.2 * Math.cos(turn / 5)));
  await page.mouse.up();
});
await page.keyboard.down('Control');
const zooming = await framesDuring(page, async () => {
  for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, turn % 20 < 10 ? -40 : 40);
});
await page.keyboard.up('Control');
await page.getByRole('button', { name: 'Whole map' }).click();
await page.getByRole('button', { name: 'Select', exact: true }).click();
const drawing = await framesDuring(page, async () => {
  await page.mouse.move(...at(0.3, 0.3));
  await page.mouse.down();
  for (let turn = 0; turn < 60; turn++)
    await page.mouse.move(...at(0.5 + 0.2 * Math.sin(turn / 9), 0.5 + 0.2 * Math.cos(turn / 9)));
});
for (const [what, { rate, slow }] of Object.entries({ moving, zooming, drawing }))
  console.log(
    `${texts} texts, ${what}: ${rate.toFixed(0)} frames/s, of 20 frames one takes ${slow.toFixed(0)} ms or longer`,
  );
await browser.close();
await server.stop();

function file(name: string, header: string, row: (item: number) => string) {
  const rows = Array.from({ length: texts }, (_, item) => row(item));
  return { name, mimeType: 'text/csv', buffer: Buffer.from([header, ...rows].join('\n')) };
}

/** Frames that the page shows while something is done to it. */
async function framesDuring(page: Page, work: () => Promise<void>) {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { frameTimes: times });
    const note = (time: number) => {
      times.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await work();
  const times = await page.evaluate(() => (window as unknown as { frameTimes: number[] }).frameTimes);
  const gaps = times.slice(1).map((time, place) => time - times[place]);
  const sorted = [...gaps].sort((a, b) => a - b);
  return {
    rate: (1000 * gaps.length) / (times[times.length - 1] - times[0]),
    slow: sorted[Math.floor(0.95 * sorted.length)],
  };
}

/** Runs in the page: clusters of points, as the map of so many texts has them. */
async function keepMap(map: {
  name: string;
  version: number;
  project: number;
  texts: number;
  regions: number;
}) {
  const region = Uint16Array.from({ length: map.texts }, (_, item) => item % map.regions);
  const places = Float32Array.from({ length: 2 * map.texts }, (_, at) => {
    const own = region[at >> 1];
    const centre = at & 1 ? 0.1 + 0.2 * (own % 5) : 0.1 + 0.25 * Math.floor(own / 5);
    return centre + 0.08 * (Math.random() + Math.random() - 1);
  });
  const regions = Array.from({ length: map.regions }, (_, own) => ({ name: `words of, region, ${own}` }));
  const request = indexedDB.open(map.name);
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(String(request.error)));
  });
  const transaction = database.transaction('maps', 'readwrite');
  const value = { version: map.version, places, region, regions, languages: ['en'], areas: [] };
  transaction.objectStore('maps').put(value, map.project);
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
}
