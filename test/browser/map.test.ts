import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { axeFindings } from './axe.ts';
import { untilAnalysed } from './open-benchmark.ts';
import { TEXTS_BY_TOPIC } from './texts-by-topic.ts';
import { visit, type Visit } from './visit.ts';

const LABELS = ['joy', 'fear', 'anger'];

/** Five raters of each text, and a model that is wrong about exams alone. */
function files() {
  const rows = TEXTS_BY_TOPIC.flatMap(({ text, topic }, item) =>
    [0, 1, 2, 3, 4].map((rater) => {
      const label = LABELS[(item + (rater === item % 5 ? 1 : 0)) % 3];
      return `i${item},"${text}",${topic},r${rater},${label}`;
    }),
  );
  const answers = TEXTS_BY_TOPIC.map(({ topic }, item) => {
    const said = topic === 'exam' ? item + 1 : item;
    return `i${item},${LABELS.map((_, label) => (label === said % 3 ? 0.8 : 0.1)).join()}`;
  });
  return [
    csvFile('topics.csv', ['id,text,topic,rater,label', ...rows]),
    csvFile('model.csv', [`id,${LABELS.join()}`, ...answers]),
  ];
}

const map = (page: Page) => page.getByRole('img', { name: /^Texts by meaning/ });
const regions = (page: Page) => page.getByRole('region', { name: 'Regions' });

/** How many pixels of the map are painted in each colour. */
async function painted(page: Page): Promise<Map<string, number>> {
  const counts = await page.evaluate(() => {
    const canvas = document.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const found: Record<string, number> = {};
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] < 255) continue;
      const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
      found[colour] = (found[colour] ?? 0) + 1;
    }
    return found;
  });
  return new Map(Object.entries(counts));
}

describe('a map of texts', () => {
  let site: Visit;
  let page: Page;
  beforeAll(async () => {
    site = await visit();
    ({ page } = site);
    page.setDefaultTimeout(60_000);
    await page.getByLabel('Files to open').setInputFiles(files());
    await page.getByRole('navigation', { name: 'Views' }).waitFor();
    await untilAnalysed(page);
    await page.getByRole('link', { name: 'Map', exact: true }).click();
  });
  afterAll(() => site.end());

  it('is laid out when a person asks for it, from this page alone', async () => {
    const isOfEncoder = (request: string) => request.includes('/models/all-minilm-l6-v2-');
    expect(site.server.requests.filter(isOfEncoder)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lay out 120 texts' }).click();
    await map(page).waitFor({ timeout: 240_000 });
    expect(site.server.requests.some(isOfEncoder)).toBe(true);
    await untilAnalysed(page);
    expect((await painted(page)).size).toBeGreaterThan(1);
    expect(await axeFindings(page)).toEqual([]);
    expect(site.errors).toEqual([]);
  });

  it('names its regions by their words, and tells where the model is wrong', async () => {
    const wrong = page.getByRole('img', { name: /^Where is the model wrong/ });
    await wrong.waitFor();
    const named = (await regions(page).getByRole('rowheader').allTextContents()).join(' ');
    for (const topic of ['exam', 'garden', 'goal|match|team|football', 'hospital|doctor|patient'])
      expect(named).toMatch(new RegExp(topic));
    const rows = await regions(page).getByRole('row').allTextContents();
    const exams = rows.find((row) => /exam/.test(row))!;
    expect(exams).toMatch(/< 0\.001$/);
    expect(await wrong.getAttribute('aria-label')).toMatch(/Mean D is greatest around “[^”]*exam/);
  });

  it('draws the names of regions over the points', async () => {
    const over = await page.evaluate(() => {
      const canvas = document.querySelector('canvas.points')!;
      const plate = canvas.parentElement!.querySelector<SVGElement>('svg .plate')!;
      plate.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = plate.getBoundingClientRect();
      // Only what takes the pointer is found.
      plate.style.pointerEvents = 'all';
      const found = document.elementsFromPoint(x + width / 2, y + height / 2);
      plate.style.pointerEvents = '';
      return { plate: found.indexOf(plate), canvas: found.indexOf(canvas) };
    });
    expect(over.plate).toBeGreaterThanOrEqual(0);
    expect(over.canvas).toBeGreaterThan(over.plate);
  });

  it('shows a region alone in every view, in the address, and greys the rest', async () => {
    const before = await painted(page);
    await regions(page).getByRole('link', { name: /exam/ }).first().click();
    await page
      .getByText(/All figures and charts are over texts with region of the map: .*exam.*, \d+ of 120/)
      .waitFor();
    expect(decodeURIComponent(new URL(page.url()).hash)).toContain('slice=region of the map=');
    await untilAnalysed(page);
    await map(page).waitFor();
    await page.getByText('not selected').first().waitFor();
    expect([...(await painted(page)).keys()]).not.toEqual([...before.keys()]);
    // The regions stay beside one another.
    expect(await regions(page).getByRole('row').count()).toBeGreaterThan(4);
    await page.getByRole('link', { name: 'Items' }).click();
    const listed = page.getByRole('list', { name: 'Texts' });
    await listed
      .getByText(/exam|test|homework|essay|lesson|classroom/)
      .first()
      .waitFor();
    expect(await listed.getByText(/goalkeeper|roses|doctor/).count()).toBe(0);
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.getByRole('button', { name: 'All texts' }).first().click();
    await page.getByText(/All figures and charts are over texts with/).waitFor({ state: 'hidden' });
    await page.getByText('not selected').waitFor({ state: 'hidden' });
  });

  it('takes what a line is drawn around as the selection of all views, also after a reload', async () => {
    await map(page).waitFor();
    // Figures that come later stand above the map and would move it from under the pointer.
    await untilAnalysed(page);
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    // A person draws where the whole map is in sight.
    const canvas = page.locator('canvas');
    await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = (await canvas.boundingBox())!;
    const corner = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
    await page.mouse.move(...corner(0.02, 0.14));
    await page.mouse.down();
    for (const [x, y] of [
      [0.5, 0.14],
      [0.5, 0.97],
      [0.02, 0.97],
      [0.02, 0.2],
    ] as const)
      await page.mouse.move(...corner(x, y), { steps: 6 });
    await page.mouse.up();
    const note = page.getByText(
      /All figures and charts are over texts with area 1 of the map: around .*, \d+ of 120/,
    );
    await note.waitFor();
    const said = /, (\d+) of 120/.exec((await note.textContent())!)![1];
    expect(Number(said)).toBeGreaterThan(5);
    expect(Number(said)).toBeLessThan(115);
    await untilAnalysed(page);
    await page.getByText(new RegExp(`1: ${said} texts of the map, around `)).waitFor();
    await page.getByRole('link', { name: 'Items' }).click();
    await page
      .getByText(new RegExp(`^${said} of ${said} texts|^${said} texts`))
      .first()
      .waitFor();
    await page.reload();
    await note.waitFor();
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await map(page).waitFor();
    await untilAnalysed(page);
    expect(site.errors).toEqual([]);
  });

  it('saves its picture with all points', async () => {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as SVG' }).first().click();
    const saved = await saving;
    const svg = await readFile(await saved.path(), 'utf8');
    expect(svg.match(/h0/g)!.length).toBe(120);
    expect(svg).toContain('stroke-linecap="round"');
  });
});
