import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { AnnotationProgress } from '../../src/annotators/annotate.ts';
import { distributions } from '../../src/annotators/distributions.ts';
import { loadEmbedded } from '../annotators/models.ts';
import { LONG_TEXT, TEXTS } from '../annotators/texts.ts';
import { useStorePage } from './store-page.ts';

const page = useStorePage({ basePath: '/some/where/', isolated: true, shell: true });

/** Distinct texts of ours, enough for a run of some seconds. */
const MANY = Array.from({ length: 24 }, (_, round) => TEXTS.map((text) => `${text} (${round})`)).flat();
/** Enough where nothing has to happen meanwhile. */
const HALF = MANY.slice(0, MANY.length / 2);

function save(texts: readonly string[]): Promise<number> {
  return page.tab.evaluate(async (texts) => {
    const store = await tools.openStore();
    const id = await store.projects.save(tools.dataset('Texts', texts));
    store.close();
    return id;
  }, texts);
}

/** Stored values of every question for every text, and which texts have them. */
function stored(project: number): Promise<{ answered: number; rows: number[][]; annotators: number }> {
  return page.tab.evaluate(async (project) => {
    const store = await tools.openStore();
    const dataset = await store.projects.load(project);
    const annotators = await store.outputs.annotators();
    if (annotators.length === 0) return { answered: 0, rows: [], annotators: 0 };
    const predictions = await tools.loadPredictions(dataset, annotators[0], store.outputs);
    store.close();
    return {
      answered: predictions[0].answered.reduce((sum, one) => sum + one, 0),
      rows: predictions.map(({ distributions }) => [...distributions]),
      annotators: annotators.length,
    };
  }, project);
}

/** Runs the model over a project and ends its worker when `enough` texts are kept. */
function annotateAndEnd(project: number, enough: number): Promise<void> {
  return page.tab.evaluate(
    ([project, enough]) =>
      new Promise<void>((resolve, reject) => {
        const seen = ({ done }: AnnotationProgress) => {
          if (done < enough) return;
          tools.endWorker();
          resolve();
        };
        tools.annotate(project, { seen }).then(() => reject(new Error('The run ended too soon.')), reject);
      }),
    [project, enough],
  );
}

/** Has a tab's worker and its model at hand, so that to begin takes less than the other tab's run. */
function makeReady(tab: Page): Promise<unknown> {
  return tab.evaluate((texts) => tools.annotateTexts(texts), TEXTS.slice(0, 1));
}

