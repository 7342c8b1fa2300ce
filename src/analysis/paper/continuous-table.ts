import { RATING_LEVELS } from './agreement-levels.ts';
import { comparison, groupsOf, type ModelGroup } from './between-models-table.ts';
import { correlation, pearsonTest, spearmanTest } from './correlation-tests.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { numpyMean } from './numpy-sum.ts';
import { pairsOf } from './pairs.ts';
import { bootstrapInterval, meanInterval } from './paper-bootstrap.ts';
import { acrossModels, type RatingAnswers, type RatingsInput } from './paper-input.ts';
import { paperRow, type PaperRow } from './paper-row.ts';
import { pooled } from './pooled.ts';
import { mean } from './summaries.ts';

/** How well a model's mean ratings follow people's, dimension by dimension, and how much its samples of a text vary. */
export function continuousTable(input: RatingsInput): readonly PaperRow[] {
  return input.answers.flatMap((answers) =>
    isWhole(answers)
      ? [...dimensionRows(input, answers, Infinity), ...overallRows(input, answers)]
      : temperatureRows(input, answers),
  );
}

/**
 * The part of {@link continuousTable} that is about single dimensions.
 * @param mostResampled texts beyond which correlations have no intervals, which take long
 */
export function dimensionsTable(input: RatingsInput, mostResampled: number): readonly PaperRow[] {
  return input.answers.flatMap((answers) =>
    isWhole(answers) ? dimensionRows(input, answers, mostResampled) : temperatureRows(input, answers),
  );
}

/** The part of {@link continuousTable} that is about all dimensions together. */
export function overallTable(input: RatingsInput): readonly PaperRow[] {
  return input.answers.filter(isWhole).flatMap((answers) => overallRows(input, answers));
}

function isWhole({ temperature }: RatingAnswers): boolean {
  return temperature === 'all' || temperature === '';
}

/** Models against each other on their absolute errors, the three dimensions pooled. */
export function ratingPairs(
  input: RatingsInput,
  groups: readonly ModelGroup[],
  about: Partial<PaperRow>,
): readonly PaperRow[] {
  const answers = acrossModels(input.answers);
  const models = answers.map((one) => ({ name: one.model, values: pooledErrors(input, one) }));
  const temperature = answers[0]?.temperature ?? '';
  return [...pairsOf(models), ...pairsOf(groupsOf(models, groups))].flatMap(([one, other]) =>
    comparison(one, other, { temperature, ...about }),
  );
}

function dimensionRows(
  input: RatingsInput,
  answers: RatingAnswers,
  mostResampled: number,
): readonly PaperRow[] {
  const row = rowOf(answers);
  return input.dimensions.flatMap((category) => {
    const human = humanMeans(input, answers, category);
    const model = answers.means[category];
    const errors = absoluteErrors(input, answers, category);
    const squared = errors.map((error) => error * error);
    const pearson = pearsonTest(human, model);
    const spearman = spearmanTest(human, model);
    const resampled = (test: (x: Float64Array, y: Float64Array) => number | null) =>
      human.length > mostResampled ? null : correlationInterval(human, model, test);
    const n = human.length;
    if (n === 0) return [];
    const ks = kolmogorovSmirnov(human, model);
    return [
      row({
        category,
        metric: 'pearson',
        value: pearson?.value ?? null,
        p: pearson?.p ?? null,
        n,
        ...resampled(correlation),
      }),
      row({
        category,
        metric: 'spearman',
        value: spearman?.value ?? null,
        p: spearman?.p ?? null,
        n,
        ...resampled((x, y) => spearmanTest(x, y)?.value ?? null),
      }),
      row({ category, metric: 'mae', value: numpyMean(errors), n, ...meanInterval(errors) }),
      row({
        category,
        metric: 'rmse',
        value: Math.sqrt(numpyMean(squared)),
        n,
        ...bootstrapInterval(n, rootMeanOf(squared)),
      }),
      row({ category, metric: 'ks', value: ks.value, p: ks.p, n }),
      row({ category, metric: 'within_text_variance', value: meanVariance(answers, category), n }),
      ...levelRows(input, answers, category),
    ];
  });
}

