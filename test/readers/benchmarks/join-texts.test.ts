import { describe, expect, it } from 'vitest';
import { joinTexts } from '../../../src/readers/benchmarks/join-texts.ts';
import { diary, diaryBenchmark } from './diary.ts';

describe('joinTexts', () => {
  it('gives every item its own text, in any order of the files', async () => {
    const own = diary();
    const { dataset } = await diaryBenchmark(own);
    const order = [...own.ids.keys()].reverse();
    const opened = {
      ...own,
      ids: ['stranger', ...order.map((item) => own.ids[item])],
      texts: ['Another', ...order.map((item) => own.texts[item])],
    };
    const joined = await joinTexts(dataset, opened);
    expect(joined.texts).toEqual(own.texts);
    expect(joined.withoutText).toBeUndefined();
    expect(joined.questions).toBe(dataset.questions);
    expect(joined.sources).toMatchObject([
      { kind: 'joined texts', name: 'diary.csv', layout: 'a diary, read for the texts' },
    ]);
  });

  it('leaves an item without a text that was not the one judged, and lists it', async () => {
    const own = diary();
    const { dataset } = await diaryBenchmark(own);
    const opened = { ...own, ids: own.ids.slice(0, 10), texts: ['Mended', ...own.texts.slice(1, 10)] };
    const joined = await joinTexts(dataset, opened);
    expect(joined.texts.slice(0, 10)).toEqual([dataset.texts[0], ...own.texts.slice(1, 10)]);
    expect(joined.withoutText!.reduce((sum, one) => sum + one, 0)).toBe(own.ids.length - 9);
    expect(joined.sources[0].skipped).toEqual([
      { line: 0, reason: 'The text with this id is not the one that was judged.', content: 'día-0' },
    ]);
    expect((await joinTexts(joined, own)).texts).toEqual(own.texts);
  });

  it('keeps the rows that its files left out themselves', async () => {
    const own = diary();
    const { dataset } = await diaryBenchmark(own);
    const lost = { line: 7, reason: 'The row has 2 cells; the header has 3.', content: 'día-6,broken' };
    const [source] = own.sources;
    const second = { ...source, name: 'more.csv', sha256: 'e'.repeat(64), skipped: [{ ...lost, line: 8 }] };
    const opened = {
      ...own,
      texts: ['Mended', ...own.texts.slice(1)],
      sources: [{ ...source, skipped: [lost] }, second],
    };
    const { sources } = await joinTexts(dataset, opened);
    expect(sources.map(({ skipped }) => skipped.map(({ line }) => line))).toEqual([[7, 0], [8]]);
  });

  it('refuses files of another data set', async () => {
    const own = diary();
    const { dataset } = await diaryBenchmark(own);
    const others = { ...own, ids: own.ids.map((id) => `x${id}`) };
    await expect(joinTexts(dataset, others)).rejects.toThrow(/None of its ids is one of Diary/);
    const changed = { ...own, texts: own.texts.map((text) => `${text}.`) };
    await expect(joinTexts(dataset, changed)).rejects.toThrow(/60 of the ids of Diary, but with other texts/);
  });
});
