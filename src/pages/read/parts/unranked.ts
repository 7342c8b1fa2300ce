import { LEAST_COVERAGE } from '../../../analysis/guidelines/question-grounds.ts';
import type { ModelReport } from '../../../analysis/report.ts';
import { count, whole } from '../../ui/amounts.ts';
import type { GapMeasure } from './gap-measures.ts';

/** The texts that a model's figure is over: those of the unbiased squared gap need two answers of the model, where it was sampled. */
function textsOf({ items, gap }: ModelReport, measure: GapMeasure): number {
  return measure === 'squared' ? (gap?.squaredItems ?? 0) : items;
}

/**
 * Why a model's distance from people cannot be set beside the baselines' and other models': it is over clearly fewer texts, or too
 * much of it stands in for answers that failed. `null` where it can.
 * @param references baselines, which are over all texts
 */
export function unrankedReason(
  model: ModelReport,
  references: readonly ModelReport[],
  measure: GapMeasure,
): string | null {
  const all = references.find(({ annotator }) => annotator === undefined);
  if (all && model.items < LEAST_COVERAGE * all.items) {
    const over = `${whole(model.items)} of ${count(all.items, 'text')}`;
    const seen = model.seen.items;
    return seen === 0
      ? `it was asked about ${over}`
      : `its figures are over ${over}, without ${whole(seen)} that it was trained or tuned on`;
  }
  if (model.coverage < LEAST_COVERAGE)
    return `it has answers that can be read for ${wholePercent(model.coverage)} of the texts, and the label prior stands in for the others`;
  if (all && textsOf(model, measure) < LEAST_COVERAGE * textsOf(all, measure))
    return `its D is over ${whole(textsOf(model, measure))} of ${count(textsOf(all, measure), 'text')}, for it needs two samples of each`;
  return null;
}

/** Rounded down, and no per cent less because of what a double cannot hold: 57 of 100 are 57%. */
function wholePercent(share: number): string {
  const percent = Math.floor(100 * share + 1e-9);
  return percent === 0 && share > 0 ? 'less than 1%' : `${percent}%`;
}

/**
 * What D is over, where a model has a single sample of some texts; nothing where it is over all of them.
 * @param name the model's name, where others are shown beside it
 */
export function squaredTexts(model: ModelReport, measure: GapMeasure, name?: string): string {
  const over = textsOf(model, measure);
  if (model.gap?.squared.mean == null || over === model.items) return '';
  return ` D${name === undefined ? '' : ` of ${name}`} is over ${whole(over)} of ${name === undefined ? 'them' : count(model.items, 'text')}: it needs two raters of a text and, of a sampled model, two samples that can be read.`;
}
