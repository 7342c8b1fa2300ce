import { format } from '../../../numerals/number-form.ts';
import { reasonFor } from '../../names/analysis-words.ts';
import type {
  Interval,
  ReportSlice,
  SlicedModelReport,
  SliceFigure,
  SlicesReport,
} from '../../../analysis/report.ts';
import type { IntervalRow } from '../../../charts/interval-row.ts';
import { whole } from '../../ui/amounts.ts';

const figure = format('.3f');

const MEASURES = {
  squared: 'Squared gap D',
  jsd: 'Jensen-Shannon divergence',
  top1: 'Same top label',
  entropyDifference: 'Entropy, model minus human',
} as const satisfies Partial<Record<keyof SlicedModelReport, string>>;

/** A measure of a model in two slices, as a table has it. */
export interface SliceRow {
  readonly name: string;
  /** With its interval and how many texts it is over. */
  readonly here: string;
  readonly there: string;
  readonly difference: string;
  /** Why a figure is missing; `null` where none is. */
  readonly reason: string | null;
}

/** What two slices say of one model on a question; `null` where that was not asked of it. */
export function slicedModel(
  { questions }: SlicesReport,
  question: string,
  annotator: string | undefined,
): SlicedModelReport | null {
  const asked = questions.find((one) => one.question === question);
  return asked?.models.find((one) => one.annotator === annotator) ?? null;
}

export function sliceRows(model: SlicedModelReport): SliceRow[] {
  return measures(model).map(([key, name, { here, itemsHere, there, itemsThere, difference }]) => ({
    name,
    here: withTexts(here, itemsHere),
    there: withTexts(there, itemsThere),
    difference: written(difference),
    reason: difference.mean === null ? (reasonFor(model.reasons, `${key}.difference.mean`) ?? null) : null,
  }));
}

/** The differences as rows of a chart. */
export function differenceRows(model: SlicedModelReport): IntervalRow[] {
  return measures(model).flatMap(([, label, { difference }]) => {
    const { mean, lo, hi } = difference;
    if (mean === null) return [];
    return [{ label, role: 'model' as const, mean, ...(lo !== null && hi !== null ? { lo, hi } : {}) }];
  });
}

/** In which of two slices a model is closer to people, by D where there is one, and by which of the others they differ. */
export function slicesFinding(model: SlicedModelReport, name: string, here: string, there: string): string {
  const decisive = measures(model).find(
    ([key, , { difference }]) => key !== 'top1' && difference.mean !== null,
  );
  if (!decisive) return `There is no figure of ${name} in both slices.`;
  const [, measure, { difference }] = decisive;
  const by = `${measure} differs by ${written(difference)}`;
  if (isOpen(difference)) return `${name} is not shown to be closer to people in either slice: ${by}.`;
  return `${name} is closer to people on ${difference.mean! < 0 ? here : there} than on ${difference.mean! < 0 ? there : here}: ${by}.`;
}

/** What the intervals allow for. */
export function slicesCaption({ squared, jsd }: SlicedModelReport, resamples: number): string {
  const { over } =
    [squared, jsd].find(({ difference }) => difference.mean !== null)?.difference ?? squared.difference;
  const raters =
    over === 'items and raters'
      ? 'other texts and other raters are allowed for'
      : 'other texts are allowed for, other raters are not';
  return `The first slice minus the second. Bars: 95% bootstrap intervals (${whole(resamples)} resamples); texts of one slice alone are resampled within it, texts of both together; ${raters}.`;
}

/** A slice as short as a heading takes it: `source: news`. */
export function shortSlice({ attribute, value }: ReportSlice): string {
  return `${attribute}: ${value}`;
}

function measures(model: SlicedModelReport): [keyof typeof MEASURES, string, SliceFigure][] {
  return (Object.keys(MEASURES) as (keyof typeof MEASURES)[]).map((key) => [key, MEASURES[key], model[key]]);
}

function isOpen({ lo, hi }: Interval): boolean {
  return lo === null || hi === null || (lo <= 0 && hi >= 0);
}

function written({ mean, lo, hi }: Interval): string {
  if (mean === null) return '–';
  return lo === null || hi === null ? figure(mean) : `${figure(mean)} (${figure(lo)} to ${figure(hi)})`;
}

function withTexts(interval: Interval, items: number): string {
  return interval.mean === null ? '–' : `${written(interval)}, n = ${whole(items)}`;
}
