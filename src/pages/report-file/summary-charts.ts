import type { ModelReport } from '../../analysis/report.ts';
import type { IntervalRow } from '../../charts/interval-row.ts';
import type { GapMeasure } from '../read/parts/gap-measures.ts';
import { referenceWords } from '../read/parts/findings.ts';
import type { ModelTold, QuestionTold } from './question-told.ts';

/** The baselines that read no text: not a model's own top label. */
function baselinesOf({ references }: QuestionTold): readonly ModelReport[] {
  return references.filter(({ annotator }) => annotator === undefined);
}

/** How far every model is from people by a measure, closest first, and the baselines that read no text. */
export function gapRows(told: QuestionTold, measure: GapMeasure): IntervalRow[] {
  const { models } = told;
  const ofModels = models
    .flatMap(({ model: { gap }, name }) => row(name, 'model', gap?.[measure]))
    .sort((a, b) => a.mean - b.mean);
  if (ofModels.length === 0) return [];
  return [
    ...ofModels,
    ...baselinesOf(told).flatMap((one) =>
      row(referenceWords(one), 'reference', { mean: one.gap?.[measure].mean ?? null }),
    ),
  ];
}

/** How often each model's label is people's, best first, and the baselines. */
export function topLabelRows(told: QuestionTold): IntervalRow[] {
  const { models } = told;
  const ofModels = models
    .flatMap(({ model: { labels }, name }) =>
      row(name, 'model', labels && { ...labels.top1Interval, mean: labels.top1 }),
    )
    .sort((a, b) => b.mean - a.mean);
  if (ofModels.length === 0) return [];
  return [
    ...ofModels,
    ...baselinesOf(told).flatMap((one) =>
      row(referenceWords(one), 'reference', { mean: one.labels?.top1 ?? null }),
    ),
  ];
}

/** What the best calibrator of every model takes off its cross-entropy, in %. */
export function bestReductionRows({ models }: QuestionTold): IntervalRow[] {
  return models
    .flatMap((one) => {
      const best = bestCalibration(one);
      return best
        ? row(`${one.name}, ${best.method}`, 'model', { ...best, mean: best.reduction }).map((drawn) => ({
            ...drawn,
            model: one.name,
          }))
        : [];
    })
    .sort((a, b) => b.mean - a.mean);
}

function bestCalibration({ model }: ModelTold) {
  return (model.calibration ?? [])
    .filter(({ score, reduction }) => score === 'crossEntropy' && reduction !== null)
    .sort((a, b) => b.reduction! - a.reduction!)[0];
}

function row(
  label: string,
  role: IntervalRow['role'],
  figure: { mean: number | null; lo?: number | null; hi?: number | null } | undefined,
): IntervalRow[] {
  const { mean = null, lo = null, hi = null } = figure ?? {};
  if (mean === null) return [];
  return [{ label, role, mean, ...(lo !== null && hi !== null && { lo, hi }) }];
}
