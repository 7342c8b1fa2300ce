import { meanOf } from '../intervals.ts';
import type { NumberModel, NumberStudy } from '../numbers/number-study.ts';
import type { NumberPoint } from '../report.ts';

/** Items that are drawn: more lie on one another. */
const MOST_POINTS = 300;
const NORMAL_95 = 1.959963984540054;

/** Items evenly spaced by people's mean, with intervals from the pooled spread within texts. */
export function numberPoints(
  { people }: NumberStudy,
  { side }: NumberModel,
  given: Uint32Array,
): NumberPoint[] {
  const order = [...given].sort((a, b) => people.mean[a] - people.mean[b] || a - b);
  const step = Math.max(1, order.length / MOST_POINTS);
  const drawn = Array.from(
    { length: Math.min(order.length, MOST_POINTS) },
    (_, at) => order[Math.floor(at * step)],
  );
  const pooled = (values: Float64Array) =>
    meanOf(Float64Array.from(given, (item) => values[item]).filter((one) => !Number.isNaN(one)));
  const within = pooled(people.variance);
  const sampled = given.filter((item) => side.meanVariance[item] > 0);
  const ofModel = meanOf(Float64Array.from(sampled, (item) => side.variance[item]));
  return drawn.map((item) => {
    const reach = Number.isNaN(within) ? 0 : NORMAL_95 * Math.sqrt(within / people.raters[item]);
    const samples = side.variance[item] / side.meanVariance[item];
    const modelReach = side.meanVariance[item] > 0 ? NORMAL_95 * Math.sqrt(ofModel / samples) : null;
    const [mean, own] = [people.mean[item], side.mean[item]];
    return {
      people: mean,
      peopleLo: mean - reach,
      peopleHi: mean + reach,
      model: own,
      modelLo: modelReach === null ? null : own - modelReach,
      modelHi: modelReach === null ? null : own + modelReach,
    };
  });
}
