import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { withDeclaredSeen } from '../../src/analysis/declared-seen.ts';
import { reportWith } from '../../src/analysis/thresholds.ts';
import { Random } from '../../src/analysis/random.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import type { DeclaredSeen } from '../../src/judgments/declared-seen.ts';
import { datasetOf, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

const { people, model } = simulated();
const dataset = datasetOf(people);

function simulated() {
  const random = new Random(1, 'declared seen');
  const truth = Array.from({ length: 80 }, () => randomRow(3, random));
  const annotated = simulatePeople(lettered(3), truth, () => [1, 1, 1, 1], random);
  return { people: annotated, model: judgments(annotated.question, truth, 'brought') };
}

async function rowWith(...declared: DeclaredSeen[]) {
  const settings = { ...DEFAULT_SETTINGS, resamples: 50, exactDraws: 50, ceilingDraws: 10, budgetDraws: 1 };
  const report = await analyse(dataset, withDeclaredSeen([model], dataset.ids, declared), settings);
  return { report, row: report.questions[0].models[0] };
}

describe('what a person says that a model was trained on', () => {
  it('is in no figure, and stands in the report', async () => {
    const ids = [...dataset.ids.slice(0, 20), 'nobody'];
    const { row } = await rowWith({ model: 'brought', ids, file: 'train.csv' });
    expect(row.items).toBe(60);
    expect(row.seen).toMatchObject({
      items: 20,
      declared: { all: false, texts: 20, files: ['train.csv'] },
    });
  });

  it('leaves no verdict in its favour where it is all texts, at no line', async () => {
    const { report, row } = await rowWith({ model: 'brought', ids: null, file: null });
    expect(row.items).toBe(0);
    expect(row.seen.declared).toEqual({ all: true, texts: 80, files: [] });
    expect(row.gap!.jsd.mean).toBeNull();
    const zero = Object.fromEntries(
      Object.keys(DEFAULT_SETTINGS.thresholds).map((name) => [name, 0]),
    ) as unknown as typeof DEFAULT_SETTINGS.thresholds;
    for (const one of [report, reportWith(report, zero)])
      for (const { verdict, because } of one.questions[0].models[0].guidelines!) {
        expect(['too little data', 'cannot tell yet']).toContain(verdict);
        expect(because).not.toBe('');
      }
    expect(row.guidelines![0].because).toContain('not in its training as 80 others were');
  });

  it('is about the model of that name alone, and adds to what is said elsewhere', async () => {
    const { row } = await rowWith({ model: 'another', ids: null, file: null });
    expect(row.seen).toEqual({ items: 0, jsd: expect.anything() as unknown });
    const [both] = withDeclaredSeen([{ ...model, seen: flags(0) }], dataset.ids, [
      { model: 'brought', ids: [dataset.ids[1]], file: 'a' },
      { model: 'brought', ids: [dataset.ids[2]], file: 'b' },
    ]);
    expect([...both.seen!.subarray(0, 4)]).toEqual([1, 1, 1, 0]);
    expect(both.declaredSeen).toEqual({ all: false, texts: 2, files: ['a', 'b'] });
  });
});

function flags(...places: number[]): Uint8Array {
  return Uint8Array.from(dataset.ids, (_, item) => Number(places.includes(item)));
}
