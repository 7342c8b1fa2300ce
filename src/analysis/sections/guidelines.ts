import { altTest } from '../alt-test.ts';
import { categoriesOf, categoryShares } from '../categories.ts';
import type { CategoryAgreement } from '../category-agreement.ts';
import { categoryVerdict } from '../guidelines/category-verdict.ts';
import { questionVerdict } from '../guidelines/question-verdict.ts';
import type { ItemFigures } from '../item-figures.ts';
import { meanIntervals, meanOf, pick } from '../intervals.ts';
import { fewRaters, raterSpreads } from '../rater-spread.ts';
import { reasonFor } from '../reasons.ts';
import type {
  CategoryEvidence,
  CategoryGrounds,
  CeilingReport,
  GuidelineReport,
  Interval,
  ModelReport,
  QuestionEvidence,
  QuestionGrounds,
  Range,
  WorthReport,
} from '../report.ts';
import { sectionWithout } from '../section.ts';
import type { Section } from '../section.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import type { CalibratedModel } from './calibration.ts';
import { agreementOf } from './category-agreement.ts';
import { ceilingSection } from './ceiling.ts';
import { differenceSpreads } from './comparisons.ts';
import { gapSpreads } from './gap.ts';
import { worthSection } from './worth.ts';

/** Share of the draws that must pass for an exactly right model to be said to pass. */
const MOSTLY = 0.5;

/**
 * Verdicts on the question and on each of its categories, from the figures of the model's other sections and the same figures of
 * its best calibrator: the one with the least cross-entropy out of fold.
 */
export function guidelinesSection(
  study: QuestionStudy,
  model: ModelStudy,
  calibrated: readonly CalibratedModel[],
  row: ModelReport,
): Section<readonly GuidelineReport[]> {
  const { thresholds } = study.settings;
  const { items } = model;
  const best = calibrated.reduce<CalibratedModel | null>((least, one) => {
    const score = ({ figures }: CalibratedModel) => meanOf(pick(figures.crossEntropy, items));
    return least === null || score(one) < score(least) ? one : least;
  }, null);
  // A calibrated distribution is a distribution, whatever it was made from.
  const better = best && { ...model, figures: best.figures, squaredItems: model.pairItems };
  const own = evidenceOf(study, model, row, row);
  const question: QuestionGrounds = {
    own,
    calibrated: own && better ? { ...evidenceOf(study, better, row, null)!, method: best.method } : null,
    seen: row.seen.items,
  };
  const categories = row.categories ?? [];
  const calibratedCategories = better ? agreementOf(study, better.figures, items) : [];
  const grounds = categories.map(
    ({ support, agreement, agreementInterval, bias, unexplained }, c): CategoryGrounds => {
      const calibratedBias = better && biasOf(study, better.figures, items, c);
      return {
        support: items.length === 0 ? 0 : support,
        own: {
          agreement: agreement ?? null,
          lo: agreementInterval?.lo ?? null,
          hi: agreementInterval?.hi ?? null,
          bias: items.length === 0 ? null : bias,
          unexplained: rangeOf(unexplained),
        },
        calibrated: best && {
          ...evidenceOfCategory(calibratedCategories[c], calibratedBias!),
          method: best.method,
        },
        why:
          reasonFor(row.reasons, `categories.${c}.agreement`) ??
          reasonFor(row.reasons, `categories.${c}.agreementInterval`) ??
          '',
      };
    },
  );
  const verdicts = [
    { ...questionVerdict(question, thresholds), question },
    ...grounds.map((category, c) => ({
      ...categoryVerdict(categories[c].label, category, thresholds),
      category,
    })),
  ];
  return sectionWithout(verdicts, 'There is no such bound, or the data do not support the figure.');
}

function evidenceOfCategory(
  { agreement, interval, unexplained }: CategoryAgreement,
  bias: number,
): CategoryEvidence {
  return { agreement, lo: interval?.lo ?? null, hi: interval?.hi ?? null, bias, unexplained };
}

function biasOf(
  { annotated }: QuestionStudy,
  { labels, human, model }: ItemFigures,
  items: Uint32Array,
  c: number,
): number {
  const category = categoriesOf(annotated.question)[c];
  const mean = (rows: Float64Array) => meanOf(categoryShares(rows, labels, items, category));
  return mean(model) - mean(human);
}

/**
 * @param report of the model as it is: whether it has seen the votes is asked of it, also for a calibrator
 * @param row the same report, whose worth, alt-test and ceiling are taken; `null` to find them
 */