describe('the annotation worker', () => {
  test('gives what the same model gives outside the browser, and asks no other host', async () => {
    const texts = [...TEXTS, LONG_TEXT];
    const project = await save(texts);
    const end = await page.tab.evaluate((project) => tools.annotate(project), project);
    expect(end).toMatchObject({ state: 'finished', done: texts.length, fromStore: 0, truncated: 1 });
    const { answered, rows } = await stored(project);
    expect(answered).toBe(texts.length);
    const native = await distributions(await loadEmbedded(), texts);
    for (const [question, expected] of native.distributions.entries()) {
      expect(rows[question].length).toBe(expected.length);
      const worst = Math.max(...expected.map((p, at) => Math.abs(p - rows[question][at])));
      expect(worst).toBeLessThan(0.02);
    }
    expect(page.watch.foreignRequests()).toEqual([]);
  });

  test('answers about single texts as in a run', async () => {
    const project = await save(TEXTS);
    const alone = await page.tab.evaluate(
      async ([project, text]) => {
        await tools.annotate(project);
        const { distributions } = await tools.annotateTexts([text]);
        return distributions.map((row) => [...row]);
      },
      [project, TEXTS[4]] as const,
    );
    const { rows } = await stored(project);
    for (const [question, row] of alone.entries())
      for (const [label, p] of row.entries())
        expect(Math.abs(rows[question][4 * row.length + label] - p)).toBeLessThanOrEqual(1e-5 + p * 2 ** -11);
  });

  test('uses threads where the page is isolated, and gives the same with one', async () => {
    const project = await save(TEXTS);
    const two = await page.tab.evaluate(async (project) => {
      await tools.annotate(project, { threads: 2 });
      tools.endWorker();
      return crossOriginIsolated;
    }, project);
    expect(two).toBe(true);
    const withTwo = await stored(project);
    await page.clear();
    page.tab = await page.anotherTab();
    const again = await save(TEXTS);
    await page.tab.evaluate((project) => tools.annotate(project, { threads: 1 }), again);
    const withOne = await stored(again);
    for (const [question, row] of withOne.rows.entries())
      for (const [at, p] of row.entries())
        expect(Math.abs(withTwo.rows[question][at] - p)).toBeLessThanOrEqual(1e-5 + p * 2 ** -10);
  });

  test('goes on from the last kept output after it died, to the same figures', async () => {
    const project = await save(HALF);
    await annotateAndEnd(project, 50);
    const kept = (await stored(project)).answered;
    expect(kept).toBeGreaterThanOrEqual(50);
    expect(kept).toBeLessThan(HALF.length);
    const end = await page.tab.evaluate((project) => tools.annotate(project), project);
    expect(end).toMatchObject({ state: 'finished', fromStore: kept, done: HALF.length });
    const inTwo = await stored(project);

    await page.clear();
    page.tab = await page.anotherTab();
    const whole = await save(HALF);
    await page.tab.evaluate((project) => tools.annotate(project), whole);
    const inOne = await stored(whole);
    expect(inTwo.answered).toBe(HALF.length);
    for (const [question, row] of inOne.rows.entries()) {
      const differing = row.filter((p, at) => Math.abs(inTwo.rows[question][at] - p) > 1e-5 + p * 2 ** -10);
      expect(differing).toEqual([]);
    }
  });

  test('stops when asked to, keeping what is finished', async () => {
    const project = await save(MANY);
    const end = await page.tab.evaluate(
      (project) =>
        tools.annotate(project, {
          seen: ({ done }) => {
            if (done > 0) void tools.cancel();
          },
        }),
      project,
    );
    expect(end.state).toBe('cancelled');
    expect(end.done).toBeLessThan(MANY.length);
    expect((await stored(project)).answered).toBe(end.done);
  });

  test('waits while another tab annotates with the same model, and finds its outputs', async () => {
    const project = await save(MANY);
    const other = await page.anotherTab();
    await makeReady(other);
    const first = page.tab.evaluate(
      (project) => tools.annotate(project, { seen: ({ done }) => (document.title = `${done}`) }),
      project,
    );
    await page.tab.waitForFunction(() => Number(document.title) > 0);
    const second = await other.evaluate(async (project) => {
      const states: string[] = [];
      const end = await tools.annotate(project, { seen: ({ state }) => states.push(state) });
      return { states, end };
    }, project);
    expect(second.states[0]).toBe('waiting for another tab');
    expect(second.end).toMatchObject({ state: 'finished', fromStore: MANY.length, done: MANY.length });
    expect(await first).toMatchObject({ state: 'finished', fromStore: 0, done: MANY.length });
  });

  test('takes over when the other tab is closed in the middle', async () => {
    const project = await save(MANY);
    await makeReady(page.tab);
    const other = await page.anotherTab();
    void other
      .evaluate(
        (project) => tools.annotate(project, { seen: ({ done }) => (document.title = `${done}`) }),
        project,
      )
      .catch(() => undefined);
    await other.waitForFunction(() => Number(document.title) > 0);
    const mine = page.tab.evaluate(
      (project) => tools.annotate(project, { seen: ({ state }) => (document.title = state) }),
      project,
    );
    await page.tab.waitForFunction(() => document.title === 'waiting for another tab');
    await other.close();
    const end = await mine;
    expect(end).toMatchObject({ state: 'finished', done: MANY.length });
    expect(end.fromStore).toBeGreaterThan(0);
    expect(end.fromStore).toBeLessThan(MANY.length);
  });

  test('can be cancelled while it waits', async () => {
    const project = await save(MANY);
    await makeReady(page.tab);
    const other = await page.anotherTab();
    void other
      .evaluate(
        (project) => tools.annotate(project, { seen: ({ done }) => (document.title = `${done}`) }),
        project,
      )
      .catch(() => undefined);
    await other.waitForFunction(() => Number(document.title) > 0);
    const end = await page.tab.evaluate(
      (project) =>
        tools.annotate(project, {
          seen: ({ state }) => {
            if (state === 'waiting for another tab') void tools.cancel();
          },
        }),
      project,
    );
    expect(end).toMatchObject({ state: 'cancelled' });
  });

  test('says which model file is missing, and can try again', async () => {
    const project = await save(TEXTS);
    await page.browser.route('**/tokenizer.json', (route) => route.fulfill({ status: 404, body: '' }));
    const failed = await page.tab.evaluate(
      (project) =>
        tools.annotate(project).catch((error: Error) => ({ name: error.name, message: error.message })),
      project,
    );
    expect(failed).toMatchObject({
      name: 'ModelFileError',
      message: expect.stringMatching(/tokenizer\.json could not be loaded: the server answered 404/),
    });
    await page.browser.unroute('**/tokenizer.json');
    const end = await page.tab.evaluate((project) => tools.annotate(project), project);
    expect(end.state).toBe('finished');
  });
});
