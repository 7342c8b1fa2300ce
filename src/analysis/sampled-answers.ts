import { fitPriorStrength } from './dirichlet-multinomial.ts';
import { flooredRow } from './divergence.ts';

/** Prior counts for each label seen, at the least: Jeffreys' prior. */
const LEAST_COUNT = 0.5;

/** What samples are taken with to be a distribution: α·m. */
export interface SamplePrior {
  /** α, in samples. */
  readonly strength: number;
  /** m: the model's mean answer. */
  readonly mean: readonly number[];
}

/** Counted answers, items x labels: shares and how many are behind each; 0 where it was not sampled. */
export interface SampledRows {
  readonly model: Float64Array;
  readonly samples: Uint32Array;
  /** How many people judged each item. Where it is known and some did, a prior is learnt from the items that were judged. */
  readonly raters?: Uint32Array;
}

/**
 * The prior of a model's samples: its mean answer, with the strength that makes the samples likeliest (Dirichlet-multinomial),
 * but at least half a sample for each label it ever gave. `null` where nothing was sampled. Answers to items that nobody judged do
 * not count beside others, so that figures over those that were judged stay what they are when some are added.
 */
export function samplePrior({ model, samples, raters }: SampledRows): SamplePrior | null {
  const sampled = [...samples.keys()].filter((item) => samples[item] > 0);
  const judged = sampled.filter((item) => raters && raters[item] > 0);
  const items = Uint32Array.from(judged.length > 0 ? judged : sampled);
  if (items.length === 0) return null;
  const labels = model.length / samples.length;
  const mean = new Float64Array(labels);
  for (const item of items)
    for (let c = 0; c < labels; c++) mean[c] += model[item * labels + c] / items.length;
  const least = LEAST_COUNT * mean.reduce((count, share) => count + (share > 0 ? 1 : 0), 0);
  // One sample of each text says nothing about how alike several would be.
  const several = items.filter((item) => samples[item] > 1);
  if (several.length === 0) return { strength: least, mean: Array.from(mean) };
  const counts = model.map((share, at) => share * samples[Math.floor(at / labels)]);
  const fitted = fitPriorStrength(counts, labels, several, flooredRow(mean, 0, labels));
  return { strength: Math.max(fitted, least), mean: Array.from(mean) };
}

/**
 * Samples as the distribution they stand for: (counts + α m) / (K + α), the posterior mean. K zeros of a label are no proof that it
 * has no chance, as the shares alone would have it.
 */
export function smoothedSamples({ model, samples }: SampledRows, prior: SamplePrior | null): Float64Array {
  if (prior === null) return model;
  const labels = prior.mean.length;
  const smoothed = model.slice();
  for (let item = 0; item < samples.length; item++) {
    const count = samples[item];
    if (count === 0) continue;
    for (let c = 0; c < labels; c++) {
      const at = item * labels + c;
      smoothed[at] = (count * model[at] + prior.strength * prior.mean[c]) / (count + prior.strength);
    }
  }
  return smoothed;
}
