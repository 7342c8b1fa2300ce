import { sentenceStart } from '../../ui/sentence-start.ts';
import { format } from '../../../numerals/number-form.ts';
import { reasonFor } from '../../names/analysis-words.ts';
import type {
  CalibrationReport,
  CalibrationScore,
  LabelBudgetReport,
  ModelReport,
} from '../../../analysis/report.ts';
import type { IntervalRow } from '../../../charts/interval-row.ts';

const figure = format('.3f');
const percent = format('.1f');

/** Scores that a calibrator can be judged by here: those with a figure for any method. */
export function possibleScores(calibration: readonly CalibrationReport[]): CalibrationScore[] {
  const scores = new Set(calibration.filter(({ after }) => after !== null).map(({ score }) => score));
  return (['crossEntropy', 'squared', 'jsd'] as const).filter((score) => scores.has(score));
}

/** The score before, then after each method, least first. */
export function scoreRows(calibration: readonly CalibrationReport[], score: CalibrationScore): IntervalRow[] {
  const rows = calibration.filter((one) => one.score === score && one.after !== null);
  if (rows.length === 0) return [];
  return [
    { label: 'without a calibrator', role: 'reference', mean: rows[0].before! },
    ...rows
      .map(({ method, after }) => ({ label: method, role: 'model' as const, mean: after! }))
      .sort((a, b) => a.mean - b.mean),
  ];
}

/** What each method takes off, in % of the score before, with its interval. */
export function reductionRows(
  calibration: readonly CalibrationReport[],
  score: CalibrationScore,
): IntervalRow[] {
  return calibration
    .filter((one) => one.score === score && one.reduction !== null)
    .map(({ method, reduction, lo, hi }) => ({
      label: method,
      role: 'model' as const,
      mean: reduction!,
      ...(lo !== null && hi !== null ? { lo, hi } : {}),
    }))
    .sort((a, b) => b.mean - a.mean);
}

/** Which method takes off most, in a sentence; without one, why. */
export function calibrationFinding(model: ModelReport, score: CalibrationScore, words: string): string {
  const rows = (model.calibration ?? []).filter((one) => one.score === score && one.after !== null);
  if (rows.length === 0)
    return reasonFor(model.reasons, 'calibration') ?? 'No calibrator could be fitted to these texts.';
  const best = rows.reduce((least, one) => (one.after! < least.after! ? one : least));
  if (best.after! >= best.before!)
    return `No calibrator brings ${words} below the ${figure(best.before!)} it is without one.`;
  const share =
    best.reduction === null
      ? ''
      : `, ${percent(best.reduction)}% less${best.lo === null || best.hi === null ? '' : ` (95% interval ${percent(best.lo)} to ${percent(best.hi)}%)`}`;
  return `${sentenceStart(best.method)} brings ${words} from ${figure(best.before!)} to ${figure(best.after!)} on texts it was not fitted to${share}.`;
}

/** How many labelled texts it takes to do better than without a calibrator, on the same texts held out. */
export function budgetFinding(budget: readonly LabelBudgetReport[]): string {
  const least = (below: (change: LabelBudgetReport['change']) => number | null) =>
    budget
      .filter(({ change }) => (below(change) ?? 0) < 0)
      .sort((a, b) => a.labels - b.labels || a.change.mean! - b.change.mean!)[0];
  const enough = least(({ hi }) => hi);
  const better = least(({ mean }) => mean);
  if (!better)
    return 'With no number of labelled texts that there is does a calibrator do better in the mean.';
  const first = `From ${better.labels} labelled texts (with all their raters) on a calibrator does better in the mean (${better.method})`;
  if (!enough) return `${first}; with none is it better in 95% of draws.`;
  return enough.labels === better.labels
    ? `${first}, and in 95% of draws.`
    : `${first}, and from ${enough.labels} on in 95% of draws (${enough.method}).`;
}

/**
 * Learning curves as they are drawn: the band about each mean is of the change on the same texts, as {@link budgetFinding} judges it. Draws
 * by themselves differ by the texts that were held out, which says nothing of calibrators.
 */
export function budgetCurves(
  budget: readonly LabelBudgetReport[],
): { method: string; labels: number; mean: number; lo: number; hi: number }[] {
  return budget.flatMap(({ method, labels, mean, change }) => {
    if (mean === null) return [];
    const at = (end: number | null) => mean + (end === null || change.mean === null ? 0 : end - change.mean);
    return [{ method, labels, mean, lo: at(change.lo), hi: at(change.hi) }];
  });
}
