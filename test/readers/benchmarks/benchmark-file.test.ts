import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/analysis/analyse.ts';
import { readBenchmark, writeBenchmark } from '../../../src/readers/benchmarks/benchmark-file.ts';
import { FEW_DRAWS } from '../../analysis/few-draws.ts';
import { diary, diaryBenchmark } from './diary.ts';

describe('a benchmark’s file', () => {
  it('gives back every vote, id, hash and answer', async () => {
    const benchmark = await diaryBenchmark(diary());
    expect(readBenchmark(writeBenchmark(benchmark))).toEqual(benchmark);
  });

  it('holds no text', async () => {
    const dataset = diary();
    const file = Buffer.from(writeBenchmark(await diaryBenchmark(dataset)));
    expect(file.includes('día-59')).toBe(true);
    for (const text of dataset.texts) expect(file.includes(text)).toBe(false);
    const leaking = await diaryBenchmark(dataset);
    const withText = { ...leaking.dataset, withoutText: undefined };
    expect(() => writeBenchmark({ ...leaking, dataset: withText })).toThrow('A benchmark holds no texts.');
  });

  it('of another version is not read', async () => {
    const file = writeBenchmark(await diaryBenchmark(diary()));
    const later = Buffer.from(file).toString('latin1').replace('"version":1', '"version":9');
    expect(() => readBenchmark(Buffer.from(later, 'latin1'))).toThrow(
      'has version 9; this page reads version 1',
    );
  });

  it('gives every figure that the texts give, but for what is said of words', async () => {
    const settings = { ...FEW_DRAWS, resamples: 50, exactDraws: 50, flips: 100, budgetDraws: 2 };
    const dataset = diary();
    const { dataset: bare, models } = readBenchmark(writeBenchmark(await diaryBenchmark(dataset)));
    const predictions = models.map((one) => one.predictions);
    const whole = await analyse(dataset, predictions, settings);
    const figures = await analyse(bare, predictions, settings);
    expect(wordless(figures.questions)).toEqual(wordless(whole.questions));
    const [category] = figures.questions[0].models[0].categories!;
    expect(category.transparency).toBeNull();
    expect(figures.questions[0].models[0].reasons['categories.0.transparency']).toBe(
      'The texts are not here.',
    );
    expect(whole.questions[0].models[0].categories![0].transparency).not.toBeNull();
  });
});

/** A report without what depends on the words of the texts. */
function wordless(report: unknown): unknown {
  const words =
    /^(transparency|coverage|precision|ownName|markers)$|\.(transparency|coverage|precision|ownName)$|^texts\.|^transparency\./;
  const isOfWords = (key: string, value: unknown) =>
    key !== '' && (words.test(key) || (key === 'texts' && typeof value !== 'number'));
  return JSON.parse(JSON.stringify(report, (key, value) => (isOfWords(key, value) ? undefined : value)));
}
