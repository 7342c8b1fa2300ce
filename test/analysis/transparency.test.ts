import { describe, expect, it } from 'vitest';
import { categoriesOf } from '../../src/analysis/categories.ts';
import { gradient, partialCorrelation, permutationP, strataOf } from '../../src/analysis/gradient.ts';
import type { GradientPoint } from '../../src/analysis/gradient.ts';
import { Random } from '../../src/analysis/random.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { FOLDS, studyQuestion } from '../../src/analysis/study.ts';
import { averagePrecision } from '../../src/analysis/transparency/average-precision.ts';
import { markersOf } from '../../src/analysis/transparency/log-odds.ts';
import { lexicalTransparency } from '../../src/analysis/transparency/transparency.ts';
import { termsOf, tokens } from '../../src/analysis/transparency/tokens.ts';
import { CASES, expected, SEED } from '../reference/case.ts';
import { allItems, drawLabel, randomRow } from './simulated-annotators.ts';

interface Reference {
  categories: {
    label: string;
    transparency: number;
    coverage: number;
    precision: number | null;
    ownName: number | null;
    markers: [string, number][];
  }[];
  gradient: (Record<string, number> & { points: GradientPoint[] }) | null;
}

const reference = expected<Reference>('transparency');

it.each(CASES)('$name, against the reference script', ({ name, dataset, annotated, models }) => {
  const study = studyQuestion(dataset, annotated, models, { ...DEFAULT_SETTINGS, seed: SEED });
  const categories = categoriesOf(annotated.question);
  const found = lexicalTransparency(dataset.texts, study.people, study.rated, categories, study.fold, FOLDS);
  for (const [index, truth] of reference[name].categories.entries()) {
    expect(categories[index].label).toBe(truth.label);
    expect(found[index].transparency).toBeCloseTo(truth.transparency, 9);
    expect(found[index].coverage).toBeCloseTo(truth.coverage, 9);
    if (truth.precision === null) expect(found[index].precision).toBeNull();
    else expect(found[index].precision).toBeCloseTo(truth.precision, 9);
    if (truth.ownName === null) expect(found[index].ownName).toBeNull();
    else expect(found[index].ownName).toBeCloseTo(truth.ownName, 9);
    expect(found[index].markers.map(({ token }) => token)).toEqual(truth.markers.map(([token]) => token));
    for (const [place, [, z]] of truth.markers.entries())
      expect(found[index].markers[place].z).toBeCloseTo(z, 9);
  }
  expect(reference[name].categories.some(({ markers }) => markers.length > 0)).toBe(true);
});

