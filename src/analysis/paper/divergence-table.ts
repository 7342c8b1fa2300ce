import type { MeasuredAnswers, Measure } from './measured-answers.ts';
import { levelsIn, ofLevel } from './measured-answers.ts';
import { meanInterval } from './paper-bootstrap.ts';
import { paperRow, type PaperRow } from './paper-row.ts';
import { deviation, mean, quantileOf } from './summaries.ts';

const DISTANCES = [
  ['jsd', 'jsd'],
  ['kl', 'kl'],
  ['wasserstein', 'wasserstein'],
] as const satisfies readonly (readonly [string, Measure])[];

/** How far the model's distributions are from people's: over all texts, and by agreement level. */
export function divergenceTable(measured: MeasuredAnswers): readonly PaperRow[] {
  const { model, temperature } = measured;
  const rowsOf = (level: string, figures: Readonly<Record<string, number | null>>, n: number) =>
    Object.entries(figures).map(([metric, value]) =>
      paperRow({ table: 'divergence', model, temperature, level, metric, value, n }),
    );
  const n = measured.places.length;
  const overall = DISTANCES.flatMap(([name, measure]) => {
    const values = measured[measure];
    const interval = temperature === 'all' && n > 0 ? meanInterval(values) : null;
    const rows = rowsOf(
      '',
      {
        [`${name}_mean`]: mean(values),
        [`${name}_sd`]: deviation(values),
        [`${name}_median`]: quantileOf(values, 0.5),
        ...(name === 'jsd' && { jsd_q25: quantileOf(values, 0.25), jsd_q75: quantileOf(values, 0.75) }),
      },
      n,
    );
    return rows.map((row) => (row.metric.endsWith('_mean') ? { ...row, ...interval } : row));
  });
  const byLevel = levelsIn(measured).flatMap((level) => {
    const of = (measure: Measure) => ofLevel(measured, measure, level);
    const jsd = of('jsd');
    return rowsOf(
      level,
      {
        jsd_mean: mean(jsd),
        jsd_sd: deviation(jsd),
        jsd_median: quantileOf(jsd, 0.5),
        kl_mean: mean(of('kl')),
        wasserstein_mean: mean(of('wasserstein')),
        human_entropy_mean: mean(of('peopleEntropy')),
        model_entropy_mean: mean(of('modelEntropy')),
      },
      jsd.length,
    );
  });
  return [...overall, ...byLevel];
}
