import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import { nightly } from '../nightly.ts';
import { longestTask, progressUntil, watchMemory, watchTasks, written } from './strain.ts';
import { visit, type Visit } from './visit.ts';

/** Models x temperatures x samples x texts; the paper's own count is 640,000 over two data sets. */
const ANSWERS = Number(process.env.DISSENSUS_RESPONSES ?? (nightly ? 640_000 : 40_000));
const MODELS = ['alpha-8b', 'beta-7b', 'gamma-70b', 'delta-1b'];
const TEMPERATURES = [0, 0.3, 0.7, 1];
const SAMPLES = 20;
const TEXTS = ANSWERS / (MODELS.length * TEMPERATURES.length * SAMPLES);
/** Every so many answers one is an error. */
const ERROR = 997;
const MOST_MEMORY_BYTES = 1.5e9;
const LONGEST_TASK_MILLISECONDS = 200;
const { labels } = emotionQuestion;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-paper-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(['csv', 'parquet'] as const)('answers in the form of the paper’s authors, as %s', (form) => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it(`${count(ANSWERS)} are read with progress, in bounded memory, and the page stays responsive`, async () => {
    const { page } = site;
    const people = await written(join(folder, 'goemotions_raw.csv'), peopleRows());
    const files = [people];
    for (const model of MODELS.keys())
      files.push(await (form === 'csv' ? csvFile(model) : parquetFile(model)));
    await page.evaluate(watchTasks);
    const memory = watchMemory(site.context);
    const start = performance.now();
    await page.getByLabel('Files to open').setInputFiles(files);
    const opened = page.getByRole('navigation', { name: 'Views' }).waitFor({ timeout: 300_000 });
    const shown = await progressUntil(page, opened);
    const seconds = (performance.now() - start) / 1000;
    const longest = await longestTask(page);
    await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor({ timeout: 300_000 });
    const peak = await memory.stop();
    const errors = Math.floor(ANSWERS / MODELS.length / ERROR) * MODELS.length;
    await page.getByText(`5 files read, ${count(errors)} answers not understood`).waitFor();
    console.log(
      `${count(ANSWERS)} answers (${form}): ${seconds.toFixed(1)} s; until the first figures at most ` +
        `${(peak / 1e6).toFixed(0)} MB in all renderer processes (RSS); longest task ${longest.toFixed(0)} ms while reading; ` +
        `progress shown ${shown.size} times`,
    );
    // Temperatures are choices: of each model one stands in the tables.
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    const named = page.getByRole('region', { name: 'All figures' }).getByRole('rowheader');
    const models = async () =>
      (await named.allInnerTexts()).filter((name) => MODELS.some((model) => name.startsWith(model)));
    await expect.poll(async () => (await models()).length, { timeout: 300_000 }).toBe(MODELS.length);
    expect(shown.size).toBeGreaterThan(0);
    expect(peak).toBeLessThan(MOST_MEMORY_BYTES);
    expect(longest).toBeLessThan(LONGEST_TASK_MILLISECONDS);
    expect(site.errors).toEqual([]);
  }, 900_000);
});

/** Three raters for each text, some of them with two labels. */
function* peopleRows(): Generator<string> {
  yield ['text', 'id', 'rater_id', 'example_very_unclear', ...labels].join(',');
  for (let text = 0; text < TEXTS; text++)
    for (let rater = 0; rater < 3; rater++) {
      const named = labelsOf(text, rater);
      const flags = labels.map((_, label) => (named.includes(label) ? 1 : 0));
      yield [
        `Sentence ${text} of our own making`,
        `e${text}`,
        `r${(text + rater) % 80}`,
        'False',
        ...flags,
      ].join(',');
    }
}

interface Answer {
  readonly id: string;
  readonly temperature: number;
  readonly sample: number;
  readonly said: string;
  readonly parsed: string;
  readonly error: boolean;
  readonly flags: readonly number[];
}

function* answers(model: number): Generator<Answer> {
  let number = 0;
  for (let text = 0; text < TEXTS; text++)
    for (const [at, temperature] of TEMPERATURES.entries())
      for (let sample = 0; sample < SAMPLES; sample++) {
        number++;
        const error = number % ERROR === 0;
        const named = error ? [] : labelsOf(text, model + (sample % (at + 1)));
        const parsed = JSON.stringify(named.map((label) => labels[label]));
        const said = error ? 'I cannot tell.' : parsed;
        const flags = labels.map((_, label) => (named.includes(label) ? 1 : 0));
        yield { id: `e${text}`, temperature, sample, said, parsed, error, flags };
      }
}

function labelsOf(text: number, voice: number): number[] {
  const first = (text * 5 + (voice % 3) * 9) % labels.length;
  return (text + voice) % 4 === 0 ? [first, (first + 7) % labels.length] : [first];
}

async function csvFile(model: number): Promise<string> {
  const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`;
  function* rows() {
    yield [
      ...['id', 'model', 'temperature', 'sample_idx', 'raw_response', 'parsed_labels', 'error'],
      ...labels.map((label) => `${label}_pred`),
    ].join(',');
    for (const { id, temperature, sample, said, parsed, error, flags } of answers(model))
      yield [
        ...[id, MODELS[model], temperature.toFixed(1), sample, quoted(said), quoted(parsed)],
        ...[error ? 'True' : 'False', ...flags.map((flag) => flag.toFixed(1))],
      ].join(',');
  }
  return await written(join(folder, `${MODELS[model]}_results.csv`), rows());
}

async function parquetFile(model: number): Promise<string> {
  const all = [...answers(model)];
  const column = (name: string, type: 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN', data: unknown[]) => ({
    name,
    type,
    data,
  });
  const buffer = parquetWriteBuffer({
    columnData: [
      column(
        'id',
        'STRING',
        all.map(({ id }) => id),
      ),
      column(
        'model',
        'STRING',
        all.map(() => MODELS[model]),
      ),
      column(
        'temperature',
        'DOUBLE',
        all.map(({ temperature }) => temperature),
      ),
      column(
        'sample_idx',
        'INT32',
        all.map(({ sample }) => sample),
      ),
      column(
        'raw_response',
        'STRING',
        all.map(({ said }) => said),
      ),
      column(
        'parsed_labels',
        'STRING',
        all.map(({ parsed }) => parsed),
      ),
      column(
        'error',
        'BOOLEAN',
        all.map(({ error }) => error),
      ),
      ...labels.map((label, place) =>
        column(
          `${label}_pred`,
          'DOUBLE',
          all.map(({ flags }) => flags[place]),
        ),
      ),
    ],
  });
  const path = join(folder, `${MODELS[model]}_results.parquet`);
  await writeFile(path, new Uint8Array(buffer));
  return path;
}

function count(amount: number): string {
  return amount.toLocaleString('en');
}
