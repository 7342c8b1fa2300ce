import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, flooredRows } from '../../src/analysis/calibration/calibrator.ts';
import type {
  CalibrationMethod,
  CrowdSmoothing,
  Dirichlet,
  Isotonic,
} from '../../src/analysis/calibration/calibrator.ts';
import { CALIBRATION_METHODS, fitCalibrator } from '../../src/analysis/calibration/fit.ts';
import { poolAdjacentViolators } from '../../src/analysis/calibration/isotonic.ts';
import { trainingSet } from '../../src/analysis/calibration/training-set.ts';
import { meanOf, pick } from '../../src/analysis/intervals.ts';
import { itemFigures } from '../../src/analysis/item-figures.ts';
import type { ItemFigures } from '../../src/analysis/item-figures.ts';
import { Random } from '../../src/analysis/random.ts';
import type { CalibrationScore } from '../../src/analysis/report.ts';
import {
  calibratedModels,
  calibrationFolds,
  calibrationSection,
} from '../../src/analysis/sections/calibration.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { CASES, expected, SEED } from '../reference/case.ts';
import { allItems, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

type Scores = Record<CalibrationScore, number>;
interface Parameters {
  temperature?: number;
  at?: number[][];
  weights?: number[];
  lambda?: number;
  penalty?: number;
  w?: number[][];
}
type Reference = Record<
  string,
  { before: Scores; methods: Record<CalibrationMethod, { parameters: Parameters; after: Scores }> }
>;

const reference = expected<Reference>('calibration');

describe.each(CASES)('$name, against the reference script', ({ name, dataset, annotated, models }) => {
  const study = studyQuestion(dataset, annotated, models, { ...DEFAULT_SETTINGS, seed: SEED });
  const { inner } = calibrationFolds(study, dataset.texts);

  describe.each(models)('$annotator.model', (judged) => {
    const model = study.models.find((one) => one.name === judged.annotator.model)!;
    const truth = reference[name][model.name];
    const training = trainingSet(
      model.figures,
      flooredRows(model.figures.used, model.figures.labels, model.answeredItems),
      model.answeredItems,
      inner,
    );

    it.each(CALIBRATION_METHODS)('%s, fitted to all items', (method) => {
      const fitted = fitCalibrator(method, training);
      const { parameters } = truth.methods[method];
      switch (fitted.method) {
        case 'temperature':
          return expect(fitted.temperature).toBeCloseTo(parameters.temperature!, 6);
        case 'prior correction':
          return fitted.weights.forEach((weight, c) => expect(weight).toBeCloseTo(parameters.weights![c], 6));
        case 'crowd smoothing':
          return expect(fitted.lambda).toBeCloseTo(parameters.lambda!, 5);
        case 'dirichlet':
          expect(fitted.penalty).toBe(parameters.penalty);
          return [...fitted.weights.entries()].forEach(([c, row]) =>
            [...row, fitted.bias[c]].forEach((weight, d) =>
              expect(Math.abs(weight - parameters.w![c][d])).toBeLessThan(1e-3),
            ),
          );
        case 'isotonic':
          return parameters.at!.forEach((values, c) =>
            values.forEach((value, place) =>
              expect(at(fitted, c, [0.01, 0.1, 0.3, 0.6, 0.95][place])).toBeCloseTo(value, 9),
            ),
          );
      }
    });

    it('scores out of fold', () => {
      const calibrated = calibratedModels(study, model, dataset.texts);
      const { figures: rows } = calibrationSection(study, model, calibrated);
      for (const row of rows) {
        expect(row.before).toBeCloseTo(truth.before[row.score], 9);
        const after = truth.methods[row.method as CalibrationMethod].after[row.score];
        expect(Math.abs(row.after! - after), `${row.method} ${row.score}`).toBeLessThan(1e-4);
        if (row.reduction === null) continue;
        expect(row.reduction).toBeCloseTo((100 * (row.before! - row.after!)) / row.before!, 9);
        if (row.lo === null) continue;
        expect(row.lo).toBeLessThanOrEqual(row.reduction);
        expect(row.hi).toBeGreaterThanOrEqual(row.reduction);
      }
      expect(rows.length).toBe(15);
    });
  });
});

/** The map of one label of an isotonic calibrator at x, read off a two-label row. */
function at({ maps }: Isotonic, c: number, x: number): number {
  const { from, to } = maps[c];
  const above = from.findIndex((knot) => knot >= x);
  if (above === 0) return to[0];
  if (above < 0) return to[to.length - 1];
  return (
    to[above - 1] + ((to[above] - to[above - 1]) * (x - from[above - 1])) / (from[above] - from[above - 1])
  );
}

describe('recovery on simulated annotators', () => {
  const question = lettered(4);
  const random = new Random(1, 'calibration');
  const truth = Array.from({ length: 4000 }, () => randomRow(4, random, 1.2));
  const annotated = simulatePeople(question, truth, () => [1, 1, 1], random);
  const everyone = allItems(truth.length);
  const noFold = Uint8Array.from(truth, (_, item) => item % 3);
  const trainingOf = (figures: ItemFigures, items: Uint32Array) =>
    trainingSet(figures, flooredRows(figures.model, 4, items), items, noFold);
  const distorted = (change: (row: number[]) => number[]) => {
    const rows = truth.map((row) => {
      const changed = change(row);
      const sum = changed.reduce((a, b) => a + b, 0);
      return changed.map((share) => share / sum);
    });
    return itemFigures(annotated, judgments(question, rows));
  };

  it('gives back the temperature', () => {
    const figures = distorted((row) => row.map((share) => share ** 2.5));
    const fitted = fitCalibrator('temperature', trainingOf(figures, everyone));
    expect(fitted.method === 'temperature' && fitted.temperature).toBeGreaterThan(2.35);
    expect(fitted.method === 'temperature' && fitted.temperature).toBeLessThan(2.65);
  });

  it('gives back the shift of the prior', () => {
    const shift = [4, 1, 1, 0.25];
    const figures = distorted((row) => row.map((share, c) => share * shift[c]));
    const fitted = fitCalibrator('prior correction', trainingOf(figures, everyone));
    if (fitted.method !== 'prior correction') throw new Error(fitted.method);
    const centre = fitted.weights.reduce((sum, weight) => sum + Math.log(weight) / 4, 0);
    for (const [c, weight] of fitted.weights.entries()) {
      expect(Math.abs(Math.log(weight) - centre + Math.log(shift[c]))).toBeLessThan(0.12);
    }
  });

  it('gives back both at once by Dirichlet calibration', () => {
    const shift = [2, 1, 1, 0.5];
    const figures = distorted((row) => row.map((share, c) => share ** 2 * shift[c]));
    const fitted = fitCalibrator('dirichlet', trainingOf(figures, everyone)) as Dirichlet;
    const rows = calibrate(fitted, flooredRows(figures.model, 4, everyone), everyone);
    const error = truth.reduce(
      (sum, row, item) => sum + row.reduce((one, share, c) => one + (share - rows[4 * item + c]) ** 2, 0),
      0,
    );
    expect(error / truth.length).toBeLessThan(0.001);
  });

  it('leaves a model alone that is right', () => {
    const figures = distorted((row) => row);
    const crowd = fitCalibrator('crowd smoothing', trainingOf(figures, everyone)) as CrowdSmoothing;
    expect(crowd.lambda).toBeLessThan(0.05);
    const temperature = fitCalibrator('temperature', trainingOf(figures, everyone));
    expect(Math.abs((temperature.method === 'temperature' ? temperature.temperature : 0) - 1)).toBeLessThan(
      0.05,
    );
  });

  it.each(CALIBRATION_METHODS)(
    '%s lowers the cross-entropy it is fitted by, gives distributions and survives JSON',
    (method) => {
      const figures = distorted((row) => row.map((share, c) => share ** 3 + 0.1 * c));
      const fitted = JSON.parse(
        JSON.stringify(fitCalibrator(method, trainingOf(figures, everyone))),
      ) as ReturnType<typeof fitCalibrator>;
      const rows = calibrate(fitted, flooredRows(figures.model, 4, everyone), everyone);
      const after = itemFigures(annotated, {
        ...judgments(question, truth),
        distributions: Float32Array.from(rows),
      });
      expect(meanOf(pick(after.crossEntropy, everyone))).toBeLessThan(
        meanOf(pick(figures.crossEntropy, everyone)),
      );
      for (let row = 0; row < rows.length; row += 4) {
        expect(rows[row] + rows[row + 1] + rows[row + 2] + rows[row + 3]).toBeCloseTo(1, 9);
      }
    },
  );

  it('fits one class only without falling over', () => {
    const certain = truth.slice(0, 30).map(() => [1, 0, 0, 0]);
    const people = simulatePeople(question, certain, () => [1, 1], random);
    const figures = itemFigures(people, judgments(question, certain));
    for (const method of CALIBRATION_METHODS) {
      const rows = calibrate(
        fitCalibrator(method, trainingOf(figures, allItems(30))),
        flooredRows(figures.model, 4, allItems(30)),
        allItems(30),
      );
      expect(rows.every(Number.isFinite), method).toBe(true);
    }
  });
});

describe('pool-adjacent-violators', () => {
  it('rises, keeps the weighted mean, and is no worse than any level', () => {
    const points = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
      ),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(points, (rows) => {
        const [x, y, w] = [0, 1, 2].map((place) => Float64Array.from(rows, (row) => row[place]));
        const { from, to } = poolAdjacentViolators(x, y, w);
        for (let knot = 1; knot < from.length; knot++) {
          expect(from[knot]).toBeGreaterThan(from[knot - 1]);
          expect(to[knot]).toBeGreaterThanOrEqual(to[knot - 1]);
        }
        const map: Isotonic = { method: 'isotonic', maps: [{ from, to }] };
        let mass = 0;
        let fitted = 0;
        let given = 0;
        for (let row = 0; row < x.length; row++) {
          mass += w[row];
          fitted += w[row] * at(map, 0, x[row]);
          given += w[row] * y[row];
        }
        expect(fitted / mass).toBeCloseTo(given / mass, 9);
      }),
    );
  });
});
