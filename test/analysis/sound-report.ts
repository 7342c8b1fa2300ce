import { expect } from 'vitest';
import { reportDocument } from '../../src/analysis/report-document.ts';
import { reasonFor } from '../../src/analysis/reasons.ts';
import type { Interval, ModelReport, Report } from '../../src/analysis/report.ts';

/** Every number of a report is finite and every null has a reason. */
export function expectSound(report: Report): void {
  for (const one of report.questions) {
    if (one.people) {
      const { among, ...people } = one.people;
      walk(people, people.reasons, `${one.question} people`);
      if (among) walk(among, among.reasons, `${one.question} among people`);
    }
    for (const model of one.models) walk(model, model.reasons, `${one.question} ${model.model}`);
    if (one.halves) walk(one.halves, one.halves.reasons, `${one.question} halves`);
    if (one.paper) walk(one.paper, one.paper.reasons, `${one.question} paper`);
    for (const row of one.comparisons ?? []) walk(row, row.reasons, `${row.a} against ${row.b}`);
  }
  for (const one of report.continuous ?? []) {
    if (one.people) walk(one.people, one.people.reasons, `${one.question} people`);
    for (const model of one.models) walk(model, model.reasons, `${one.question} ${model.model}`);
  }
  for (const row of report.gradients ?? []) walk(row, row.reasons, `gradient ${row.scope}`);
  for (const row of report.paper ?? []) walk(row, row.reasons, `paper ${row.group}`);
  for (const file of report.inputs.files) walk(file, {}, `file ${file.name}`);
  walk(report.inputs.settings, {}, 'settings');
}

function walk(root: object, reasons: Record<string, string>, where: string): void {
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'number') expect(Number.isFinite(value), `${where} ${path}`).toBe(true);
    // Of a bound, null says that there is none.
    if (value === null && path !== 'worth.bound')
      expect(reasonFor(reasons, path), `${where} ${path}`).toBeTruthy();
    expect(value, `${where} ${path}`).not.toBeUndefined();
    if (value === null || typeof value !== 'object') return;
    for (const [key, child] of Object.entries(value)) visit(child, path ? `${path}.${key}` : key);
  };
  for (const [key, value] of Object.entries(root)) if (key !== 'reasons') visit(value, key);
}

const INTERVAL: readonly (keyof Interval)[] = ['mean', 'lo', 'hi', 'over'];

/** A finished report, as it is saved, has every key that its readers may rely on. */
export function expectWhole(given: Report): void {
  const report = JSON.parse(reportDocument(given)) as Report;
  expectSound(report);
  has(report, ['version', 'inputs', 'questions', 'gradients', 'paper'], 'report');
  has(report.inputs, ['dataset', 'items', 'files', 'settings'], 'inputs');
  for (const file of report.inputs.files)
    has(file, ['name', 'sha256', 'bytes', 'layout', 'rowsRead', 'skipped', 'skippedRows'], 'file');
  for (const question of report.questions) {
    const where = question.question;
    has(question, ['question', 'name', 'kind', 'labels', 'people', 'models'], where);
    has(question, ['comparisons'], where);
    for (const row of question.comparisons!)
      for (const score of ['jsd', 'squared', 'crossEntropy'] as const)
        has(row[score], ['difference', 'lo', 'hi', 'p', 'pAdjusted'], `${where} ${row.a} ${row.b}`);
    if (question.people !== null && question.kind === 'categorical') has(question, ['paper'], where);
    if (question.people !== null) {
      has(question.people, ['alpha', 'pairwise', 'raters', 'items', 'abstentions', 'ratersPerItem'], where);
      has(question, ['halves'], where);
      has(question.halves!, ['items', 'splits', 'people', 'models', 'reasons'], `${where} halves`);
    }
    for (const model of question.models) expectWholeModel(model, `${where} ${model.model}`);
  }
  for (const row of report.gradients!)
    has(
      row,
      [
        'model',
        'scope',
        'spearman',
        'pearson',
        'raw',
        'partial',
        'slope',
        'slopeLo',
        'slopeHi',
        'p',
        'points',
      ],
      `gradient ${row.scope}`,
    );
}

function expectWholeModel(model: ModelReport, where: string): void {
  has(model, ['model', 'method', 'reference', 'coverage', 'items', 'outputs', 'seen', 'reasons'], where);
  has(
    model,
    ['gap', 'labels', 'uncertainty', 'disagreement', 'floor', 'worth', 'altTest', 'categories'],
    where,
  );
  for (const measure of ['jsd', 'squared', 'crossEntropy', 'tvd', 'hellinger', 'kl', 'emd'] as const)
    has(model.gap![measure], INTERVAL, `${where} gap ${measure}`);
  has(model.seen.jsd, INTERVAL, `${where} seen`);
  has(model.labels!, ['top1', 'macroF1', 'classes', 'copies'], where);
  has(model.uncertainty!, ['spearman', 'entropyDifference', 'ifExact'], where);
  has(model.disagreement!, ['people', 'model', 'difference'], where);
  has(model.floor!, ['humanHuman', 'modelGroup', 'exact', 'excess', 'p'], where);
  has(model.worth!, ['k', 'lo', 'hi', 'bound', 'curve'], where);
  has(model.altTest!, ['epsilon', 'winningRate', 'advantageProbability', 'passes', 'raters'], where);
  for (const rater of model.altTest!.raters)
    has(rater, ['rater', 'items', 'model', 'human', 'p', 'rejected'], `${where} alt-test`);
  for (const category of model.categories!) {
    has(
      category,
      ['label', 'support', 'meanHuman', 'meanModel', 'bias', 'pearson', 'spearman', 'auc'],
      where,
    );
    has(category, ['jsdShare', 'reliability', 'agreement', 'agreementInterval', 'transparency'], where);
    has(category, ['coverage', 'precision', 'ownName', 'markers'], where);
    for (const marker of category.markers!) has(marker, ['token', 'z', 'count'], `${where} marker`);
  }
  has(model, ['calibration', 'labelBudget', 'guidelines', 'paper'], where);
  for (const [table, lines] of Object.entries(model.paper!))
    if (lines.length === 0)
      expect(reasonFor(model.reasons, `paper.${table}`), `${where} ${table}`).toBeTruthy();
  for (const row of model.calibration!)
    has(row, ['method', 'score', 'before', 'after', 'reduction', 'lo', 'hi'], `${where} calibration`);
  for (const row of model.labelBudget!)
    has(row, ['labels', 'method', 'score', 'mean', 'lo', 'hi'], `${where} label budget`);
  if (model.guidelines!.length === 0) expect(model.reasons.guidelines, where).toBeTruthy();
  else expect(model.guidelines!.length, where).toBe(1 + model.categories!.length);
  for (const row of model.guidelines!) {
    has(row, ['scope', 'verdict', 'because'], `${where} guideline`);
    expect(row.because, `${where} ${row.scope}`).not.toBe('');
  }
}

function has<T extends object>(value: T, keys: readonly (keyof T & string)[], where: string): void {
  for (const key of keys) expect(value[key], `${where}: ${key}`).not.toBeUndefined();
}
