import { expect, it } from 'vitest';
import type { ModelReport, QuestionReport, Report } from '../../../src/analysis/report.ts';
import { reportOutline } from '../../../src/pages/report-file/report-outline.ts';

function model(name: string): ModelReport {
  return { model: name, method: 'softmax', reference: false } as ModelReport;
}

function report(...questions: Partial<QuestionReport>[]): Report {
  return { questions } as unknown as Report;
}

const people = {} as QuestionReport['people'];
const mood = { question: 'mood', name: 'mood', people, models: [model('a'), model('b')] };

it('tells of all models by topic, between a summary and what went in, and of none twice', () => {
  expect(reportOutline(report(mood), false).map(({ draws }) => draws)).toEqual([
    'summary',
    'people',
    'figures',
    'verdicts',
    'categories',
    'uncertainty',
    'calibration',
    'transparency',
    'paper',
    'inputs',
    'method',
  ]);
});

it('has the charts of the first question on the first page, and those of the others with them', () => {
  const second = { ...mood, question: 'tone', name: 'tone' };
  const charts = reportOutline(report(mood, second), false).filter(({ draws }) => draws === 'charts');
  expect(charts).toEqual([expect.objectContaining({ question: second })]);
});

it('tells of people without any model, and leaves the answers at one temperature to the paper’s tables', () => {
  const draws = (models: ModelReport[]) =>
    reportOutline(report({ ...mood, models }), true).map((one) => one.draws);
  expect(draws([])).toEqual(['summary', 'people', 'inputs', 'method']);
  expect(draws([model('a')]).filter((one) => one === 'texts')).toHaveLength(1);
});

it('begins every question, model and view with one heading, none of them skipping a level', () => {
  const levels = reportOutline(report(mood), true).flatMap(({ headings }) =>
    headings.map(({ level }) => level),
  );
  expect(levels.slice(0, 5)).toEqual([2, 2, 3, 3, 3]);
  for (const [place, level] of levels.slice(1).entries())
    expect(level - levels[place]).toBeLessThanOrEqual(1);
});

it('says of a question that nobody was asked only what models answered', () => {
  const alone = { ...mood, people: null };
  expect(reportOutline(report(alone), false).map(({ draws }) => draws)).toEqual([
    'summary',
    'shares',
    'inputs',
    'method',
  ]);
});

it('lists texts of each model, where they are wanted', () => {
  expect(reportOutline(report(mood), true).filter(({ draws }) => draws === 'texts')).toHaveLength(2);
});

it('has every model of a continuous question, and people and the models side by side before them', () => {
  const { question, name, models } = mood;
  const slider = {
    question,
    name,
    kind: 'continuous',
    people: {},
    models: [...models, { model: 'other texts', reference: true }],
  };
  const of = (continuous: unknown) =>
    reportOutline({ questions: [], continuous: [continuous] } as unknown as Report, true);
  expect(of(slider).map((one) => [one.draws, one.of === 'numbers' ? one.model?.model : undefined])).toEqual([
    ['summary', undefined],
    ['people', 'a'],
    ['models', 'a'],
    ['overview', 'a'],
    ['texts', 'a'],
    ['overview', 'b'],
    ['texts', 'b'],
    ['inputs', undefined],
    ['method', undefined],
  ]);
  expect(of({ ...slider, models: [] }).map(({ draws }) => draws)).toEqual([
    'summary',
    'people',
    'inputs',
    'method',
  ]);
  expect(of({ ...slider, people: null }).map(({ draws }) => draws)).toEqual([
    'summary',
    'overview',
    'overview',
    'inputs',
    'method',
  ]);
});
