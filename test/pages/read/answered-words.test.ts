import { expect, it } from 'vitest';
import type { ModelReport, QuestionReport } from '../../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import { answeredByEach, unseenByEach, unseenCaption } from '../../../src/pages/read/parts/findings.ts';

const model = (coverage: number, failed: number) => ({ coverage, failed, items: 1200 }) as ModelReport;
const question = { people: { raters: 12 } } as QuestionReport;

it('how much a model answered stands by its figures, never rounded up to all', () => {
  const caption = (coverage: number, failed: number) =>
    unseenCaption(question, model(coverage, failed), DEFAULT_SETTINGS);
  expect(caption(1, 0)).toBe(
    '1,200 texts with at least 2 raters, 12 raters in all. It answered every text that it was asked.',
  );
  expect(caption(0.9996, 1)).toContain(
    'It answered 99.9% of the texts that it was asked; the failed answer counts against it.',
  );
  expect(caption(0.957, 2400)).toContain(
    'It answered 95.7% of the texts that it was asked; the 2,400 failed answers count against it.',
  );
});

it('of several models those are named that failed to answer', () => {
  const names = (one: ModelReport) => `model ${one.failed}`;
  expect(answeredByEach([model(1, 0)], names)).toBe('Every text that a model was asked is answered.');
  expect(answeredByEach([model(1, 0), model(0.9, 5), model(0.5, 9)], names)).toBe(
    'Failed answers count against a model: model 5 answered 90.0%, model 9 answered 50.0%.',
  );
});

it('under a chart of several models nothing is said of all that is true of one', () => {
  const names = (one: ModelReport) => `model ${one.failed}`;
  const caption = (...models: ModelReport[]) => unseenByEach(question, models, DEFAULT_SETTINGS, names);
  expect(caption(model(1, 0), model(0.9, 37))).toBe(
    '1,200 texts with at least 2 raters, 12 raters in all. Failed answers count against a model: model 37 answered 90.0%.',
  );
  expect(caption(model(1, 0), { ...model(1, 0), items: 1100 })).toBe(
    '1,100 to 1,200 texts with at least 2 raters, 12 raters in all. Every text that a model was asked is answered.',
  );
  // A chart of baselines alone, where every model has seen all texts.
  expect(caption()).toBe('');
  expect(unseenCaption(question, model(1, 0), DEFAULT_SETTINGS, 'tiny')).toContain(
    'in all. tiny answered every text that it was asked.',
  );
});
