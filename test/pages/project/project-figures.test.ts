import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/analysis/report.ts';
import { WorkerDiedError } from '../../../src/pages/background/worker-errors.ts';
import { ProjectFigures } from '../../../src/pages/project/project-figures.svelte.ts';
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
    await figures.columns('emotion', 'model');
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
    const columns = figures.columns('emotion', 'model');
    figures.end();
    await analysis;
    await expect(columns).rejects.toThrow();
    expect(figures.isComputing).toBe(false);
    expect(await figures.columns('emotion', 'model')).toBeNull();
    expect(await figures.calibrator('emotion', 'model', 'temperature')).toBe(
      'The figures are not there yet.',
    );
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
