import { describe, expect, it } from 'vitest';
import type { Report, SlicesReport } from '../../../src/analysis/report.ts';
import { WorkerDiedError } from '../../../src/pages/background/worker-errors.ts';
import { leftAfter, ProjectFigures } from '../../../src/pages/project/project-figures.svelte.ts';
import { FakeAnalyses } from './fake-analysis.ts';

function figuresOf(fakes: FakeAnalyses): ProjectFigures {
  return new ProjectFigures(1, fakes.workers.start, fakes.parts.start);
}

const named = (dataset: string) => ({ inputs: { dataset } }) as Partial<Report>;

describe('the figures of a project', () => {
  it('grow while they are computed', async () => {
    const fakes = new FakeAnalyses(null, 2);
    const figures = figuresOf(fakes);
    const analysis = figures.analyse();
    expect(figures.isComputing).toBe(true);
    await expect.poll(() => fakes.parts.started.length).toBe(2);
    await fakes.begun[0].tell(named('first'));
    expect(figures.report).toMatchObject(named('first'));
    fakes.begun[0].finish();
    await analysis;
    expect(figures.isComputing).toBe(false);
    expect(fakes.parts.started.every(({ isEnded }) => isEnded)).toBe(true);
    expect(fakes.workers.started[0].isEnded).toBe(false);
  });

  it('are taken from what was kept', async () => {
    const figures = figuresOf(new FakeAnalyses(named('kept')));
    await figures.analyse();
    expect(figures.report).toMatchObject(named('kept'));
  });

  it('are those of the latest analysis only, and the one before settles', async () => {
    const fakes = new FakeAnalyses();
    const figures = figuresOf(fakes);
    const first = figures.analyse();
    await expect.poll(() => fakes.begun.length).toBe(1);
    const second = figures.analyse();
    await first;
    expect(figures.isComputing).toBe(true);
    await expect.poll(() => fakes.begun.length).toBe(2);
    await fakes.begun[1].tell(named('second'));
    fakes.begun[1].finish();
    await second;
    expect(figures.report).toMatchObject(named('second'));
    expect(fakes.workers.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it('do not wait for a part of the analysis that died', async () => {
    const fakes = new FakeAnalyses(null, 2);
    const figures = figuresOf(fakes);
    const analysis = figures.analyse();
    await expect.poll(() => fakes.parts.started.length).toBe(2);
    fakes.parts.started[0].die();
    await expect(analysis).rejects.toThrow(WorkerDiedError);
    expect(figures.isComputing).toBe(false);
  });

  it('can be stopped: those that are there stay, and texts can be asked for', async () => {
    const fakes = new FakeAnalyses(null, 2);
    const figures = figuresOf(fakes);
    const analysis = figures.analyse();
    await expect.poll(() => fakes.parts.started.length).toBe(2);
    await fakes.begun[0].tell(named('as far as it is'), { done: 3, total: 4950 });
    expect(figures.steps).toEqual({ done: 3, total: 4950 });
    figures.stop();
    await analysis;
    expect([figures.isComputing, figures.isStopped, figures.steps]).toEqual([false, true, null]);
    expect(figures.report).toMatchObject(named('as far as it is'));
    expect(fakes.workers.started[0].isEnded).toBe(true);
    expect(fakes.parts.started.every(({ isEnded }) => isEnded)).toBe(true);
    await figures.columns('emotion', 'model', false);
    expect(fakes.begun[1].columns).toEqual(['emotion model']);
    const again = figures.analyse();
    await expect.poll(() => fakes.begun.length).toBe(3);
    expect(figures.isStopped).toBe(false);
    fakes.begun[2].finish();
    await again;
  });

  it('settle without a word when the project is left', async () => {
    const fakes = new FakeAnalyses();
    const figures = figuresOf(fakes);
    const analysis = figures.analyse();
    const columns = figures.columns('emotion', 'model', false);
    figures.end();
    await analysis;
    await expect(columns).rejects.toThrow();
    expect(figures.isComputing).toBe(false);
    expect(await figures.columns('emotion', 'model', false)).toBeNull();
    expect(await figures.calibrator('emotion', 'model', 'temperature')).toBe(
      'The figures are not there yet.',
    );
  });
});

describe('the figures of a slice', () => {
  const [news, blog] = ['news', 'blog'].map((value) => ({ attribute: 'source', value }));

  it('take the place of those before once there are some, and say what they are over', async () => {
    const fakes = new FakeAnalyses();
    const figures = figuresOf(fakes);
    expect(figures.isOf(null)).toBe(false);
    const whole = figures.analyse();
    await expect.poll(() => fakes.begun.length).toBe(1);
    await fakes.begun[0].tell(named('whole'));
    fakes.begun[0].finish();
    await whole;
    expect([figures.slice, figures.isOf(null)]).toEqual([null, true]);
    const part = figures.analyse(news);
    await expect.poll(() => fakes.begun.length).toBe(2);
    expect(fakes.begun[1].slice).toEqual(news);
    expect([figures.report, figures.slice]).toMatchObject([named('whole'), null]);
    expect([figures.isOf(null), figures.isOf({ ...news })]).toEqual([false, true]);
    await fakes.begun[1].tell(named('part'));
    expect([figures.report, figures.slice]).toMatchObject([named('part'), news]);
    fakes.begun[1].finish();
    await part;
  });

  it('are not mistaken for those before when they are stopped before there are any', async () => {
    const fakes = new FakeAnalyses(named('whole'));
    const figures = figuresOf(fakes);
    await figures.analyse();
    const others = new FakeAnalyses();
    const both = new ProjectFigures(1, () => starts.shift()!(), others.parts.start);
    const starts = [fakes.workers.start, others.workers.start, others.workers.start];
    await both.analyse();
    const part = both.analyse(news);
    await expect.poll(() => others.begun.length).toBe(1);
    expect(both.report).toMatchObject(named('whole'));
    both.stop();
    await part;
    expect([both.report, both.isStopped]).toEqual([null, true]);
    expect(others.begun[0].slice).toEqual(news);
  });

  it('are put beside those of another, which are never those of another analysis', async () => {
    const fakes = new FakeAnalyses(named('kept'));
    const figures = figuresOf(fakes);
    await figures.compare(blog);
    expect(figures.slices).toBeNull();
    await figures.analyse(news);
    const comparing = figures.compare(blog);
    await expect.poll(() => fakes.begun[0].compared.length).toBe(1);
    expect(fakes.begun[0].compared[0].with).toEqual(blog);
    const slices = { other: { value: 'blog' } } as SlicesReport;
    fakes.begun[0].compared[0].answer.resolve(slices);
    await comparing;
    expect(figures.slices).toMatchObject(slices);
    await figures.compare(null);
    expect(figures.slices).toBeNull();
    // Given up with its analysis, without a word.
    const late = figures.compare(blog);
    await expect.poll(() => fakes.begun[0].compared.length).toBe(2);
    await figures.analyse(blog);
    await late;
    expect(figures.slices).toBeNull();
    const failing = figures.compare(news);
    await expect.poll(() => fakes.begun[1].compared.length).toBe(1);
    fakes.begun[1].compared[0].answer.reject(new Error('It cannot be.'));
    await expect(failing).rejects.toThrow('It cannot be.');
  });
});

it('calibrators are applied to the end, though another analysis begins meanwhile', async () => {
  const fakes = new FakeAnalyses();
  const figures = figuresOf(fakes);
  const first = figures.analyse();
  const applying = figures.applyCalibrators(new File(['{}'], 'calibrator.json'));
  await expect.poll(() => fakes.applied.length).toBe(1);
  const second = figures.analyse();
  await first;
  fakes.applied[0].resolve(2);
  expect(await applying).toBe(2);
  figures.end();
  await second;
  expect(fakes.workers.started.every(({ isEnded }) => isEnded)).toBe(true);
});

it('the time left is told by the steps so far, once there are enough of them', () => {
  expect(leftAfter(10, { done: 20, total: 50 })).toBe(15);
  expect(leftAfter(0.5, { done: 20, total: 50 })).toBeNull();
  expect(leftAfter(10, { done: 4, total: 50 })).toBeNull();
});
