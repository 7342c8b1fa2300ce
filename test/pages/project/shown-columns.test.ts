import { expect, it } from 'vitest';
import type { ItemColumns } from '../../../src/analysis/item-columns.ts';
import { isSameSlice, type Slice } from '../../../src/analysis/slice.ts';
import { ShownColumns } from '../../../src/pages/project/shown-columns.svelte.ts';
import { pending } from '../background/fake-workers.ts';

/** Figures whose columns come when the test says so. */
function figures() {
  const asked: { of: string; answer: ReturnType<typeof pending<ItemColumns | null>> }[] = [];
  return {
    asked,
    analyses: 1,
    over: null as Slice | null,
    isOf(slice: Slice | null) {
      return isSameSlice(slice, this.over);
    },
    columns(question: string, model: string, right: boolean) {
      const answer = pending<ItemColumns | null>();
      asked.push({ of: `${question} ${model}${right ? ' and a right one' : ''}`, answer });
      return answer.promise;
    },
  };
}

const columns = { answered: new Uint8Array() } as ItemColumns;
const others = { answered: new Uint8Array(1) } as ItemColumns;

it('asks once, however often the report has grown, and again of the next analysis', async () => {
  const of = figures();
  const shown = new ShownColumns(of);
  for (let report = 0; report < 8; report++) shown.ask('emotion', 'first');
  expect(of.asked.map((one) => one.of)).toEqual(['emotion first']);
  of.asked[0].answer.resolve(columns);
  await expect.poll(() => shown.of('emotion', 'first')).toBe(columns);
  of.analyses = 2;
  shown.ask('emotion', 'first');
  expect(of.asked).toHaveLength(2);
  expect(shown.of('emotion', 'first')).toBe(columns);
});

it('asks for what an exactly right model would have when that is drawn, and shows what is there meanwhile', async () => {
  const of = figures();
  const shown = new ShownColumns(of);
  shown.ask('emotion', 'first');
  of.asked[0].answer.resolve(columns);
  await expect.poll(() => shown.of('emotion', 'first')).toBe(columns);
  shown.ask('emotion', 'first', null, true);
  expect(shown.of('emotion', 'first')).toBe(columns);
  of.asked[1].answer.resolve(others);
  await expect.poll(() => shown.of('emotion', 'first')).toBe(others);
  shown.ask('emotion', 'first');
  expect(of.asked.map((one) => one.of)).toEqual(['emotion first', 'emotion first and a right one']);
});

it('never shows those of another model or question', async () => {
  const of = figures();
  const shown = new ShownColumns(of);
  shown.ask('emotion', 'first');
  of.asked[0].answer.resolve(columns);
  await expect.poll(() => shown.of('emotion', 'first')).toBe(columns);
  expect(shown.of('emotion', 'second')).toBeNull();
  expect(shown.of('valence', 'first')).toBeNull();
  expect(shown.of(null, null)).toBeNull();
});

it('drops an answer that comes too late', async () => {
  const of = figures();
  const shown = new ShownColumns(of);
  shown.ask('emotion', 'first');
  shown.ask('emotion', 'second');
  of.asked[1].answer.resolve(others);
  await expect.poll(() => shown.of('emotion', 'second')).toBe(others);
  of.asked[0].answer.resolve(columns);
  await new Promise((resolve) => setTimeout(resolve));
  expect(shown.of('emotion', 'second')).toBe(others);
});

it('outlives a worker that died, and asks the next', async () => {
  const of = figures();
  const shown = new ShownColumns(of);
  shown.ask('emotion', 'first');
  of.asked[0].answer.reject(new Error('The worker died.'));
  await new Promise((resolve) => setTimeout(resolve));
  of.analyses = 2;
  shown.ask('emotion', 'first');
  of.asked[1].answer.resolve(columns);
  await expect.poll(() => shown.of('emotion', 'first')).toBe(columns);
});

it('never shows those of another slice, nor asks before there are figures of it', async () => {
  const of = figures();
  const shown = new ShownColumns(of);
  const [news, blog] = ['news', 'blog'].map((value) => ({ attribute: 'source', value }));
  of.over = news;
  shown.ask('emotion', 'first', news);
  of.asked[0].answer.resolve(columns);
  await expect.poll(() => shown.of('emotion', 'first', { ...news })).toBe(columns);
  expect(shown.of('emotion', 'first', blog)).toBeNull();
  expect(shown.of('emotion', 'first')).toBeNull();
  // The next analysis has begun, and the figures of the last still stand.
  of.over = blog;
  of.analyses = 2;
  shown.ask('emotion', 'first', news);
  expect(of.asked).toHaveLength(1);
  expect(shown.of('emotion', 'first', news)).toBe(columns);
  shown.ask('emotion', 'first', blog);
  of.asked[1].answer.resolve(others);
  await expect.poll(() => shown.of('emotion', 'first', blog)).toBe(others);
});
