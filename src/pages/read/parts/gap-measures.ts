import type { GapReport, ModelReport } from '../../../analysis/report.ts';

/** A way to say how far two distributions are apart. */
export type GapMeasure = Exclude<keyof GapReport, 'squaredItems'>;

/** What an axis says of a measure. The first is the one that verdicts rest on. */
export const GAP_AXES: Readonly<Record<GapMeasure, string>> = {
  squared: 'unbiased squared gap D: 0 = exactly right, whatever the number of raters',
  jsd: 'Jensen-Shannon divergence: 0 = same distribution, 1 = nothing in common',
  crossEntropy: "cross-entropy of people's votes, in bits: lower is better",
  tvd: 'total variation: 0 = same distribution, 1 = nothing in common',
  hellinger: 'Hellinger distance: 0 = same distribution, 1 = nothing in common',
  kl: 'KL divergence of people from the model, in bits: 0 = same distribution',
  emd: '1-Wasserstein distance, in scale units: 0 = same distribution',
};

export const GAP_NAMES: Readonly<Record<GapMeasure, string>> = {
  squared: 'Squared gap D',
  jsd: 'Jensen-Shannon divergence',
  crossEntropy: 'Cross-entropy',
  tvd: 'Total variation',
  hellinger: 'Hellinger distance',
  kl: 'KL divergence',
  emd: '1-Wasserstein distance',
};

/** The measures that at least one of the models has a figure for, what verdicts rest on first. */
export function gapMeasures(models: readonly ModelReport[]): GapMeasure[] {
  return (Object.keys(GAP_AXES) as GapMeasure[]).filter((one) =>
    models.some(({ gap }) => gap?.[one].mean != null),
  );
}