function evidenceOf(
  study: QuestionStudy,
  model: ModelStudy,
  report: ModelReport,
  row: ModelReport | null,
): QuestionEvidence | null {
  const { annotated, settings } = study;
  const { figures, items, squaredItems, coverage, key } = model;
  if (items.length === 0) return null;
  const test = row ? row.altTest! : altTest(annotated, figures, items, settings.epsilon);
  // A calibrator moves what an exactly right model would reach on a scale; whether one passes the alt-test is the raters' doing.
  const asItIs = row !== null || annotated.question.kind === 'categorical';
  const ceiling = asItIs ? report.ceiling! : ceilingSection(study, model).figures;
  const worth = row ? row.worth! : worthSection(study, model).figures;
  return {
    items: items.length,
    coverage: coverage.share,
    squared:
      squaredItems.length === 0
        ? null
        : { ...meanRange(study, model, 'squared', squaredItems), items: squaredItems.length },
    scale: scaleEvidence(study, model, ceiling),
    references: study.models
      .filter((one) => one.reference && (one.key === null || one.key === key))
      .map((one) => ({ name: one.name, ...aheadOf(study, model, one) })),
    altTest: {
      passes: test?.passes ?? null,
      winningRate: test?.winningRate ?? null,
      passesIfExact: ceiling.passes === null ? null : ceiling.passes >= MOSTLY,
    },
    worth: worthAlone(worth),
    tooGood: report.floor?.pLow ?? null,
  };
}

function worthAlone({ k, lo, hi, bound, curve }: WorthReport): QuestionEvidence['worth'] {
  return { k, lo, hi, bound, ceiling: k === null ? null : curve.length - 1 };
}

function meanRange(
  study: QuestionStudy,
  model: ModelStudy,
  measure: 'squared' | 'emd',
  items: Uint32Array,
): Range {
  const columns = { [measure]: pick(model.figures[measure], items) };
  const spreads = gapSpreads(study, model, [measure], items);
  const { resamples } = study.settings;
  return known(meanIntervals(columns, resamples, stream(study, 'bootstrap'), spreads)[measure]);
}

/** How far the model is ahead of or behind a baseline, on the model's items. */
function aheadOf(
  study: QuestionStudy,
  model: ModelStudy,
  reference: ModelStudy,
): { crossEntropy: Range; squared: Range | null } {
  const difference = (score: 'crossEntropy' | 'squared', items: Uint32Array): Range => {
    const other = pick(reference.figures[score], items);
    const column = pick(model.figures[score], items).map((value, place) => value - other[place]);
    const spreads = differenceSpreads(study, model, reference, [score], items, fewRaters);
    const { resamples } = study.settings;
    const { difference: found } = meanIntervals(
      { difference: column },
      resamples,
      stream(study, 'bootstrap'),
      spreads && { difference: spreads[0] },
    );
    return known(found);
  };
  const { items, squaredItems } = model;
  return {
    crossEntropy: difference('crossEntropy', items),
    squared: squaredItems.length === 0 ? null : difference('squared', squaredItems),
  };
}

/** The bias of the mean rating, and the Wasserstein distance beyond an exactly right model's; `null` without a scale. */
function scaleEvidence(
  study: QuestionStudy,
  model: ModelStudy,
  ceiling: CeilingReport,
): QuestionEvidence['scale'] {
  const { question, votes } = study.annotated;
  if (question.kind !== 'ordinal' || ceiling.emd.mean === null) return null;
  const { points } = question;
  const { figures, items } = model;
  const { labels, human, model: rows } = figures;
  const rating = (row: Float64Array, at: number) =>
    points.reduce((sum, point, c) => sum + point * row[at + c], 0);
  const bias = Float64Array.from(items, (item) => rating(rows, item * labels) - rating(human, item * labels));
  const spreads = raterSpreads(votes, labels, items, 1, (item, others, out) => {
    out[0] = rating(rows, item * labels) - rating(others.human, 0);
  });
  const { resamples } = study.settings;
  const intervals = meanIntervals(
    { bias },
    resamples,
    stream(study, 'bootstrap'),
    spreads && { bias: spreads[0] },
  );
  const wasserstein = meanRange(study, model, 'emd', items);
  const exact = ceiling.emd.mean;
  return {
    range: points[points.length - 1] - points[0],
    bias: known(intervals.bias),
    wasserstein: {
      mean: wasserstein.mean - exact,
      lo: wasserstein.lo - exact,
      hi: wasserstein.hi - exact,
    },
  };
}

/** An interval over some items, which has all its figures. */
function known({ mean, lo, hi }: Interval): Range {
  return { mean: mean!, lo: lo!, hi: hi! };
}

function rangeOf(
  given: { mean: number | null; lo: number | null; hi: number | null } | undefined,
): Range | null {
  if (!given || given.mean === null || given.lo === null || given.hi === null) return null;
  return { mean: given.mean, lo: given.lo, hi: given.hi };
}
