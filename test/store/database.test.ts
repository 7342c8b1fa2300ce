import { describe, expect, test } from 'vitest';
import { useStorePage } from './store-page.ts';

const page = useStorePage();

describe('the database', () => {
  test('deleted by another tab says so, at once and at every use', async () => {
    await page.tab.evaluate(async () => {
      const lost: string[] = [];
      Object.assign(globalThis, {
        lost,
        store: await tools.openStore({ onLost: (error) => lost.push(error.name) }),
      });
    });
    const other = await page.anotherTab();
    await other.evaluate(
      () =>
        new Promise((deleted) => {
          indexedDB.deleteDatabase('dissensus:store').onsuccess = deleted;
        }),
    );
    const result = await page.tab.evaluate(async () => {
      const { lost, store } = globalThis as unknown as {
        lost: string[];
        store: Awaited<ReturnType<typeof tools.openStore>>;
      };
      const use = await store.projects.list().catch((error: Error) => error.message);
      const afresh = await (await tools.openStore()).projects.list();
      return { lost, use, afresh };
    });
    expect(result).toEqual({
      lost: ['StorageDeletedError'],
      use: expect.stringContaining("This site's storage was deleted"),
      afresh: [],
    });
  });

  test('cleared in the browser’s settings says so', async () => {
    const session = await page.browser.newCDPSession(page.tab);
    const waiting = page.tab.evaluate(async () => {
      let told: (name: string) => void;
      const lost = new Promise<string>((resolve) => (told = resolve));
      const store = await tools.openStore({ onLost: (error) => told(error.name) });
      document.title = 'open';
      const name = await lost;
      return { name, use: await store.projects.list().catch((error: Error) => error.name) };
    });
    await page.tab.waitForFunction(() => document.title === 'open');
    await session.send('Storage.clearDataForOrigin', {
      origin: page.server.origin,
      storageTypes: 'indexeddb',
    });
    expect(await waiting).toEqual({ name: 'StorageClosedError', use: 'StorageClosedError' });
  });

  test('of the version before kinds of files tells what kind each kept file is', async () => {
    const sources = await page.tab.evaluate(async () => {
      const before = await tools.Database.open({}, tools.UPGRADES.slice(0, 4));
      const made = tools.dataset('Old', ['a']);
      const [{ kind: _, ...account }] = made.sources;
      const files = [
        { ...account, mappable: undefined, layout: 'annotated CSV (one row per answer)' },
        { ...account, layout: 'model responses (one row per response)', rowsUsed: 1, rowsFailed: 0 },
        { ...account, layout: 'a diary, read for the texts' },
      ];
      const id = await before.transact('readwrite', ['projects', 'datasets'], async (transaction) => {
        const project = { name: 'Old', saved: 0, items: 1, questions: [] };
        const key = await transaction.objectStore('projects').add(project as never);
        await transaction.objectStore('datasets').put({ ...made, sources: files as never }, key);
        await transaction.objectStore('datasets').put({ ...made, sources: [] }, key + 1);
        return key;
      });
      before.close();
      const store = await tools.openStore();
      const dataset = await store.projects.load(id);
      return { texts: dataset.texts, kinds: dataset.sources.map(({ kind, name }) => [kind, name]) };
    });
    expect(sources).toEqual({
      texts: ['a'],
      kinds: [
        ['people', 'made.csv'],
        ['answers', 'made.csv'],
        ['joined texts', 'made.csv'],
      ],
    });
  });

  test('whose upgrade fails stays as it was, and the error says why', async () => {
    const found = await page.tab.evaluate(async () => {
      const store = await tools.openStore();
      await store.projects.save(tools.dataset('Kept', ['a']));
      store.close();
      const failing = [...tools.UPGRADES, () => Promise.reject(new Error('no such luck'))];
      const message = await tools.Database.open({}, failing).catch((error: Error) => error.message);
      const names = (await (await tools.openStore()).projects.list()).map(({ name }) => name);
      return { message, names };
    });
    expect(found).toEqual({ message: 'no such luck', names: ['Kept'] });
  });

  test('of an older version is brought up to date with everything in it, and its tab is told', async () => {
    await page.tab.evaluate(async () => {
      const lost: string[] = [];
      const store = await tools.openStore({
        onLost: (error) => lost.push(`${error.name}: ${error.message}`),
      });
      await store.projects.save(tools.dataset('Kept', ['a']));
      Object.assign(globalThis, { lost, store });
    });
    const newer = await page.anotherTab();
    const upgraded = await newer.evaluate(async () => {
      const database = await tools.Database.open({}, [
        ...tools.UPGRADES,
        (connection) => {
          connection.createObjectStore('later' as never);
        },
      ]);
      const names = await database.transact('readonly', ['projects'], async (transaction) =>
        (await transaction.objectStore('projects').getAll()).map(({ name }) => name),
      );
      const older = await tools.openStore().catch((error: Error) => `${error.name}: ${error.message}`);
      return { names, older };
    });
    expect(upgraded.names).toEqual(['Kept']);
    expect(upgraded.older).toMatch(/^StorageVersionError: .*newer version of Dissensus/);
    const old = await page.tab.evaluate(async () => {
      const { lost, store } = globalThis as unknown as {
        lost: string[];
        store: Awaited<ReturnType<typeof tools.openStore>>;
      };
      return { lost, use: await store.projects.list().catch((error: Error) => error.name) };
    });
    expect(old.lost).toEqual([expect.stringMatching(/^StorageVersionError: .*Reload this tab/)]);
    expect(old.use).toBe('StorageVersionError');
  });

  test.each([
    { wait: 'an upgrade', deleting: false },
    { wait: 'opening behind a deletion', deleting: true },
  ])(
    '$wait that another tab holds up says what to do and goes on when that tab closes',
    async ({ deleting }) => {
      const old = await page.anotherTab();
      // A connection that does not close when it is asked to, as in a tab that is frozen.
      await old.evaluate(async () => {
        await (await tools.openStore()).projects.save(tools.dataset('Kept', ['a']));
        await new Promise<void>((opened) => {
          const request = indexedDB.open('dissensus:store');
          request.onsuccess = () => {
            Object.assign(globalThis, { connection: request.result });
            opened();
          };
        });
      });
      const opening = page.tab.evaluate(async (deleting) => {
        if (deleting) indexedDB.deleteDatabase('dissensus:store');
        const later = (connection: { createObjectStore(name: never): unknown }) => {
          connection.createObjectStore('later' as never);
        };
        const upgrades = deleting ? tools.UPGRADES : [...tools.UPGRADES, later];
        const onBlocked = (message: string) => (document.title = message);
        const database = await tools.Database.open({ onBlocked }, upgrades);
        return await database.transact('readonly', ['projects'], async (transaction) =>
          (await transaction.objectStore('projects').getAll()).map((project) => project.name),
        );
      }, deleting);
      await page.tab.waitForFunction(() => document.title.startsWith('Another tab of this site'));
      await old.close();
      expect(await opening).toEqual(deleting ? [] : ['Kept']);
    },
  );
});

test('every name in the browser’s storage begins with dissensus:', async () => {
  const names = await page.tab.evaluate(async () => {
    await tools.openStore();
    return (await indexedDB.databases()).map(({ name }) => name);
  });
  expect(names).toEqual(['dissensus:store']);
});