function overallRows(input: RatingsInput, answers: RatingAnswers): readonly PaperRow[] {
  const row = rowOf(answers);
  const all = pooledErrors(input, answers);
  if (all.length === 0) return [];
  const overall = numpyMean(
    input.dimensions.map((category) => numpyMean(absoluteErrors(input, answers, category))),
  );
  return [row({ metric: 'mae_overall', value: overall, n: answers.places.length, ...meanInterval(all) })];
}

function levelRows(input: RatingsInput, answers: RatingAnswers, category: string): readonly PaperRow[] {
  const row = rowOf(answers);
  const human = humanMeans(input, answers, category);
  return RATING_LEVELS.flatMap((level) => {
    const own = Array.from(answers.places.keys()).filter(
      (at) => input.people.levels[answers.places[at]] === level,
    );
    if (own.length === 0) return [];
    const x = own.map((at) => human[at]);
    const y = own.map((at) => answers.means[category][at]);
    const tested = own.length > 2 ? pearsonTest(x, y) : null;
    const n = own.length;
    return [
      row({
        category,
        level,
        metric: 'mae',
        value: numpyMean(x.map((value, at) => Math.abs(value - y[at]))),
        n,
      }),
      row({ category, level, metric: 'pearson', value: tested?.value ?? null, p: tested?.p ?? null, n }),
    ];
  });
}

function temperatureRows(input: RatingsInput, answers: RatingAnswers): readonly PaperRow[] {
  const row = rowOf(answers);
  const n = answers.places.length;
  return input.dimensions.flatMap((category) => [
    row({ category, metric: 'mae', value: mean(absoluteErrors(input, answers, category)), n }),
    row({ category, metric: 'within_text_variance', value: meanVariance(answers, category), n }),
  ]);
}

function rowOf({ model, temperature }: RatingAnswers) {
  return (given: Pick<PaperRow, 'metric' | 'value'> & Partial<PaperRow>) =>
    paperRow({ table: 'continuous', model, temperature, ...given });
}

function humanMeans({ people }: RatingsInput, { places }: RatingAnswers, dimension: string): Float64Array {
  return Float64Array.from(places, (place) => people.means[dimension][place]);
}

function absoluteErrors(input: RatingsInput, answers: RatingAnswers, dimension: string): Float64Array {
  return humanMeans(input, answers, dimension).map((value, at) =>
    Math.abs(value - answers.means[dimension][at]),
  );
}

function pooledErrors(input: RatingsInput, answers: RatingAnswers): Float64Array {
  return pooled(input.dimensions.map((dimension) => absoluteErrors(input, answers, dimension)));
}

/** Mean over the texts with at least two samples. */
function meanVariance({ variances }: RatingAnswers, dimension: string): number | null {
  return mean(variances[dimension].filter((variance) => !Number.isNaN(variance)));
}

function rootMeanOf(squared: Float64Array): (places: Uint32Array) => number {
  return (places) => {
    let sum = 0;
    for (const place of places) sum += squared[place];
    return Math.sqrt(sum / places.length);
  };
}

/** `null` where a resample leaves a side constant. */
function correlationInterval(
  x: Float64Array,
  y: Float64Array,
  test: (x: Float64Array, y: Float64Array) => number | null,
): { readonly lo: number | null; readonly hi: number | null } {
  const drawnX = new Float64Array(x.length);
  const drawnY = new Float64Array(x.length);
  const { lo, hi } = bootstrapInterval(x.length, (places) => {
    for (let at = 0; at < places.length; at++) {
      drawnX[at] = x[places[at]];
      drawnY[at] = y[places[at]];
    }
    return test(drawnX, drawnY) ?? NaN;
  });
  return Number.isNaN(lo + hi) ? { lo: null, hi: null } : { lo, hi };
}
