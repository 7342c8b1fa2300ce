import { group } from 'd3';
import type { ModelReport } from '../../../analysis/report.ts';
import { reasonFor } from '../../names/analysis-words.ts';
import { fixed } from '../../../numerals/number-form.ts';
import { besideBaselines } from '../parts/findings.ts';
import type { GapMeasure } from '../parts/gap-measures.ts';
import { unrankedReason } from '../parts/unranked.ts';

/** Models by a measure: the closest to people first, and apart from them those that cannot be compared and those without a figure. */
export interface Ranking {
  readonly ranked: readonly ModelReport[];
  readonly unranked: readonly { readonly model: ModelReport; readonly reason: string }[];
  /** Each with why, in a sentence. */
  readonly without: readonly { readonly model: ModelReport; readonly reason: string }[];
}

/** @param references baselines, which are over all texts */
export function rankModels(
  models: readonly ModelReport[],
  references: readonly ModelReport[],
  measure: GapMeasure,
): Ranking {
  const meanOf = (model: ModelReport) => model.gap?.[measure].mean ?? null;
  const ordered = models
    .filter((one) => meanOf(one) !== null)
    .sort((a, b) => meanOf(a)! - meanOf(b)!)
    .map((model) => ({ model, reason: unrankedReason(model, references, measure) }));
  return {
    ranked: ordered.flatMap(({ model, reason }) => (reason === null ? model : [])),
    unranked: ordered.flatMap(({ model, reason }) => (reason === null ? [] : { model, reason })),
    without: models
      .filter((one) => meanOf(one) === null)
      .map((model) => ({ model, reason: reasonFor(model.reasons, `gap.${measure}.mean`) ?? '' })),
  };
}

/** Which model is closest to people, how many baselines it beats, and which models are not compared or not drawn, each with its reason. */
export function rankingFinding(
  { ranked, unranked, without }: Ranking,
  references: readonly ModelReport[],
  measure: GapMeasure,
  nameOf: (model: ModelReport) => string,
): string {
  const sentences: string[] = [];
  const [best] = ranked;
  if (best) {
    const mean = best.gap![measure].mean!;
    // A top label alone is of one model, and not of the others.
    const baselines = references.flatMap(({ gap, annotator }) =>
      annotator === undefined ? (gap?.[measure].mean ?? []) : [],
    );
    const beaten = baselines.filter((one) => one > mean).length;
    const closest =
      ranked.length + unranked.length > 1 ? `${nameOf(best)} is closest to people` : `${nameOf(best)} is`;
    const beside = baselines.length === 0 ? '' : `, ${besideBaselines(beaten, baselines.length)}`;
    sentences.push(`${closest} at ${fixed(mean, 3)}${beside}.`);
  }
  for (const [reason, those] of group(without, ({ reason }) => reason)) {
    const names = those.map(({ model }) => nameOf(model)).join(', ');
    // One label of each text has distances, but for the one that needs two answers.
    const others = measure === 'squared' && those.every(({ model }) => model.gap?.jsd.mean != null);
    sentences.push(
      `Not drawn, without this figure: ${names}. ${reason}${others ? ` Other distances have figures for ${those.length === 1 ? 'it' : 'them'}.` : ''}`.trimEnd(),
    );
  }
  for (const { model, reason } of unranked) sentences.push(`${nameOf(model)} is not compared: ${reason}.`);
  return sentences.join(' ');
}
