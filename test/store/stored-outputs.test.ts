import { describe, expect, test } from 'vitest';
import { useStorePage } from './store-page.ts';

const page = useStorePage();

describe('outputs', () => {
  test('come back by annotator in the order they were kept, in few chunks however small the pieces', async () => {
    const result = await page.tab.evaluate(async () => {
      const { outputs } = await tools.openStore();
      const texts = Array.from({ length: 2100 }, (_, index) => `text ${index}`);
      for (let start = 0; start < texts.length; start += 50)
        await outputs.append(tools.annotator('a'), await tools.chunk(texts.slice(start, start + 50)), {
          project: 1,
          total: texts.length,
          done: start + 50,
        });
      await outputs.append(tools.annotator('b'), await tools.chunk(['long 7']), {
        project: 1,
        total: 9,
        done: 1,
      });
      const sizes: number[] = [];
      for await (const chunk of outputs.chunks(tools.annotator('a'))) sizes.push(chunk.truncated.length);
      const [a] = await tools.loadPredictions({ texts }, tools.annotator('a'), outputs);
      const [b] = await tools.loadPredictions({ texts: ['text 7', 'long 7'] }, tools.annotator('b'), outputs);
      return {
        sizes,
        a: texts.every((_, item) => Math.abs(a.distributions[item * 4] - item / 4096) < 2 ** -11),
        answered: a.answered.reduce((sum, one) => sum + one, 0),
        b: [...b.answered],
        annotators: (await outputs.annotators()).map(({ revision }) => revision),
        run: await outputs.run(1, tools.annotator('a')),
        none: await outputs.run(2, tools.annotator('a')),
      };
    });
    expect(result.sizes).toEqual([1050, 1050]);
    expect(result).toMatchObject({ a: true, answered: 2100, b: [0, 1], annotators: ['a', 'b'] });
    expect(result.run).toMatchObject({ project: 1, total: 2100, done: 2100 });
    expect(result.none).toBeUndefined();
  });

  test('of many samples are kept in chunks of bounded size, and all come back', async () => {
    const sizes = await page.tab.evaluate(async () => {
      const { outputs } = await tools.openStore();
      const annotator = tools.annotator('wide');
      for (let piece = 0; piece < 20; piece++) {
        const { hashes, truncated } = await tools.chunk(
          Array.from({ length: 10 }, (_, text) => `wide ${piece}-${text}`),
        );
        // 80 kB a piece, as of labels by hundreds of samples.
        const rows = [new Uint16Array(10 * 4096).fill(piece)];
        await outputs.append(annotator, { hashes, truncated, rows }, { project: 1, total: 200, done: 10 });
      }
      const sizes: { texts: number; values: number; pieces: number[] }[] = [];
      for await (const { truncated, rows } of outputs.chunks(annotator))
        sizes.push({
          texts: truncated.length,
          values: rows[0].length,
          pieces: [...new Set(rows[0])],
        });
      return sizes;
    });
    expect(sizes.map(({ texts }) => texts)).toEqual([70, 70, 60]);
    expect(sizes.every(({ texts, values }) => values === texts * 4096)).toBe(true);
    expect(sizes.flatMap(({ pieces }) => pieces)).toEqual(Array.from({ length: 20 }, (_, piece) => piece));
  });

  test('that were kept survive the browser being killed at once', async () => {
    await page.tab.evaluate(async () => {
      const { outputs } = await tools.openStore();
      await outputs.append(tools.annotator('a'), await tools.chunk(['text 1', 'text 2']), {
        project: 3,
        total: 2,
        done: 2,
      });
    });
    await page.crashAndReopen();
    const result = await page.tab.evaluate(async () => {
      const { outputs } = await tools.openStore();
      const [{ answered }] = await tools.loadPredictions(
        { texts: ['text 1', 'text 2'] },
        tools.annotator('a'),
        outputs,
      );
      return { answered: [...answered], run: await outputs.run(3, tools.annotator('a')) };
    });
    expect(result).toMatchObject({ answered: [1, 1], run: { done: 2 } });
  });

  test('outlive the project, whose runs go with it', async () => {
    const result = await page.tab.evaluate(async () => {
      const { projects, outputs } = await tools.openStore();
      const project = await projects.save(tools.dataset('Short-lived', ['text 1']));
      await outputs.append(tools.annotator('a'), await tools.chunk(['text 1']), {
        project,
        total: 1,
        done: 1,
      });
      await projects.remove(project);
      const [{ answered }] = await tools.loadPredictions(
        { texts: ['text 1'] },
        tools.annotator('a'),
        outputs,
      );
      return { answered: [...answered], run: await outputs.run(project, tools.annotator('a')) };
    });
    expect(result).toEqual({ answered: [1], run: undefined });
  });

  test('that no longer fit are refused in plain words, and all before them are kept', async () => {
    const session = await page.browser.newCDPSession(page.tab);
    const { origin } = page.server;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 300_000 });
    const full = await page.tab.evaluate(async () => {
      const { outputs } = await tools.openStore();
      let kept = 0;
      for (;;) {
        const texts = Array.from({ length: 1024 }, (_, index) => `text ${kept + index}`);
        const progress = { project: 1, total: 1e6, done: kept + texts.length };
        try {
          await outputs.append(tools.annotator('a'), await tools.chunk(texts), progress);
        } catch (error) {
          const { name, message } = error as Error;
          return { name, message, kept, run: await outputs.run(1, tools.annotator('a')) };
        }
        kept += texts.length;
      }
    });
    expect(full.name).toBe('StorageFullError');
    expect(full.message).toMatch(/is full\. All finished outputs are kept\./);
    expect(full.kept).toBeGreaterThan(0);
    expect(full.run).toMatchObject({ done: full.kept });

    const project = await page.tab.evaluate(async () => {
      const { projects } = await tools.openStore();
      const large = tools.dataset(
        'Large',
        Array.from({ length: 50 }, (_, item) => 'long '.repeat(1000) + item),
      );
      const saved = await projects.save(large).catch((error: Error) => error.name);
      return { saved, list: (await projects.list()).length };
    });
    expect(project).toEqual({ saved: 'StorageFullError', list: 0 });

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    const after = await page.tab.evaluate(async (kept) => {
      const { outputs } = await tools.openStore();
      const progress = { project: 1, total: 1e6, done: kept + 1 };
      await outputs.append(tools.annotator('a'), await tools.chunk([`text ${kept}`]), progress);
      const texts = Array.from({ length: kept + 1 }, (_, index) => `text ${index}`);
      const [{ answered }] = await tools.loadPredictions({ texts }, tools.annotator('a'), outputs);
      return answered.every((one) => one === 1);
    }, full.kept);
    expect(after).toBe(true);
  });
});
