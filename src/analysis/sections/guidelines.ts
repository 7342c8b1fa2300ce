import { altTest } from '../alt-test.ts';
import type { CategoryAgreement } from '../category-agreement.ts';
import { categoryVerdict, questionVerdict } from '../guidelines.ts';
import { meanIntervals, meanOf, pick } from '../intervals.ts';
import { raterErrors } from '../rater-jackknife.ts';
import type {
  CategoryEvidence,
  CategoryGrounds,
  GuidelineReport,
  ModelReport,
  QuestionEvidence,
  QuestionGrounds,
  Reasons,
  WorthReport,
} from '../report.ts';
import { reasonFor } from '../reasons.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import type { CalibratedModel } from './calibration.ts';
import { agreementOf } from './category-agreement.ts';
import { withFailures } from './gap.ts';
import { worthSection } from './worth.ts';

/**
 * Verdicts on the question and on each of its categories, from the figures of the model's other sections and the same figures of
 * its best calibrator: the one with the least cross-entropy out of fold.
 */
export function guidelinesSection(
  study: QuestionStudy,
  model: ModelStudy,
  calibrated: readonly CalibratedModel[],
  row: ModelReport,
  reasons: Reasons,
): GuidelineReport[] {
  const { thresholds } = study.settings;
  const { items } = model;
  const best = calibrated.reduce<CalibratedModel | null>((least, one) => {
    const score = ({ figures }: CalibratedModel) => meanOf(pick(figures.crossEntropy, items));
    return least === null || score(one) < score(least) ? one : least;
  }, null);
  const better = best && { ...model, figures: best.figures };
  const own = evidenceOf(study, model, row);
  const question: QuestionGrounds = {
    own,
    // Where there is too little data, the calibrated model need not be looked at.
    calibrated:
      own && better && own.items >= thresholds.fewestItems
        ? { ...evidenceOf(study, better, null)!, method: best.method }
        : null,
  };
  reasons.guidelines = 'There is no such bound, or the data do not support the figure.';
  const categories = row.categories ?? [];
  const calibratedCategories = better ? agreementOf(study, better.figures, items) : [];
  const grounds = categories.map(({ support, agreement, agreementInterval }, c): CategoryGrounds => ({
    support: items.length === 0 ? 0 : support,
    own: { agreement: agreement ?? null, lo: agreementInterval?.lo ?? null },
    calibrated: best && { ...evidenceOfCategory(calibratedCategories[c]), method: best.method },
    why:
      reasonFor(row.reasons, `categories.${c}.agreement`) ??
      reasonFor(row.reasons, `categories.${c}.agreementInterval`) ??
      '',
  }));
  return [
    { ...questionVerdict(question.own, question.calibrated, thresholds), question },
    ...grounds.map((category, c) => {
      const { support, own, calibrated, why } = category;
      const { label } = categories[c];
      return { ...categoryVerdict(label, support, own, calibrated, why, thresholds), category };
    }),
  ];
}

function evidenceOfCategory({ agreement, interval }: CategoryAgreement): CategoryEvidence {
  return { agreement, lo: interval?.lo ?? null };
}

/** @param row the model's report, whose worth and alt-test are taken; `null` to find them */
function evidenceOf(
  study: QuestionStudy,
  model: ModelStudy,
  row: ModelReport | null,
): QuestionEvidence | null {
  const { annotated, settings, rated } = study;
  const { figures, items, key } = model;
  if (items.length === 0) return null;
  const { items: scored, crossEntropy, squared } = failuresToo(study, model);
  const places = rated.filter((item) => figures.seen[item] === 0);
  const references = study.models
    .filter((one) => one.reference && (one.key === null || one.key === key))
    .map((one) => {
      if (one.key !== null) return { name: one.name, ...failuresToo(study, one) };
      const mean = (score: 'crossEntropy' | 'squared') => meanOf(pick(one.figures[score], places));
      return {
        name: one.name,
        crossEntropy: mean('crossEntropy'),
        squared: squared === null ? null : mean('squared'),
      };
    });
  const test = row ? row.altTest! : altTest(annotated, figures, items, settings.epsilon);
  return {
    items: scored,
    crossEntropy,
    squared,
    references,
    altTest: { passes: test?.passes ?? null, winningRate: test?.winningRate ?? null },
    worth: worthAlone(row ? row.worth! : worthSection(study, model, {})),
    distance: squared !== null ? distanceOf(study, model, squared) : null,
  };
}

function worthAlone({ k, lo, hi, bound }: WorthReport): QuestionEvidence['worth'] {
  return { k, lo, hi, bound };
}

/** {@link withFailures} of a model with items, whose cross-entropy always has a value. */
function failuresToo(
  study: QuestionStudy,
  model: ModelStudy,
): { items: number; crossEntropy: number; squared: number | null } {
  const { items, crossEntropy, squared } = withFailures(study, model, {});
  return { items, crossEntropy: crossEntropy!, squared };
}

/** Upper end of √(mean D), moved by what failed answers add to the mean. */
function distanceOf(study: QuestionStudy, { figures, items }: ModelStudy, withFailed: number): number {
  const errors = raterErrors(study.annotated, figures, items, study.settings.minimumRaters);
  const { squared } = meanIntervals(
    { squared: pick(figures.squared, items) },
    study.settings.resamples,
    stream(study, 'bootstrap'),
    errors ? { squared: errors.squared } : undefined,
  );
  return Math.sqrt(Math.max(squared.hi! + withFailed - squared.mean!, 0));
}
