import { figuresOf, GAP_MEASURES } from '../item-figures.ts';
import type { GapMeasure, ItemFigures } from '../item-figures.ts';
import { meanIntervals, meanOf, NO_INTERVAL, pick } from '../intervals.ts';
import { raterErrors } from '../rater-jackknife.ts';
import { figure } from '../reasons.ts';
import { foldMarginals } from '../reference-annotators.ts';
import type { GapReport, Interval, Reasons, SeenReport } from '../report.ts';
import { FOLDS, stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** Mean gap by every measure, with intervals, and with failed answers scored as the label marginal. */
export function gapSection(study: QuestionStudy, model: ModelStudy, reasons: Reasons): GapReport {
  const { annotated, settings } = study;
  const { figures, items } = model;
  if (items.length === 0) {
    reasons.gap = study.noGap ?? 'No rated item was answered that the model has not seen in training.';
    return {
      ...(Object.fromEntries(GAP_MEASURES.map((name) => [name, NO_INTERVAL])) as Record<
        GapMeasure,
        Interval
      >),
      withFailures: { items: 0, jsd: null, squared: null, crossEntropy: null },
    };
  }
  const measures = GAP_MEASURES.filter((name) => supported(study, model, name, reasons));
  const columns = Object.fromEntries(measures.map((name) => [name, pick(figures[name], items)]));
  const errors = raterErrors(annotated, figures, items, settings.minimumRaters) ?? undefined;
  const intervals = meanIntervals(columns, settings.resamples, stream(study, 'bootstrap'), errors);
  return {
    ...(Object.fromEntries(GAP_MEASURES.map((name) => [name, intervals[name] ?? NO_INTERVAL])) as Record<
      GapMeasure,
      Interval
    >),
    withFailures: withFailures(study, model, reasons),
  };
}

function supported(
  { annotated }: QuestionStudy,
  { figures, items }: ModelStudy,
  measure: GapMeasure,
  reasons: Reasons,
): boolean {
  if (measure === 'emd' && annotated.question.kind === 'categorical') {
    reasons['gap.emd'] = 'Labels without an order have no distance from one another.';
    return false;
  }
  const why = measure === 'squared' ? withoutPairs(figures, items) : null;
  if (why !== null) {
    reasons['gap.squared'] = why;
    reasons['gap.withFailures.squared'] = why;
  }
  return why === null;
}

/** Why the unbiased squared gap and disagreement have no value on these items, which need two of a kind; `null` if they have. */
export function withoutPairs({ raters, samples }: ItemFigures, items: Uint32Array): string | null {
  if (items.some((item) => raters[item] < 2))
    return 'It needs two raters on every item, and items with one are let in.';
  if (items.some((item) => samples[item] === 1))
    return 'It needs two samples of every item, and some have one.';
  return null;
}

/** Mean gap with every failed answer scored once as the label marginal, out of fold. */
export function withFailures(
  study: QuestionStudy,
  { figures, items }: ModelStudy,
  reasons: Reasons,
): GapReport['withFailures'] {
  const { annotated, people, fold, rated } = study;
  const failed = rated.filter((item) => figures.answered[item] === 0 && figures.seen[item] === 0);
  const marginals = failed.length > 0 ? foldMarginals(people, rated, fold, FOLDS) : [];
  const marginal = new Float64Array(figures.model.length);
  const answered = new Uint8Array(figures.answered.length);
  for (const item of failed) {
    marginal.set(marginals[fold[item]], item * people.labels);
    answered[item] = 1;
  }
  const instead = figuresOf(annotated.question, people, {
    model: marginal,
    answered,
    seen: figures.seen,
    samples: new Uint32Array(answered.length),
  });
  const count = items.length + failed.length;
  const mean = (name: 'jsd' | 'squared' | 'crossEntropy') =>
    figure(
      (items.length * meanOf(pick(figures[name], items)) +
        (failed.length > 0 ? failed.length * meanOf(pick(instead[name], failed)) : 0)) /
        count,
      reasons,
      `gap.withFailures.${name}`,
      reasons[`gap.${name}`] ?? '',
    );
  return { items: count, jsd: mean('jsd'), squared: mean('squared'), crossEntropy: mean('crossEntropy') };
}

/** Rated items the model was trained on, by themselves. */
export function seenSection(study: QuestionStudy, { figures }: ModelStudy, reasons: Reasons): SeenReport {
  const items = study.rated.filter((item) => figures.answered[item] === 1 && figures.seen[item] === 1);
  if (items.length === 0) {
    reasons['seen.jsd'] = study.noGap ?? 'No rated item was in this model’s training data.';
    return { items: 0, jsd: NO_INTERVAL };
  }
  const { jsd } = meanIntervals(
    { jsd: pick(figures.jsd, items) },
    study.settings.resamples,
    stream(study, 'seen'),
  );
  return { items: items.length, jsd };
}
