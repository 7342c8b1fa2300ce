import { percentileInterval } from '../bootstrap.ts';
import type { Row } from '../divergence.ts';
import { NumpyRandom } from './numpy-random.ts';
import { PAPER_SEED } from './paper-folds.ts';

const RESAMPLES = 1000;

/** Central 95% of a statistic over resampled texts. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

/**
 * Percentile interval of the mean over 1,000 resamples of the values with replacement, by the numbers that
 * `RandomState(42).randint` draws.
 */
export function meanInterval(values: Row): Interval {
  return bootstrapInterval(values.length, (places) => {
    let sum = 0;
    for (const place of places) sum += values[place];
    return sum / places.length;
  });
}

/** The same of any statistic of the drawn places; the places are only good until it returns. */
export function bootstrapInterval(size: number, statistic: (places: Uint32Array) => number): Interval {
  const random = new NumpyRandom(PAPER_SEED);
  const places = new Uint32Array(size);
  const drawn = Float64Array.from({ length: RESAMPLES }, () => {
    for (let at = 0; at < size; at++) places[at] = random.upTo(size - 1);
    return statistic(places);
  });
  return percentileInterval(drawn);
}
