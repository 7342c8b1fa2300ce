import { describe, expect, it } from 'vitest';
import type { ComparisonReport, PairedDifference, ModelReport } from '../../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import { categoryColumns, narrowed } from '../../../src/pages/read/items/item-filter.ts';
import { lostLink } from '../../../src/pages/address/lost-link.ts';
import { rangeInAddress, rangeOfAddress } from '../../../src/pages/ui/value-range.ts';
import {
  CATEGORY_COLUMNS,
  sortedCategories,
  type ShownCategory,
} from '../../../src/pages/read/categories/category-columns.ts';
import { comparisonFinding, modelPair } from '../../../src/pages/read/parts/model-comparison.ts';
import { THRESHOLD_CONTROLS, withThreshold } from '../../../src/pages/read/guidelines/thresholds.ts';

const model = (name: string, method = 'softmax', annotator = name) =>
  ({ model: name, method, annotator }) as ModelReport;

describe('a range in an address', () => {
  it('comes back as it went', () => {
    expect(rangeOfAddress(rangeInAddress([0.1 + 0.2, 1.01]))).toEqual([0.3, 1.01]);
    expect(rangeOfAddress('-1..2')).toEqual([-1, 2]);
    for (const words of [null, '', '1', 'a..b', '1..2..3']) expect(rangeOfAddress(words)).toBeNull();
  });

  it('narrows items, those without the figure left out', () => {
    const items = Uint32Array.from([3, 0, 2, 1]);
    const figure = [0.1, 0.2, NaN, 0.3];
    expect([...narrowed(items, [{ figure, range: [0.2, 0.31] }])]).toEqual([3, 1]);
    expect(narrowed(items, [])).toBe(items);
  });
});

it('a category is given to an item by any rater or by the model’s most probable label', () => {
  const people = [1, 0, 0, 1, 0, 0];
  const answers = {
    model: Float64Array.from([0.4, 0.6, 0.1, 0.9, 0.7, 0.3]),
    answered: Uint8Array.from([1, 1, 1]),
  };
  const category = { label: 'b', named: true, members: [1] };
  const { given, apart } = categoryColumns(category, 2, people, answers, 3);
  expect([...given]).toEqual([1, 1, 0]);
  expect([...apart!].map((value) => Number(value.toFixed(6)))).toEqual([0.6, 0.1, NaN]);
  expect(categoryColumns(category, 2, people, null, 3).apart).toBeNull();
});

it('a link that names what is not here says so in one sentence', () => {
  expect(lostLink([['the view “maps”', true]])).toBeNull();
  expect(
    lostLink([
      ['the view “maps”', false],
      ['the model “x”', false],
    ]),
  ).toMatch(/^This link names the view “maps” and the model “x”, which are not here/);
});

it('categories are sorted with those that lack the figure last, either way', () => {
  const rows = [0.2, null, 0.9].map((agreement, place) => {
    const agreementInterval = { lo: agreement && agreement - 0.1, hi: agreement && agreement + 0.1 };
    return { label: 'abc'[place], agreement, agreementInterval } as ShownCategory;
  });
  const column = CATEGORY_COLUMNS.find(({ id }) => id === 'agreement')!;
  const order = (ascending: boolean) => sortedCategories(rows, column, ascending).map(({ label }) => label);
  expect(order(false)).toEqual(['c', 'a', 'b']);
  expect(order(true)).toEqual(['a', 'c', 'b']);
});

it('a comparison is turned to begin with the model that is looked at', () => {
  const none = {
    difference: null,
    lo: null,
    hi: null,
    p: null,
    pAdjusted: null,
    over: 'items only' as const,
  };
  const given: ComparisonReport = {
    a: 'm (samples)',
    b: 'm (samples)',
    annotators: ['by a', 'by b'],
    items: 9,
    jsd: none,
    squared: {
      difference: -0.2,
      lo: -0.3,
      hi: -0.1,
      p: 0.0001,
      pAdjusted: 0.0002,
      over: 'items only' as const,
    },
    crossEntropy: none,
    reasons: {},
  };
  const [a, b] = [model('m', 'samples', 'by a'), model('m', 'samples', 'by b')];
  const names = new Map([
    [a, 'a'],
    [b, 'b'],
  ]);
  const turned = modelPair([given], b, a, names)!;
  expect(turned.differences.find(({ score }) => score === 'squared')!.difference).toMatchObject({
    difference: 0.2,
    lo: 0.1,
    hi: 0.3,
  });
  expect(comparisonFinding(turned)).toContain('a is closer to people than b');
  expect(comparisonFinding(modelPair([given], a, b, names)!)).toContain('a is closer to people than b');
  expect(modelPair([given], a, a, names)).toBeNull();
});

it('a comparison says which distances disagree', () => {
  const shown = (difference: number, p = 0.001) => ({
    difference,
    lo: difference - 0.05,
    hi: difference + 0.05,
    p,
    pAdjusted: null,
    over: 'items only' as const,
  });
  const finding = (squared: PairedDifference, jsd: PairedDifference, crossEntropy: PairedDifference) =>
    comparisonFinding({
      a: 'a',
      b: 'b',
      items: 9,
      differences: [
        { score: 'jsd', difference: jsd },
        { score: 'squared', difference: squared },
        { score: 'crossEntropy', difference: crossEntropy },
      ],
    });
  const closer =
    'a is closer to people than b: squared gap D differs by −0.200 (95% interval −0.250 to −0.150), p = 0.001.';
  expect(finding(shown(-0.2), shown(-0.1), shown(-0.3))).toBe(closer);
  expect(finding(shown(-0.2), shown(-0.1), shown(0.3))).toBe(
    `${closer} By cross-entropy (bits), b is closer.`,
  );
  expect(finding(shown(-0.2), shown(0.1, 0.4), shown(0.3, 0.5))).toBe(
    `${closer} By Jensen-Shannon divergence and cross-entropy (bits), neither is.`,
  );
  expect(finding(shown(0.02, 0.7), shown(-0.1), shown(0.3))).toMatch(
    /^Neither is shown .* By Jensen-Shannon divergence, a is closer\. By cross-entropy \(bits\), b is closer\.$/,
  );
});

it('a threshold takes a number in its range and nothing else', () => {
  const { thresholds } = DEFAULT_SETTINGS;
  const distance = THRESHOLD_CONTROLS.find(({ key }) => key === 'distance')!;
  expect(withThreshold(thresholds, distance, '0.25')).toEqual({ ...thresholds, distance: 0.25 });
  for (const typed of ['', 'x', '2', '-1'])
    expect(withThreshold(thresholds, distance, typed)).toBe(thresholds);
});
