import { expect, it } from 'vitest';
import type { GapReport, ModelReport } from '../../../../src/analysis/report.ts';
import { rankingFinding, rankModels } from '../../../../src/pages/read/models/ranking.ts';
import { squaredTexts, unrankedReason } from '../../../../src/pages/read/parts/unranked.ts';

const of = (mean: number) => ({ mean, lo: null, hi: null, over: 'items only' as const });

/** Over 40 texts, unless it is said. */
function model(
  name: string,
  squared: number,
  change: Partial<ModelReport> = {},
  squaredItems?: number,
): ModelReport {
  const items = change.items ?? 40;
  const gap = { squared: of(squared), jsd: of(squared), squaredItems: squaredItems ?? items } as GapReport;
  const seen = { items: 0 };
  return { model: name, annotator: name, items, coverage: 1, failed: 0, seen, gap, ...change } as ModelReport;
}
const baseline = (name: string, squared: number) => model(name, squared, { annotator: undefined });
const references = [baseline('uniform', 0.36), baseline('label marginal', 0.39), model('own top label', 0.9)];

const near = model('near', 0.5);
const far = model('far', 0.8);
const tried = model('tried', 0.1, { items: 2 });
const failing = model('failing', 0.2, { coverage: 15 / 40, failed: 25 });
const single = model('single', 0.3, {}, 28);

it('ranks models over the same texts, and tells why others are not compared', () => {
  const ranking = rankModels([far, single, failing, near, tried], references, 'squared');
  expect(ranking.ranked).toEqual([near, far]);
  expect(ranking.unranked.map(({ model }) => model)).toEqual([tried, failing, single]);
  expect(rankingFinding(ranking, references, 'squared', ({ model }) => model)).toBe(
    'near is closest to people at 0.500, not closer than any of 2 baselines. ' +
      'tried is not compared: it was asked about 2 of 40 texts. ' +
      'failing is not compared: it has answers that can be read for 37% of the texts, and the label prior stands in for the others. ' +
      'single is not compared: its D is over 28 of 40 texts, for it needs two samples of each.',
  );
});

it('names the models without a figure, with why', () => {
  const labels = (name: string) => {
    const one = model(name, 0.1);
    const none = { mean: null, lo: null, hi: null, over: 'items only' as const };
    const reasons = { 'gap.squared.mean': 'It needs two samples of an item.' };
    return { ...one, gap: { ...one.gap!, squared: none }, reasons } as ModelReport;
  };
  const ranking = rankModels([labels('first'), near, labels('second')], references, 'squared');
  expect(rankingFinding(ranking, references, 'squared', ({ model }) => model)).toBe(
    'near is at 0.500, not closer than any of 2 baselines. Not drawn, without this figure: first, second. It needs two samples of an item. Other distances have figures for them.',
  );
});

it('says of a model that no baseline is further away than it is', () => {
  const finding = rankingFinding(
    rankModels([far, near], [references[0]], 'squared'),
    [references[0]],
    'squared',
    ({ model }) => model,
  );
  expect(finding).toBe('near is closest to people at 0.500, not closer than the baseline.');
  const two = references.slice(0, 2);
  expect(rankingFinding(rankModels([near], two, 'squared'), two, 'squared', ({ model }) => model)).toBe(
    'near is at 0.500, not closer than any of 2 baselines.',
  );
  const around = [baseline('uniform', 0.3), baseline('label marginal', 0.6)];
  expect(rankingFinding(rankModels([near], around, 'squared'), around, 'squared', ({ model }) => model)).toBe(
    'near is at 0.500, closer than 1 of 2 baselines.',
  );
  expect(rankingFinding(rankModels([near], [], 'squared'), [], 'squared', ({ model }) => model)).toBe(
    'near is at 0.500.',
  );
});

it('calls no model the closest where none can be compared', () => {
  const finding = rankingFinding(
    rankModels([tried], references, 'squared'),
    references,
    'squared',
    () => 'it',
  );
  expect(finding).toBe('it is not compared: it was asked about 2 of 40 texts.');
});

it('compares by other distances what has one sample of a text', () => {
  expect(unrankedReason(single, references, 'jsd')).toBeNull();
  expect(unrankedReason(near, [], 'squared')).toBeNull();
});

it('does not say that a model was not asked about what it was trained on', () => {
  const trained = model('trained', 0.1, { items: 16, seen: { items: 24 } } as Partial<ModelReport>);
  expect(unrankedReason(trained, references, 'squared')).toBe(
    'its figures are over 16 of 40 texts, without 24 that it was trained or tuned on',
  );
});

it('says of how many texts it has one sample only where no others are left out', () => {
  const both = model('both', 0.1, { items: 38 }, 28);
  expect(unrankedReason(both, references, 'squared')).toContain('its D is over 28 of 40 texts');
});

it.each([57, 58, 29, 28, 14, 7])('writes %d answers of 100 as that many per cent', (answered) => {
  expect(unrankedReason(model('failing', 0.2, { coverage: answered / 100 }), references, 'jsd')).toContain(
    `for ${answered}% of the texts`,
  );
});

it('calls a few answers of a thousand not none', () => {
  const few = (answered: number) =>
    unrankedReason(model('failing', 0.2, { coverage: answered / 1000 }), references, 'jsd');
  expect(few(3)).toContain('for less than 1% of the texts');
  expect(few(0)).toContain('for 0% of the texts');
});

it('says over how many texts D is, where that is not all', () => {
  expect(squaredTexts(single, 'squared')).toContain('D is over 28 of them');
  expect(squaredTexts(single, 'jsd')).toBe('');
  expect(squaredTexts(near, 'squared')).toBe('');
});
