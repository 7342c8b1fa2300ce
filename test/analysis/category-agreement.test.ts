import { describe, expect, it } from 'vitest';
import { categoriesOf, categoryShares } from '../../src/analysis/categories.ts';
import { categoryAgreement } from '../../src/analysis/category-agreement.ts';
import { categoryVotes } from '../../src/analysis/category-votes.ts';
import type { CategoryAgreement } from '../../src/analysis/category-agreement.ts';
import { itemFigures } from '../../src/analysis/item-figures.ts';
import type { ItemFigures } from '../../src/analysis/item-figures.ts';
import { Random } from '../../src/analysis/random.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import type { LabelledAnswers } from '../../src/judgments/dataset.ts';
import { CASES, expected, SEED } from '../reference/case.ts';
import { allItems, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

interface Reference {
  agreement: Record<string, { label: string; reliability: number; agreement: number | null }[]>;
}

const reference = expected<Reference>('categories');
const itemsOf = expected<{ models: Record<string, { items: number[] }> }>('gap');

function agreementOf(
  { question, votes }: LabelledAnswers,
  figures: ItemFigures,
  items: Uint32Array,
  confidence: number,
): CategoryAgreement[] {
  const categories = categoriesOf(question);
  return categoryAgreement(
    categoryVotes(votes, figures, items, categories, 300, new Random(1)),
    categories.map((category) => categoryShares(figures.used, figures.labels, items, category)),
    confidence,
    new Random(1),
  );
}

describe.each(CASES)('$name, against the reference script', ({ name, dataset, annotated, models }) => {
  const study = studyQuestion(dataset, annotated, models, { ...DEFAULT_SETTINGS, seed: SEED });
  it.each(models)('$annotator.model', (model) => {
    const { figures } = study.models.find((one) => one.name === model.annotator.model)!;
    const items = Uint32Array.from(itemsOf[name].models[model.annotator.model].items);
    const categories = categoriesOf(annotated.question);
    const found = agreementOf(annotated, figures, items, 0.95);
    for (const [index, truth] of reference[name].agreement[model.annotator.model].entries()) {
      expect(categories[index].label).toBe(truth.label);
      expect(found[index].reliability).toBeCloseTo(truth.reliability, 9);
      expect(found[index].agreement).toBeCloseTo(truth.agreement!, 9);
      expect(found[index].interval!.lo).toBeLessThan(truth.agreement!);
      expect(found[index].interval!.hi).toBeGreaterThan(truth.agreement!);
    }
  });
});

describe('recovery on simulated annotators', () => {
  const question = lettered(3);

  it.each([2, 5])('agreement is the correlation with the truth, at %i raters', (raters) => {
    const random = new Random(raters, 'agreement');
    const truth = Array.from({ length: 6000 }, () => randomRow(3, random, 1.3));
    const rows = truth.map((row) => {
      const noise = randomRow(3, random, 1.3);
      return row.map((share, c) => 0.6 * share + 0.4 * noise[c]);
    });
    const annotated = simulatePeople(question, truth, () => new Array<number>(raters).fill(1), random);
    const figures = itemFigures(annotated, judgments(question, rows));
    const items = allItems(truth.length);
    const [first] = agreementOf(annotated, figures, items, 0.999);
    // Truth and noise vary alike and are independent: r = 0.6 / √(0.6² + 0.4²).
    const exact = 0.6 / Math.hypot(0.6, 0.4);
    expect(Math.abs(first.agreement! - exact)).toBeLessThan(0.05);
    expect(first.interval!.lo).toBeLessThan(exact);
    expect(first.interval!.hi).toBeGreaterThan(exact);
  });

  it('has no reliability with one rater per item, and no agreement where raters guess', () => {
    const random = new Random(3);
    const even = Array.from({ length: 400 }, () => [1 / 3, 1 / 3, 1 / 3]);
    const rows = even.map(() => randomRow(3, random));
    const look = (raters: number) => {
      const annotated = simulatePeople(question, even, () => new Array<number>(raters).fill(1), random);
      const figures = itemFigures(annotated, judgments(question, rows));
      return agreementOf(annotated, figures, allItems(400), 0.95)[0];
    };
    expect(look(1)).toEqual({ reliability: null, agreement: null, interval: null, unexplained: null });
    expect(look(4).reliability).toBeLessThan(0.3);
    const guessing = look(40);
    expect(Math.abs(guessing.reliability!)).toBeLessThan(0.3);
  });
});
