import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { Random } from '../../src/analysis/random.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import {
  readThreshold,
  readThresholds,
  reportWith,
  thresholdsWith,
  writeThresholds,
} from '../../src/analysis/thresholds.ts';
import { datasetOf, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

describe('thresholds as text', () => {
  it('are those that were moved, and come back', () => {
    expect(writeThresholds({ distance: 0.15, worth: 2 })).toBe('worth=2,distance=0.15');
    expect(writeThresholds(DEFAULT_SETTINGS.thresholds)).toBe('');
    expect(readThresholds('worth=2,distance=0.15')).toEqual({
      moved: { worth: 2, distance: 0.15 },
      unknown: [],
    });
    expect(thresholdsWith({ worth: 2 })).toEqual({ ...DEFAULT_SETTINGS.thresholds, worth: 2 });
  });

  it('say what is no line', () => {
    expect(readThresholds('far=1,worth=2,distance=near')).toEqual({
      moved: { worth: 2 },
      unknown: ['far=1', 'distance=near'],
    });
    for (const written of ['worth', 'worth=', 'worth=-1', 'worth=1=2', 'worth=Infinity', 'toString=1'])
      expect(readThreshold(written), written).toBeNull();
  });
});

describe('a report with other thresholds', () => {
  const question = lettered(3);
  const random = new Random(8, 'thresholds');
  const truth = Array.from({ length: 120 }, () => randomRow(3, random, 2.5));
  const annotated = simulatePeople(question, truth, () => [1, 1, 1], random);
  const quick = {
    resamples: 100,
    exactDraws: 20,
    ceilingDraws: 10,
    groupDraws: 5,
    flips: 50,
    budgetDraws: 2,
  };
  const settings = { ...DEFAULT_SETTINGS, ...quick };
  const report = (thresholds = settings.thresholds) =>
    analyse(datasetOf(annotated), [judgments(question, truth)], { ...settings, thresholds });

  it('is what the analysis makes with them', async () => {
    const thresholds = thresholdsWith({ distance: 0.5, worth: 0.5, agreement: 0.2, fewestCategoryItems: 1 });
    const [before, wanted] = [await report(), await report(thresholds)];
    expect(before.questions).not.toEqual(wanted.questions);
    expect(reportWith(before, thresholds)).toEqual(wanted);
    expect(reportWith(wanted, settings.thresholds)).toEqual(before);
  });

  it('is the same one where they are the same', async () => {
    const before = await report();
    expect(reportWith(before, { ...settings.thresholds })).toBe(before);
  });
});
