import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/analysis/report.ts';
import { modelNames } from '../../../src/pages/names/model-names.ts';
import { oursHere } from '../../../src/pages/read/paper/our-figures.ts';
import {
  divergenceRows,
  levelRows,
  paperGradient,
  reductionRows,
  correlationRows,
} from '../../../src/pages/read/paper/paper-charts.ts';
import { askedTogether, paperTablesOf } from '../../../src/pages/read/paper/paper-tables.ts';
import { modelsOf } from '../../../src/pages/read/parts/findings.ts';
import { pivot } from '../../../src/writers/paper-pivot.ts';

const FOLDER = join(import.meta.dirname, '../../../public/benchmarks');

/** The report that ships for a benchmark. */
function shipped(id: string): Report {
  const [name] = readdirSync(FOLDER).filter((file) => file.startsWith(`${id}-report-`));
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Report;
}

const called = (name: string) => name;

describe('the paper’s tables on labels', () => {
  let report: Report;
  beforeAll(() => {
    report = shipped('goemotions-raters');
  });
  const tables = () => paperTablesOf(report, report.questions[0]);
  const of = (name: string) => tables().find(({ table }) => table === name)!;

  it('stand in the paper’s order, each with a reason where it has no rows', () => {
    expect(tables().map(({ table }) => table)).toEqual([
      'divergence',
      'entropy',
      'levels',
      'categories',
      'between_models',
      'cooccurrence',
      'texts',
      'people',
      'transparency',
      'calibration',
    ]);
    for (const { table, rows, missing } of tables())
      expect(rows.length > 0 || missing.length > 0, table).toBe(true);
    expect(of('texts').missing).toEqual(['The texts are not here.']);
    // Its scores ship, though its texts do not.
    expect(of('transparency').missing).toEqual([]);
    expect(of('divergence').missing).toEqual([]);
  });

  it('have the figures of every model of the report, under the names of the tables', () => {
    const [question] = report.questions;
    for (const { name, annotator } of question.paper!.models) {
      const model = question.models.find((one) => one.annotator === annotator)!;
      const row = of('divergence').rows.find(
        (one) => one.model === name && one.metric === 'jsd_mean' && one.level === '',
      );
      expect(row?.value).toBe(model.paper!.divergence[0].figures.jsd_mean.value);
      expect(of('divergence').found).toContain(`${row!.value!.toFixed(3)} for ${name}`);
    }
  });

  it('are drawn: models by divergence, levels, reductions, and labels by their transparency', () => {
    const drawn = divergenceRows(of('divergence').rows, called).map(({ mean }) => mean);
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
    expect(drawn).toHaveLength(4);
    const [model] = report.questions[0].models;
    expect(levelRows(of('divergence').rows, model.model).map(({ label }) => label)).toEqual([
      'full agreement',
      'partial agreement',
      'full disagreement',
    ]);
    const reductions = reductionRows(of('calibration').rows, model.model);
    expect(reductions.slice(0, 3).map(({ label }) => label)).toEqual([
      'temperature, all texts',
      'bias, all texts',
      'isotonic, all texts',
    ]);
    expect(reductions).toHaveLength(12);
    const { marks, score } = paperGradient(of('transparency').rows, model.model, model.categories ?? []);
    expect(score).toBe('combined score');
    expect(marks.length).toBeGreaterThan(20);
  });

  it('have our figures beside them', () => {
    const [question] = report.questions;
    const { models } = modelsOf(question);
    const ours = (table: Parameters<typeof oursHere>[0]) =>
      oursHere(table, report, question, models, modelNames(models));
    const [model] = models;
    expect(ours('divergence')).toContain(`D = ${model.gap!.squared.mean!.toFixed(3)}`);
    expect(ours('entropy')).toMatch(/: .* −?-?\d\.\d{3} \(\d\.\d{3}\)/);
    expect(ours('categories')).toMatch(/ and .* \(/);
    expect(ours('between_models')).toMatch(/D differs beyond chance .* of 6 pairs/);
    expect(ours('people')).toMatch(/^Krippendorff’s alpha is 0\.\d{3} \(95% interval/);
    expect(ours('transparency')).toMatch(/\(Pearson\): /);
    expect(ours('calibration')).toMatch(/% \(/);
    expect(ours('texts')).toBeNull();
  });

  it('show all levels together where there is a figure for each label and level', () => {
    const { lines, left } = pivot('categories', of('categories').rows);
    expect(lines).toHaveLength(4 * 28);
    expect(left).toBeGreaterThan(0);
  });
});

it('on scales that were asked together they are of all of them', () => {
  const report = shipped('emobank');
  const [question] = report.questions;
  expect(askedTogether(report, question).map(({ question: id }) => id)).toEqual([
    'valence-reader',
    'arousal-reader',
    'dominance-reader',
  ]);
  const tables = paperTablesOf(report, question);
  expect(tables.map(({ table }) => table)).toEqual(['between_models', 'continuous']);
  const rows = correlationRows(tables[1].rows, called);
  expect(rows).toHaveLength(3 * 5);
  expect(new Set(rows.map(({ model }) => model)).size).toBe(5);
  const { models } = modelsOf(question);
  expect(oursHere('continuous', report, question, models, modelNames(models))).toMatch(
    /on .*valence.*, .* on .*arousal/i,
  );
});

it('labels that are no single raters’ votes have no tables, and say so once each', () => {
  const report = shipped('goemotions-test');
  for (const { rows, missing } of paperTablesOf(report, report.questions[0])) {
    expect(rows).toEqual([]);
    expect(missing).toEqual(['The labels are a consensus made upstream, not single raters’ votes.']);
  }
});
