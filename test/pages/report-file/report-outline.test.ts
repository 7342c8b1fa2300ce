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

it('has every view of every model once, people, the models side by side and the paper’s tables before them', () => {
  const parts = reportOutline(report(mood), false).map(({ draws, about }) => [draws, about?.model.model]);
  const views = ['overview', 'categories', 'transparency', 'uncertainty', 'calibration', 'guidelines'];
  expect(parts).toEqual([
    ['inputs', undefined],
    ['people', 'a'],
    ['models', 'a'],
    ['paper', 'a'],
    ...views.map((view) => [view, 'a']),
    ...views.map((view) => [view, 'b']),
    ['method', undefined],
  ]);
});

it('begins every question, model and view with one heading, none of them skipping a level', () => {
  const levels = reportOutline(report(mood), true).flatMap(({ headings }) =>
    headings.map(({ level }) => level),
  );
  expect(levels.slice(0, 7)).toEqual([2, 2, 3, 3, 3, 3, 4]);
  for (const [place, level] of levels.slice(1).entries())
    expect(level - levels[place]).toBeLessThanOrEqual(1);
});

it('says of a question that nobody was asked only what models answered', () => {
  const alone = { ...mood, people: null };
  expect(reportOutline(report(alone), false).map(({ draws }) => draws)).toEqual([
    'inputs',
    'overview',
    'overview',
    'method',
  ]);
});

it('lists texts after the views of each model, where they are wanted', () => {
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
  expect(of(slider).map(({ draws, numbers }) => [draws, numbers?.model?.model])).toEqual([
    ['inputs', undefined],
    ['people', 'a'],
    ['models', 'a'],
    ['overview', 'a'],
    ['texts', 'a'],
    ['overview', 'b'],
    ['texts', 'b'],
    ['method', undefined],
  ]);
  expect(of({ ...slider, models: [] }).map(({ draws }) => draws)).toEqual(['inputs', 'people', 'method']);
  expect(of({ ...slider, people: null }).map(({ draws }) => draws)).toEqual([
    'inputs',
    'overview',
    'overview',
    'method',
  ]);
});
