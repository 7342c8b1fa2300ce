import { describe, expect, test } from 'vitest';
import { useStorePage } from './store-page.ts';

const page = useStorePage();

describe('a project', () => {
  test('comes back as it was saved, also after the browser was killed', async () => {
    const saved = await page.tab.evaluate(async () => {
      const store = await tools.openStore();
      const dataset = tools.dataset('First', ['One.', 'Two – “zwei” 😀', '']);
      return { id: await store.projects.save(dataset), plain: JSON.stringify(dataset) };
    });
    await page.crashAndReopen();
    const loaded = await page.tab.evaluate(async (id) => {
      const store = await tools.openStore();
      const dataset = await store.projects.load(id);
      const { votes } = dataset.questions[0];
      const types = [votes.voteStart, votes.labelStart, votes.labels, votes.raters, votes.abstentions];
      return {
        list: await store.projects.list(),
        plain: JSON.stringify(dataset),
        types: types.map((array) => array?.constructor.name),
      };
    }, saved.id);
    expect(loaded.plain).toBe(saved.plain);
    expect(loaded.types).toEqual(['Uint32Array', 'Uint32Array', 'Uint16Array', 'Uint32Array', 'Uint32Array']);
    expect(loaded.list).toMatchObject([
      { id: saved.id, name: 'First', items: 3, questions: [{ id: 'emotion' }] },
    ]);
  });

  test('stands in the list latest first, under its new name, and is gone when removed', async () => {
    const result = await page.tab.evaluate(async () => {
      const { projects } = await tools.openStore();
      const first = await projects.save(tools.dataset('First', ['a']));
      const second = await projects.save(tools.dataset('Second', ['b']));
      const names = async () => (await projects.list()).map(({ name }) => name);
      const before = await names();
      await projects.rename(first, 'Renamed');
      const renamed = await projects.load(first);
      await projects.remove(second);
      const failed = await projects.load(second).catch((error: Error) => error.message);
      return { before, renamed: renamed.name, after: await names(), failed, second };
    });
    expect(result).toMatchObject({ before: ['Second', 'First'], renamed: 'Renamed', after: ['Renamed'] });
    expect(result.failed).toBe(
      `There is no project ${result.second} here; it may have been removed in another tab.`,
    );
  });

  test('whose data set cannot be kept leaves nothing half', async () => {
    const { failed, list } = await page.tab.evaluate(async () => {
      const { projects } = await tools.openStore();
      // The project's record is written before its data set, and a function cannot be kept.
      const dataset = { ...tools.dataset('Half', ['a']), sources: [(() => 0) as never] };
      const failed = await projects.save(dataset).catch((error: Error) => error.name);
      return { failed, list: await projects.list() };
    });
    expect(failed).toBe('StorageError');
    expect(list).toEqual([]);
  });

  test('is whole or absent when its tab dies while it is saved', async () => {
    for (const delay of [0, 20, 60, 150]) {
      const dying = await page.anotherTab();
      await dying.evaluate(async (delay) => {
        const { projects } = await tools.openStore();
        const texts = Array.from({ length: 60_000 }, (_, item) => `A text of some length, number ${item}.`);
        void projects.save(tools.dataset(`after ${delay} ms`, texts));
        await new Promise((resolve) => setTimeout(resolve, delay));
      }, delay);
      const crashed = dying.waitForEvent('crash');
      void dying.goto('chrome://crash').catch(() => undefined);
      await crashed;
      await dying.close();
    }
    const sizes = await page.tab.evaluate(async () => {
      const { projects } = await tools.openStore();
      const list = await projects.list();
      return await Promise.all(list.map(async ({ id }) => (await projects.load(id)).texts.length));
    });
    expect(sizes.every((size) => size === 60_000)).toBe(true);
  });
});
