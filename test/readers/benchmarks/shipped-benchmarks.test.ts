import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDataset, RECIPES } from '../../../cli/benchmarks/recipes.ts';
import { readServedFile } from '../../../cli/embedded-annotators.ts';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import { perform, planOf, studiesOf } from '../../../src/analysis/tasks.ts';
import { EMBEDDED_MODELS } from '../../../src/annotators/embedded-models.ts';
import { answersPerText } from '../../../src/annotators/worded-answers.ts';
import { seenItems } from '../../../src/annotators/seen-items.ts';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import { itemTextHashes } from '../../../src/judgments/text-hash.ts';
import { withMeasuredTransparency } from '../../../src/analysis/transparency/measured-transparency.ts';
import { BenchmarkError, openBenchmark } from '../../../src/readers/benchmarks/open-benchmark.ts';
import { benchmarkOf, SHIPPED_BENCHMARKS } from '../../../src/readers/benchmarks/shipped-benchmarks.ts';
import { dataFolder } from '../../data.ts';

if (dataFolder === null)
  console.warn('DISSENSUS_DATA is absent: the shipped benchmarks are not compared with the real files.');

const served = fileURLToPath(new URL('../../../public/', import.meta.url));

const opened = new Map<string, ReturnType<typeof openBenchmark>>();

/** The benchmark as the page opens it; read once for all tests. */
async function open(id: string) {
  const shipped = SHIPPED_BENCHMARKS.find((one) => one.id === id)!;
  if (!opened.has(id)) opened.set(id, openBenchmark(shipped, await readFile(served + shipped.path)));
  return await opened.get(id)!;
}

const owned = new Map<string, Promise<Dataset>>();

/** The same data set from its own files; read once for all tests. */
async function own(id: string): Promise<Dataset> {
  const recipe = RECIPES.find((one) => one.id === id)!;
  if (!owned.has(id)) owned.set(id, readDataset(recipe, dataFolder!));
  return await owned.get(id)!;
}

describe('the shipped benchmarks', () => {
  it('are what is listed, and nothing else, in a few megabytes', async () => {
    const files = SHIPPED_BENCHMARKS.flatMap(({ path, report }) => [path, report!.path]).map((path) =>
      path.replace('benchmarks/', ''),
    );
    expect((await readdir(`${served}benchmarks`)).sort()).toEqual(files.sort());
    expect(SHIPPED_BENCHMARKS.map(({ id, items }) => [id, items])).toEqual([
      ['goemotions-votes', 2_249],
      ['goemotions-raters', 13_446],
      ['goemotions-test', 5_427],
      ['emobank', 10_062],
    ]);
    expect(SHIPPED_BENCHMARKS.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(14e6);
  });

  it('have the answers of every model that ships, as it is now', async () => {
    for (const { id, models, views, items } of SHIPPED_BENCHMARKS) {
      const { dataset, models: answers } = await open(id);
      for (const { question } of views)
        expect(dataset.questions.map((asked) => asked.question.id)).toContain(question);
      for (const { model, revision, kind } of EMBEDDED_MODELS) {
        const accounts = models.filter((one) => one.model === model && one.revision === revision);
        expect(accounts.length, `npm run benchmarks: ${model} of ${revision} in ${id}`).toBeGreaterThan(0);
        if (kind === 'classifier') for (const account of accounts) expect(account.items).toBe(items);
      }
      expect(answers.length).toBe(models.length);
      for (const [place, { predictions, seen }] of answers.entries()) {
        const { annotator, question, answered, distributions } = predictions;
        expect(answered.reduce((sum, one) => sum + one, 0)).toBe(models[place].items);
        const read = await seenItems(annotator, question.id, dataset.ids, readServedFile);
        expect(read.reduce((sum, one) => sum + one, 0)).toBe(seen);
        for (let item = 0; item < items; item += 97) {
          const row = distributions.subarray(
            item * question.labels.length,
            (item + 1) * question.labels.length,
          );
          const sum = row.reduce((total, value) => total + value, 0);
          // Of sampled answers the share that could be read is kept.
          const asked = answersPerText(annotator) ?? 1;
          expect(Math.abs(sum * asked - Math.round(sum * asked)) / asked).toBeLessThan(0.002);
          expect(sum > 0.002).toBe(answered[item] === 1);
          if (asked === 1) expect(Math.abs(sum - answered[item])).toBeLessThan(0.002);
          else expect(sum).toBeLessThan(1.002);
        }
      }
    }
  });

  it('are known by their files, and refused when altered', async () => {
    const { dataset } = await open('emobank');
    expect(benchmarkOf(dataset.sources)?.id).toBe('emobank');
    const [first] = SHIPPED_BENCHMARKS;
    const content = await readFile(served + first.path);
    await expect(openBenchmark(first, content.subarray(1))).rejects.toThrow(BenchmarkError);
    content[content.length - 9] ^= 1;
    await expect(openBenchmark(first, content)).rejects.toThrow(/cut off or altered/);
  });
});

describe.skipIf(dataFolder === null)('the shipped benchmarks beside the data sets’ own files', () => {
  it.each(RECIPES.map(({ id }) => id))('%s has the same people, items and figures', async (id) => {
    const { dataset, models } = await open(id);
    const whole = await own(id);
    expect(dataset.ids).toEqual(whole.ids);
    expect(dataset.texts).toEqual(await itemTextHashes(whole));
    expect(dataset.questions).toEqual(withMeasuredTransparency(whole).questions);

    const settings = { ...DEFAULT_SETTINGS, resamples: 20, groupDraws: 5, exactDraws: 20, worthDraws: 5 };
    const predictions = await Promise.all(
      models.map(async ({ predictions: one }) => {
        const seen = await seenItems(one.annotator, one.question.id, dataset.ids, readServedFile);
        return { ...one, seen };
      }),
    );
    const first = (judged: Dataset) => {
      const questions = judged.questions.slice(0, 1);
      const inputs = { dataset: { ...judged, questions }, predictions, settings };
      const studies = studiesOf(inputs);
      // People, items and answers are the same, as is held above, so one model shows that the figures are.
      const own = studies[0].models.findIndex(({ reference }) => !reference);
      return planOf(studies)
        .filter(({ section }) => section === 'first' || section === 'floor' || section === 'worth')
        .filter((task) => 'model' in task && task.model === own)
        .map((task) => perform(task, studies, inputs));
    };
    const figures = await Promise.all(first(dataset));
    expect(figures).toEqual(await Promise.all(first(whole)));
    expect(figures).toHaveLength(3);
  });

  it('hold no text of theirs', async () => {
    const LENGTH = 20;
    const beginnings = new Set<string>();
    // By the first three bytes, for no string is made of most of the millions of places.
    const begins = new Uint8Array(2 ** 24);
    const key = (bytes: Buffer, at: number) => (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
    for (const { id } of RECIPES)
      for (const text of (await own(id)).texts) {
        const bytes = Buffer.from(text);
        if (bytes.length < LENGTH) continue;
        beginnings.add(bytes.toString('latin1', 0, LENGTH));
        begins[key(bytes, 0)] = 1;
      }
    expect(beginnings.size).toBeGreaterThan(20_000);
    for (const { path } of SHIPPED_BENCHMARKS) {
      const content = await readFile(served + path);
      for (let at = 0; at + LENGTH <= content.length; at++) {
        if (!begins[key(content, at)]) continue;
        const found = content.toString('latin1', at, at + LENGTH);
        if (beginnings.has(found)) expect.fail(`${path} holds the beginning of a text: ${found}`);
      }
    }
  });
});
