import type { HalfFigures, Interval, Over, QuestionReport } from '../../../analysis/report.ts';
import type { AgreementPoint } from '../../../charts/agreement-point.ts';
import type { MeanInterval } from '../../../charts/mean-interval.ts';
import type { Finding } from '../../finding/finding.ts';

/** People and models against one half of the raters, as the chart of labels against uncertainty has them. */
export type HalvesFinding = Omit<Finding, 'benchmark' | 'sha256' | 'question' | 'models' | 'seed'> & {
  readonly models: readonly AgreementPoint[];
  /** What the intervals are over, people's and models'. */
  readonly over: { readonly people: Over; readonly models: Over };
};

/**
 * What the chart of labels against uncertainty shows of a question; `null` where there are no halves to compare.
 * @param name what the texts are called
 * @param pointOf what a model of the given key is called, and the address of what is behind its point, if there is one
 */
export function halvesFinding(
  { halves }: QuestionReport,
  name: string,
  pointOf: (annotator: string) => { name: string; href?: string } | null,
): HalvesFinding | null {
  const people = halves && both(halves.people);
  if (!people || halves.ratersPerItem === null) return null;
  const models = halves.models.flatMap(({ reference, annotator, ifExact, ...figures }) => {
    const known = reference || annotator === undefined ? null : pointOf(annotator);
    const point = both(figures);
    return known && point
      ? [{ ...known, ...point, role: 'model' as const, ...(ifExact === null ? {} : { ifExact }) }]
      : [];
  });
  const constant = halves.models.find(({ model }) => model === 'top label' || model === 'median label');
  if (models.length === 0 || !constant || constant.top1.mean === null) return null;
  return {
    name,
    items: halves.items,
    ratersPerItem: halves.ratersPerItem,
    splits: halves.splits,
    people: { name: 'People', role: 'people', ...people },
    models,
    constant: constant.top1.mean,
    over: { people: halves.people.top1.over, models: halves.models[0].top1.over },
  };
}

function both({ top1, spearman }: HalfFigures): Pick<AgreementPoint, 'labels' | 'uncertainty'> | null {
  const labels = whole(top1);
  const uncertainty = whole(spearman);
  return labels && uncertainty && { labels, uncertainty };
}

function whole({ mean, lo, hi }: Interval): MeanInterval | null {
  return mean === null || lo === null || hi === null ? null : { mean, lo, hi };
}
