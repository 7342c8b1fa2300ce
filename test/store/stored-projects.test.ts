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

  test('has a copy that lives on without it', async () => {
    const result = await page.tab.evaluate(async () => {
      const { projects } = await tools.openStore();
      const first = await projects.save(tools.dataset('First', ['a', 'b']));
      await projects.rename(first, 'Mine');
      const copy = await projects.duplicate(first, 'Mine (copy)');
      const original = await projects.load(first);
      await projects.remove(first);
      const { name, ...rest } = await projects.load(copy);
      return { name, same: JSON.stringify({ ...rest, name: 'Mine' }), original: JSON.stringify(original) };
    });
    expect(result.name).toBe('Mine (copy)');
    expect(JSON.parse(result.same)).toEqual(JSON.parse(result.original));
  });

  test('takes another reading of its files, or stays as it was', async () => {
    const result = await page.tab.evaluate(async () => {
      const { projects, outputs } = await tools.openStore();
      const id = await projects.save(tools.dataset('First', ['a', 'b']));
      await projects.rename(id, 'Mine');
      await outputs.append(tools.annotator('1'), await tools.chunk(['a']), {
        project: id,
        total: 2,
        done: 1,
      });
      await projects.replace(id, tools.dataset('Read again', ['c']));
      const broken = { ...tools.dataset('Half', ['d']), sources: [(() => 0) as never] };
      const failed = await projects.replace(id, broken).catch((error: Error) => error.name);
      const missing = await projects
        .replace(id + 1, tools.dataset('x', ['x']))
        .catch((error: Error) => error.message);
      const { name, texts } = await projects.load(id);
      const [{ items }] = await projects.list();
      return { name, texts, items, failed, missing, run: await outputs.run(id, tools.annotator('1')) };
    });
    expect(result).toMatchObject({ name: 'Mine', texts: ['c'], items: 1, failed: 'StorageError' });
    expect(result.missing).toContain('There is no project');
    expect(result.run).toBeUndefined();
  });

  test('takes predictions later, each annotator’s once', async () => {
    const result = await page.tab.evaluate(async () => {
      const { projects } = await tools.openStore();
      const dataset = tools.dataset('First', ['a']);
      const id = await projects.save(dataset);
      const predictions = (model: string, share: number) => ({
        annotator: { ...tools.annotator('1'), model },
        question: dataset.questions[0].question,
        answered: Uint8Array.of(1),
        distributions: Float32Array.of(share, 1 - share, 0),
      });
      const source = (sha256: string) => ({ ...dataset.sources[0], name: 'answers.csv', sha256 });
      await projects.addPredictions(id, [source('1')], [predictions('m', 0.5), predictions('n', 0.25)]);
      await projects.addPredictions(id, [source('2')], [predictions('o', 0.125)]);
      await projects.addPredictions(id, [source('1')], [predictions('m', 1)]);
      const kept = await projects.predictions(id);
      return {
        kept: kept.map(({ annotator, distributions }) => [annotator.model, distributions[0]]),
        files: (await projects.load(id)).sources.map(({ sha256 }) => sha256.slice(0, 1)),
      };
    });
    expect(result.kept).toEqual([
      ['n', 0.25],
      ['o', 0.125],
      ['m', 1],
    ]);
    expect(result.files).toEqual(['0', '2', '1']);
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
