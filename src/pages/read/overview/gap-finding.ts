import type { IntervalRow } from '../../../charts/interval-row.ts';
import type { Interval, ModelReport } from '../../../analysis/report.ts';
import { format } from '../../../numerals/number-form.ts';
import { reasonFor } from '../../names/analysis-words.ts';
import { GAP_NAMES, type GapMeasure } from '../parts/gap-measures.ts';
import { besideBaselines, intervalWords, pushRow, referenceWords } from '../parts/findings.ts';
import { unrankedReason } from '../parts/unranked.ts';

const figure = format('.2f');
const fine = format('.3f');

/** Why there is no distance from people to show. */
export function noGapReason({ reasons }: ModelReport): string {
  return reasonFor(reasons, 'gap.jsd.mean') ?? 'There is no gap to show for these texts.';
}

/**
 * The sentence a visitor reads first: how far the model is from people, and what that is to be compared with.
 * @param references baselines, shown beside it
 */
export function gapFinding(
  model: ModelReport,
  references: readonly ModelReport[],
  measure: GapMeasure,
): string {
  const gap = model.gap?.[measure];
  if (!gap || gap.mean === null) return noGapReason(model);
  if (measure === 'jsd') return divergenceWords(model, gap.mean, gap);
  const baselines = references.flatMap((one) => one.gap?.[measure].mean ?? []);
  const beaten = baselines.filter((mean) => mean > gap.mean!).length;
  const reason = unrankedReason(model, references, measure);
  const among =
    baselines.length === 0
      ? ''
      : reason === null
        ? ` It is ${besideBaselines(beaten, baselines.length)}.`
        : ` It is not compared with the baselines: ${reason}.`;
  if (measure !== 'squared')
    return `${GAP_NAMES[measure]}: ${fine(gap.mean)}${intervalWords(gap, fine)}.${among}`;
  const distance = figure(Math.sqrt(Math.max(0, gap.mean)));
  return `The squared gap D is ${fine(gap.mean)}${intervalWords(gap, fine)}, a distance of ${distance}; an exactly right model has 0.${among}`;
}

/** Against people's halves: a model may be closer to raters than they are to one another. */
function divergenceWords({ floor }: ModelReport, mean: number, ends: Interval): string {
  const gap = `On average the model is ${figure(mean)} away from people${intervalWords(ends, figure)}.`;
  if (!floor || floor.humanHuman === null || floor.modelGroup === null) return gap;
  const closer = floor.modelGroup < floor.humanHuman ? 'closer' : 'no closer';
  return `${gap} One half of the raters is ${figure(floor.humanHuman)} away from the other half; the model is ${closer}, at ${figure(floor.modelGroup)} from a half. A model has no noise and few raters have much, so that alone is not being as good as people.`;
}

/** The model on one scale with the baselines, and by the Jensen-Shannon divergence with people's halves. */
export function gapRows(
  { gap, floor }: ModelReport,
  references: readonly ModelReport[],
  measure: GapMeasure,
): IntervalRow[] {
  const rows: IntervalRow[] = [];
  pushRow(rows, 'model to all raters', 'model', gap?.[measure].mean ?? null, gap?.[measure]);
  if (measure === 'jsd') {
    pushRow(rows, 'model to half of them', 'model', floor?.modelGroup ?? null);
    pushRow(rows, 'human–human (split half)', 'people', floor?.humanHuman ?? null);
  }
  for (const one of references) {
    const of = one.gap?.[measure];
    pushRow(rows, referenceWords(one), 'reference', of?.mean ?? null, of);
  }
  return rows;
}
