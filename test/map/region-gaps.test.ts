import { describe, expect, it } from 'vitest';
import { studentCumulative } from '../../src/analysis/gamma.ts';
import { gapSection } from '../../src/analysis/sections/gap.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { sliced } from '../../src/analysis/slice.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { hasLabels } from '../../src/analysis/question-kinds.ts';
import { FEWEST_JUDGED, regionGaps, welchP } from '../../src/map/region-gaps.ts';
import { CASES } from '../reference/case.ts';
import { expected } from './expected.ts';

const settings = { ...DEFAULT_SETTINGS, resamples: 400 };
const compared = CASES.flatMap(({ name, dataset, annotated, models }) =>
  models
    .filter(({ annotator }) => annotator.model in expected.regions[name])
    .map((model) => ({ name, dataset, annotated, model, who: annotator(model) })),
);

function annotator({ annotator: { model } }: (typeof CASES)[number]['models'][number]): string {
  return model;
}

describe('where a model is wrong', () => {
  it.each(compared)('in $name is as SciPy has it for $who', ({ name, dataset, annotated, model, who }) => {
    const study = studyQuestion(dataset, annotated, [model], settings);
    const region = Uint16Array.from(dataset.ids, (_, item) => item % 3);
    const found = regionGaps(study, study.models[0], region, 3);
    for (const [place, wanted] of expected.regions[name][who].entries()) {
      expect(found[place].judged).toBe(wanted.judged);
      expect(found[place].squared.mean).toBeCloseTo(wanted.mean!, 8);
      expect(found[place].difference).toBeCloseTo(wanted.difference!, 8);
      expect(found[place].p).toBeCloseTo(wanted.p!, 6);
    }
    // Holm, written out for three.
    const ps = found.map(({ p }) => p!);
    const [least] = [...ps].sort((a, b) => a - b);
    expect(found[ps.indexOf(least)].pAdjusted).toBeCloseTo(Math.min(1, 3 * least), 12);
  });

  it.each(compared)(
    'has the D and interval of $name that its slice has in a report',
    ({ dataset, annotated, model }) => {
      const part = dataset.ids.map((_, item) => `part ${item % 3}`);
      const attributed = {
        ...dataset,
        attributes: [{ name: 'part', kind: 'text' as const, of: 'items' as const, values: part }],
      };
      const whole = studyQuestion(dataset, annotated, [model], settings);
      const region = Uint16Array.from(dataset.ids, (_, item) => item % 3);
      const found = regionGaps(whole, whole.models[0], region, 3);
      for (const own of [0, 1, 2]) {
        const slice = sliced(attributed, [model], { attribute: 'part', value: `part ${own}` });
        const asked = slice.dataset.questions.filter(hasLabels)[0];
        const study = studyQuestion(slice.dataset, asked, slice.predictions, settings);
        expect(found[own].squared).toEqual(gapSection(study, study.models[0]).figures.squared);
      }
    },
  );

  it('says why a region has no figures, and leaves it out of the tests', () => {
    const { dataset, annotated, model } = compared[0];
    const study = studyQuestion(dataset, annotated, [model], settings);
    const region = Uint16Array.from(dataset.ids, (_, item) => (item < 4 ? 0 : 1));
    const [few, rest] = regionGaps(study, study.models[0], region, 2);
    expect(few).toMatchObject({ difference: null, p: null, pAdjusted: null, squared: { mean: null } });
    expect(few.judged).toBeLessThan(FEWEST_JUDGED);
    expect(few.reason).toBe(`Too few judged texts: ${few.judged}, and 10 are needed.`);
    expect(rest.squared.mean).not.toBeNull();
    expect(rest).toMatchObject({ p: null, reason: 'Too few other texts to compare it with.' });
  });

  it('has no figures where votes are no raters’', () => {
    const { dataset, annotated, model } = compared[0];
    const agreed = { ...annotated, origin: 'consensus' as const };
    const study = studyQuestion({ ...dataset, questions: [agreed] }, agreed, [model], settings);
    const [one] = regionGaps(study, study.models[0], new Uint16Array(dataset.ids.length), 1);
    expect(one.reason).toMatch(/consensus/);
  });

  it('is not different where nothing differs', () => {
    const same = new Float64Array(12).fill(0.2);
    expect(welchP(0, same, same)).toBe(1);
    expect(welchP(0.5, same, same)).toBe(0);
    // Two equal variances: t = 2 over 2·(n - 1) degrees.
    const one = Float64Array.of(1, 2, 3);
    expect(welchP(2 * Math.sqrt(2 / 3), one, one)).toBeCloseTo(2 * studentCumulative(-2, 4), 12);
  });
});
