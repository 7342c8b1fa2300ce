import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nightly } from '../nightly.ts';
import { visit, type Visit } from './visit.ts';

const TEXTS = nightly ? 1000 : 300;
const MEBIBYTE = 2 ** 20;
/** What may be left over by chance after a collection; a cache kept for each text would come to ten times this. */
const DRIFT = 40 * MEBIBYTE;

const WORDS =
  'rain tent map dog bridge letter summer door bread window kind old late quiet bright slow they we nobody everyone found lost carried forgot'.split(
    ' ',
  );

/** Texts of 3 to 60 words, no two alike, so that batches of every size come. */
const LINES = Array.from({ length: TEXTS }, (_, line) => {
  const words = Array.from(
    { length: 3 + ((line * 7) % 58) },
    (_, at) => WORDS[(line * 13 + at * 5) % WORDS.length],
  );
  return `Text ${line}: ${words.join(' ')}.`;
});

const ASK = { name: `Annotate ${TEXTS.toLocaleString('en')} texts` };

let site: Visit;
beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.end());

/** Bytes of memory that the process of the page and its workers has in use. */
async function memory(): Promise<number> {
  const session = await site.context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) =>
        Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${id}/status`, 'utf8'))?.[1]),
      ),
  );
  return 1024 * Math.max(...sizes);
}

it.runIf(process.platform === 'linux')(
  `a run over ${TEXTS} texts takes no more memory at its end than at its beginning`,
  async () => {
    const { page } = site;
    await page
      .getByLabel('Files to open')
      .setInputFiles({ name: 'texts.txt', mimeType: 'text/plain', buffer: Buffer.from(LINES.join('\n')) });
    // The panel opens by itself once it is known that no model has answered.
    await page.getByRole('button', ASK).waitFor({ timeout: 60_000 });
    await page.getByRole('radio', { name: 'story-lm' }).check();
    await page.getByRole('button', ASK).click();
    const first = page.getByText(/question 1 of 4, [1-9]/);
    await first.waitFor({ timeout: 60_000 });
    const curve: number[] = [];
    while (await first.isVisible()) {
      curve.push(await memory());
      await page.waitForTimeout(250);
    }
    await page.getByText(/question 2 of 4/).waitFor();
    const inMebibytes = curve.map((bytes) => Math.round(bytes / MEBIBYTE));
    console.info(`MiB of the process, four times a second: ${inMebibytes.join(' ')}`);
    expect(curve.length).toBeGreaterThan(8);
    const quarter = Math.floor(curve.length / 4);
    // Memory rises between two collections by more than what is looked for: what stays is what is left after one.
    const firstHalf = Math.min(...curve.slice(quarter, 2 * quarter));
    expect(Math.min(...curve.slice(-quarter))).toBeLessThan(firstHalf + DRIFT);
  },
  300_000,
);
