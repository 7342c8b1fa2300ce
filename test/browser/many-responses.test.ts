import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import { longestTask, progressUntil, watchMemory, watchTasks, written } from './strain.ts';
import { visit, type Visit } from './visit.ts';

/** The paper's count is 640,000; half of it says the same of memory for each response, and still takes seconds to read. */
const RESPONSES = Number(process.env.DISSENSUS_RESPONSES ?? 320_000);
const MODELS = ['alpha-8b', 'beta-7b', 'gamma-70b', 'delta-1b'];
const SAMPLES = 10;
const ITEMS = RESPONSES / (MODELS.length * SAMPLES);
/** Every so many responses one names no label, and one is of a text that nobody has. */
const [NONSENSE, STRANGERS] = [1000, 1600];
const MOST_MEMORY_BYTES = 1.5e9;
const LONGEST_TASK_MILLISECONDS = 200;

let folder: string;
let site: Visit;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-responses-'));
  site = await visit();
});
afterAll(async () => {
  await site.end();
  await rm(folder, { recursive: true });
});

it(`${RESPONSES.toLocaleString('en')} responses are read with progress, in bounded memory, and the page stays responsive`, async () => {
  const { page } = site;
  const people = await written(join(folder, 'people.csv'), peopleRows());
  const responses = await written(join(folder, 'responses.csv'), responseRows());
  await page.evaluate(watchTasks);
  const memory = watchMemory(site.context);
  const start = performance.now();
  await page.getByLabel('Files to open').setInputFiles([people, responses]);
  const shown = await progressUntil(page, page.getByRole('heading', { name: 'people.csv' }).waitFor());
  const seconds = (performance.now() - start) / 1000;
  const longest = await longestTask(page);
  await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor({ timeout: 120_000 });
  const peak = await memory.stop();
  const nonsense = Math.floor(RESPONSES / NONSENSE);
  const strangers = Math.floor(RESPONSES / STRANGERS);
  await page
    .getByText(
      `2 files read, ${count(nonsense)} answers not understood, 100 or more of them refusals, ${count(strangers)} unknown ids`,
    )
    .click();
  await page
    .getByText(
      `${count(RESPONSES)} rows read: ${count(RESPONSES - nonsense - strangers)} used, ` +
        `${count(nonsense)} not understood, ${count(strangers)} with ids that no text has`,
    )
    .waitFor();
  const later = await longestTask(page);
  console.log(
    `${count(RESPONSES)} responses: ${seconds.toFixed(1)} s; until the first figures at most ` +
      `${(peak / 1e6).toFixed(0)} MB in all renderer processes (RSS); longest task ${longest.toFixed(0)} ms while reading, ` +
      `${later.toFixed(0)} ms until the figures, what drives the browser included; progress shown ${shown.size} times`,
  );
  expect(shown.size).toBeGreaterThan(2);
  expect(peak).toBeLessThan(MOST_MEMORY_BYTES);
  expect(longest).toBeLessThan(LONGEST_TASK_MILLISECONDS);
  expect(site.errors).toEqual([]);
  expect(site.watch.foreignRequests()).toEqual([]);
}, 600_000);

/** Three raters for each text, as like one another as people are. */
function* peopleRows(): Generator<string> {
  yield 'id,text,rater,label';
  for (let item = 0; item < ITEMS; item++)
    for (let rater = 0; rater < 3; rater++)
      yield `t${item},"Sentence ${item}, of our own making, about nothing much",r${(item + rater) % 80},${label(item, rater)}`;
}

function* responseRows(): Generator<string> {
  yield 'id,response,model';
  let number = 0;
  for (let sample = 0; sample < SAMPLES; sample++)
    for (let item = 0; item < ITEMS; item++)
      for (const [at, model] of MODELS.entries()) {
        number++;
        const id = number % STRANGERS === 0 ? `stranger-${number}` : `t${item}`;
        // A stranger's nonsense is counted once, as a stranger's.
        const lost = number % NONSENSE === (number % STRANGERS === 0 ? -1 : NONSENSE / 2);
        yield `${id},${lost ? 'I would rather not say' : label(item, sample + at)},${model}`;
      }
}

function label(item: number, voice: number): string {
  const { labels } = emotionQuestion;
  return labels[(item * 5 + (voice % 3) * 9) % labels.length];
}

function count(amount: number): string {
  return amount.toLocaleString('en');
}