describe('gradient', () => {
  const { points, ...truth } = reference.mood.gradient!;
  const found = gradient(points, 2000, 10_000, new Random(1));

  it.each(['spearman', 'pearson', 'raw', 'partial', 'slope'] as const)(
    '%s, against the reference script',
    (figure) => {
      expect(found[figure]).toBeCloseTo(truth[figure], 9);
    },
  );

  it('interval and p are within their Monte-Carlo error', () => {
    expect(Math.abs(found.slopeLo! - truth.slopeLo)).toBeLessThan(0.25 * truth.slopeSd);
    expect(Math.abs(found.slopeHi! - truth.slopeHi)).toBeLessThan(0.25 * truth.slopeSd);
    expect(Math.abs(found.p! - truth.p)).toBeLessThan(0.02);
  });

  it('says only p under ten categories, nothing under five', () => {
    const few = gradient(points.slice(0, 7), 100, 100, new Random(1));
    expect(few.p).toBeCloseTo(truth.exactP, 12);
    expect([few.pearson, few.slope, few.partial]).toEqual([null, null, null]);
    expect(gradient(points.slice(0, 4), 100, 100, new Random(1)).p).toBeNull();
  });

  it('goes through every order once', () => {
    // Of the 120 orders of 1..5 only the two straight ones correlate fully.
    const line = Float64Array.of(1, 2, 3, 4, 5);
    const together = [[0, 1, 2, 3, 4]];
    expect(permutationP(line, line.slice(), together, 0, new Random(1))).toBeCloseTo(2 / 120, 12);
    expect(permutationP(line, new Float64Array(5).fill(2), together, 0, new Random(1))).toBeNull();
    // Within two strata there are 3! 2! orders, and only the one as it stands correlates fully.
    const apart = [
      [0, 1, 2],
      [3, 4],
    ];
    expect(permutationP(line, line.slice(), apart, 0, new Random(1))).toBeCloseTo(1 / 12, 12);
  });

  it('groups categories of like support, the rarest first', () => {
    expect(strataOf([50, 10, 30, 10, 40, 20, 60])).toEqual([
      [1, 3],
      [5, 2],
      [4, 0, 6],
    ]);
  });

  it('rejects as often as it should where rare categories are noisier and nothing is related', () => {
    const random = new Random(4, 'gradient');
    const normal = () => {
      const length = Math.sqrt(-2 * Math.log(1 - random.uniform()));
      return length * Math.cos(2 * Math.PI * random.uniform());
    };
    const runs = 400;
    let rejected = 0;
    for (let run = 0; run < runs; run++) {
      const noisy = Array.from({ length: 18 }, (_, c): GradientPoint => {
        const spread = 0.02 + 0.4 * (c / 17) ** 2;
        return {
          label: `${c}`,
          transparency: 0.3 + spread * normal(),
          agreement: 0.7 + spread * normal(),
          raw: 0.5,
          reliability: 0.5,
          support: Math.round(2000 / (c + 1)),
        };
      });
      if (gradient(noisy, 1, 400, random).p! <= 0.05) rejected++;
    }
    // Without strata it is 26% here.
    expect(rejected / runs).toBeLessThan(0.09);
  });

  it('holds a constant column fast without harm, and leaves nothing where a column explains all', () => {
    const x = [1, 2, 3, 5];
    const y = [2, 1, 4, 3];
    expect(partialCorrelation(x, y, [[7, 7, 7, 7]])).toBe(partialCorrelation(x, y, []));
    expect(partialCorrelation(x, y, [x])).toBeNull();
  });
});

describe('tokens', () => {
  it('are lower-cased runs of letters, digits and apostrophes, and single emoji', () => {
    expect(tokens("Don’t—stop! It's 2nd😀😀 naïve café_9")).toEqual([
      "don't",
      'stop',
      "it's",
      '2nd',
      '😀',
      '😀',
      'naïve',
      'café',
      '9',
    ]);
  });

  it('keep an emoji of several code points whole', () => {
    expect(tokens('👩‍👩‍👧👍🏽🇯🇵❤️')).toEqual(['👩‍👩‍👧', '👍🏽', '🇯🇵', '❤️']);
  });

  it('cut scripts without spaces into words', () => {
    const found = tokens('私は嬉しい very');
    expect(found.join('')).toBe('私は嬉しいvery');
    expect(found.length).toBeGreaterThan(2);
  });

  it('take right-to-left text as it is', () => {
    expect(tokens('أنا سعيد')).toEqual(['أنا', 'سعيد']);
  });
});

describe('averagePrecision', () => {
  it('takes ties together', () => {
    expect(averagePrecision([1, 1, 0], [1, 0, 1])).toBeCloseTo((0.5 + 2 / 3) / 2, 12);
    expect(averagePrecision([3, 2, 1], [0, 0, 0])).toBeNull();
  });
});

describe('markers', () => {
  it.each([1, 3, 10, 40])(
    'of words that tell nothing are as few as z says, at %i raters a text',
    (raters) => {
      const random = new Random(raters, 'markers');
      const texts = Array.from({ length: 1000 }, () =>
        Array.from({ length: 12 }, () => `w${Math.floor(3000 ** random.uniform())}`).join(' '),
      );
      const categories = 4;
      const forCategory = new Float64Array(texts.length * categories);
      for (let item = 0; item < texts.length; item++) {
        const row = randomRow(categories, random, 1.5);
        for (let rater = 0; rater < raters; rater++)
          forCategory[item * categories + drawLabel(row, random)] += 1 / raters;
      }
      const terms = termsOf(texts);
      const found = markersOf(terms, allItems(texts.length), { forCategory, categories });
      const times = new Map<number, number>();
      for (const term of terms.ids) times.set(term, (times.get(term) ?? 0) + 1);
      const looked = [...times.values()].filter((count) => count >= 5).length * categories;
      // One-sided 0.49%; a text's votes were as many texts, and with 40 raters 18% passed.
      expect(found.reduce((sum, { length }) => sum + length, 0) / looked).toBeLessThan(0.01);
    },
  );
});
