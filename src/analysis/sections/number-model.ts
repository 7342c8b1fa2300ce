import { forEachResample, sumOver } from '../bootstrap.ts';
import { intervalOf, meanOf, NO_INTERVAL, varianceOf } from '../intervals.ts';
import { spearman } from '../correlation.ts';
import { deletedRaters, meansOf, ratersOf, type ItemMeans } from '../numbers/deleted-raters.ts';
import { numbersOf } from '../numbers/item-numbers.ts';
import { concordance, pairFigures, ResampledPair } from '../numbers/number-figures.ts';
import { noRated, numberStream, type NumberModel, type NumberStudy } from '../numbers/number-study.ts';
import type { RaterSpread } from '../rater-spread.ts';
import type {
  Interval,
  NumberAgreementReport,
  NumberErrorReport,
  NumberModelReport,
  NumberPoint,
  NumberSpreadReport,
} from '../report.ts';
import { figure, Section, sectionOf, sectionWithout, type FiguresOf } from '../section.ts';
import { spearmanInterval } from '../spearman-interval.ts';

/** Items that are drawn: more lie on one another. */
const MOST_POINTS = 300;
const NORMAL_95 = 1.959963984540054;

const NO_ERRORS: NumberErrorReport = {
  mae: NO_INTERVAL,
  rmse: NO_INTERVAL,
  bias: NO_INTERVAL,
  residualSd: null,
  crps: NO_INTERVAL,
  squared: NO_INTERVAL,
};
const NO_AGREEMENT: NumberAgreementReport = {
  pearson: NO_INTERVAL,
  spearman: NO_INTERVAL,
  concordance: NO_INTERVAL,
};
const NO_SPREAD: NumberSpreadReport = {
  items: 0,
  people: null,
  model: null,
  difference: NO_INTERVAL,
  spearman: NO_INTERVAL,
};

/** What a model's numbers are beside people's. */
export function numberModelSection(
  study: NumberStudy,
  model: NumberModel,
): Section<FiguresOf<NumberModelReport>> {
  const { name, method, reference, key, coverage, items, form, declaredSeen, side } = model;
  const given = items.filter((item) => !Number.isNaN(side.mean[item]));
  const values = Float64Array.from(given, (item) => side.mean[item]);
  const none = study.rated.length === 0 ? noRated(study) : 'No rated text was answered that it has not seen.';
  return sectionOf<FiguresOf<NumberModelReport>>({
    model: name,
    method,
    reference,
    ...(key === null ? {} : { annotator: key }),
    coverage: coverage.share,
    failed: coverage.failed,
    missing: coverage.missing,
    items: items.length,
    seen: {
      items: study.rated.filter((item) => model.seen[item] === 1 && !Number.isNaN(side.mean[item])).length,
      ...(declaredSeen && { declared: declaredSeen }),
    },
    form,
    mean: figure(meanOf(values), none),
    sd: figure(values.length > 1 ? Math.sqrt(varianceOf(values)) : NaN, none),
    ...comparedWithPeople(study, model, given, none),
    points: reference
      ? []
      : new Section(pointsOf(study, model, given), { '': 'The mean of one number has no interval.' }),
  });
}

type Compared = Pick<NumberModelReport, 'agreement' | 'error' | 'spread'>;

function comparedWithPeople(
  study: NumberStudy,
  model: NumberModel,
  given: Uint32Array,
  none: string,
): { [Name in keyof Compared]-?: Section<NonNullable<Compared[Name]>> } {
  const { items, side } = model;
  if (given.length === 0)
    return {
      agreement: sectionWithout(NO_AGREEMENT, none),
      error: sectionWithout(NO_ERRORS, none),
      spread: sectionWithout(NO_SPREAD, none),
    };
  const { votes } = study.annotated;
  const numbers = numbersOf(votes);
  const scores = new Float64Array(numbers.length);
  for (const item of given)
    for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++)
      scores[vote] = side.crps(item, numbers[vote]);
  const columns = [numbers, numbers.map((value) => value * value), scores];
  const measures = new ItemMeasures(model, items);
  const base = meansOf(votes, items, columns);
  const counts = ratersOf(votes, items);
  const of = measures.settle(base, counts);
  const random = numberStream(study, 'bootstrap');
  const spreads = isRaters(study)
    ? deletedRaters(
        votes,
        items,
        columns,
        (means, raters) => figuresOf(measures.at(means, raters)),
        numberStream(study, 'signs'),
      )
    : null;
  const spread = (at: number): RaterSpread | null => spreads?.[at] ?? null;

  const pair = new ResampledPair(of.people, of.model);
  const resampled = MEANS.map(() => new Float64Array(study.settings.resamples));
  forEachResample(items.length, study.settings.resamples, random.copy(), (drawn, resample) => {
    pair.add(drawn);
    for (const [at, name] of MEANS.entries())
      resampled[at][resample] = sumOver(drawn, of[name]) / items.length;
  });
  const [ofPearson, ofLin] = [pairFigures(of.people, of.model).pearson, concordance(of.people, of.model)];
  const correlated = (value: number | null, all: readonly number[], at: number): Interval =>
    value === null || all.length === 0
      ? NO_INTERVAL
      : clipped(intervalOf(value, Float64Array.from(all), spread(at)));
  const constant = model.reference
    ? 'It says nearly the same of every text.'
    : 'Either side says the same of every text, or there are fewer than two.';
  const rank = model.reference
    ? null
    : spearmanInterval(
        [[of.people, of.model]],
        study.settings.resamples,
        random.copy(),
        spread(PLACES.spearman),
      );
  const isConstant = model.reference || ofPearson === null;
  const unbiased = counts.every((n) => n > 1)
    ? null
    : 'It needs two raters of each text: of one number nobody knows how far raters differ.';
  const mean = (name: (typeof MEANS)[number]): Interval =>
    intervalOf(meanOf(of[name]), resampled[MEANS.indexOf(name)], spread(PLACES[name]));
  const residuals = Float64Array.from(of.difference).filter((_, place) => !measures.failed[place]);
  return {
    agreement: new Section<NumberAgreementReport>(
      {
        pearson: isConstant ? NO_INTERVAL : correlated(ofPearson, pair.pearson, PLACES.pearson),
        spearman: rank ?? NO_INTERVAL,
        concordance: model.reference ? NO_INTERVAL : correlated(ofLin, pair.concordance, PLACES.concordance),
      },
      reasonsFor(
        {
          pearson: isConstant,
          spearman: rank === null,
          concordance: model.reference || ofLin === null,
        },
        constant,
      ),
    ),
    error: sectionOf<NumberErrorReport>({
      mae: mean('absolute'),
      rmse: rootInterval(of.square, resampled[MEANS.indexOf('square')], spread(PLACES.rmse)),
      bias: mean('difference'),
      residualSd: figure(
        residuals.length > 1 ? Math.sqrt(varianceOf(residuals)) : NaN,
        'It needs two texts with an answer.',
      ),
      crps: mean('crps'),
      squared: unbiased === null ? mean('squared') : sectionWithout(NO_INTERVAL, unbiased),
    }),
    spread: spreadSection(study, model, given),
  };
}

function isRaters({ annotated }: NumberStudy): boolean {
  return annotated.origin === 'raters';
}

function reasonsFor(missing: Readonly<Record<string, boolean>>, why: string): Record<string, string> {
  return Object.fromEntries(Object.entries(missing).flatMap(([name, yes]) => (yes ? [[name, why]] : [])));
}

/** Correlations stay within -1 and 1, however wide. */
function clipped({ lo, hi, ...rest }: Interval): Interval {
  return { ...rest, lo: Math.max(lo!, -1), hi: Math.min(hi!, 1) };
}

function rootInterval(column: Float64Array, squares: Float64Array, spread: RaterSpread | null): Interval {
  const interval = intervalOf(Math.sqrt(meanOf(column)), squares.map(Math.sqrt), spread);
  return { ...interval, lo: Math.max(interval.lo!, 0) };
}

/** Measures of an item whose mean is a figure. */
const MEANS = ['absolute', 'square', 'difference', 'crps', 'squared'] as const;
type Measure = (typeof MEANS)[number];
/** Places of the figures in what {@link figuresOf} gives. */
const PLACES = {
  absolute: 0,
  square: 1,
  difference: 2,
  crps: 3,
  squared: 4,
  rmse: 5,
  pearson: 6,
  concordance: 7,
  spearman: 8,
} as const;

interface Measured extends Readonly<Record<Measure, Float64Array>> {
  readonly people: Float64Array;
  readonly model: Float64Array;
}

function figuresOf(of: Measured): number[] {
  const means = MEANS.map((name) => meanOf(of[name]));
  return [
    ...means,
    Math.sqrt(means[1]),
    pairFigures(of.people, of.model).pearson ?? NaN,
    concordance(of.people, of.model) ?? NaN,
    spearman(of.people, of.model) ?? NaN,
  ];
}

/**
 * The measures of each item from means over its raters: of the number, of its square, and of the model's score. A failed answer
 * is never an advantage: where the model is correlated it says the mean of people's means, and each measure is the greater of
 * that answer's and of the model's own mean. The bias is over what it answered.
 */
class ItemMeasures {
  /** 1 where the item was not answered. */
  readonly failed: Uint8Array;
  readonly #model: Float64Array;
  readonly #sampling: Float64Array;
  /** What failed answers count as by each measure, at the least. */
  readonly #ofFailed = new Map<Measure, number>();
  #settled: Measured | null = null;

  constructor({ side }: NumberModel, items: Uint32Array) {
    this.#model = Float64Array.from(items, (item) => side.mean[item]);
    this.failed = Uint8Array.from(this.#model, (mean) => (Number.isNaN(mean) ? 1 : 0));
    this.#sampling = Float64Array.from(items, (item) => side.meanVariance[item]);
  }

  /** The measures of all raters' means, by which it is settled what failed answers count as. */
  settle(base: ItemMeans, raters: Float64Array): Measured {
    if (this.failed.includes(1)) {
      const middle = meanOf(base[0]);
      for (const [place, yes] of this.failed.entries()) if (yes) this.#model[place] = middle;
      const of = this.at(base, raters);
      for (const name of MEANS)
        this.#ofFailed.set(name, meanOf(of[name].filter((_, place) => !this.failed[place])));
    }
    return (this.#settled = this.at(base, raters));
  }

  at([people, square, score]: ItemMeans, raters: Float64Array): Measured {
    const model = this.#model;
    const difference = model.map((value, at) => value - people[at]);
    const squared = difference.map((value, at) => {
      const n = raters[at];
      // Without the one of two raters nothing is known of how far they differ: it stays as it is.
      if (n < 2) return this.#settled?.squared[at] ?? NaN;
      const variance = (Math.max(square[at] - people[at] ** 2, 0) * n) / (n - 1);
      return value * value - variance / n - this.#sampling[at];
    });
    const measured = {
      absolute: difference.map(Math.abs),
      square: difference.map((value) => value * value),
      difference: difference.slice(),
      crps: score.slice(),
      squared,
    };
    for (const [place, yes] of this.failed.entries()) if (yes) this.#fill(measured, place);
    return { ...measured, people, model };
  }

  #fill(measured: Record<Measure, Float64Array>, place: number): void {
    // The score of a number is its distance.
    measured.crps[place] = measured.absolute[place];
    for (const [name, own] of this.#ofFailed)
      measured[name][place] = name === 'difference' ? own : Math.max(measured[name][place], own);
  }
}

/** How widely the model's answers to a text are spread beside people's. */
function spreadSection(
  study: NumberStudy,
  { side, form, reference }: NumberModel,
  given: Uint32Array,
): Section<NumberSpreadReport> {
  const { people, settings } = study;
  const items = given.filter(
    (item) => !Number.isNaN(side.variance[item]) && !Number.isNaN(people.variance[item]),
  );
  if (items.length === 0)
    return sectionWithout(
      NO_SPREAD,
      reference
        ? 'It says the same of every text.'
        : form === 'one number'
          ? 'The model gives one number for each text: it has no spread.'
          : 'No text has both two raters and two samples or a stated spread.',
    );
  const ofPeople = Float64Array.from(items, (item) => people.variance[item]);
  const ofModel = Float64Array.from(items, (item) => side.variance[item]);
  const difference = ofModel.map((value, at) => value - ofPeople[at]);
  const random = numberStream(study, 'spread');
  const resampled = new Float64Array(settings.resamples);
  forEachResample(items.length, settings.resamples, random.copy(), (drawn, resample) => {
    resampled[resample] = sumOver(drawn, difference) / items.length;
  });
  const { votes } = study.annotated;
  const numbers = numbersOf(votes);
  const variances = ([mean, square]: ItemMeans, raters: Float64Array) =>
    square.map((value, at) =>
      raters[at] < 2 ? ofPeople[at] : (Math.max(value - mean[at] ** 2, 0) * raters[at]) / (raters[at] - 1),
    );
  const sdOfModel = ofModel.map(Math.sqrt);
  const spreads = deletedRaters(
    votes,
    items,
    [numbers, numbers.map((value) => value * value)],
    (means, raters) => {
      const own = variances(means, raters);
      return [meanOf(own), spearman(own.map(Math.sqrt), sdOfModel) ?? NaN];
    },
    numberStream(study, 'signs'),
  );
  const rank = spearmanInterval(
    [[ofPeople.map(Math.sqrt), sdOfModel]],
    settings.resamples,
    random.copy(),
    spreads?.[1] ?? null,
  );
  return sectionOf<NumberSpreadReport>({
    items: items.length,
    people: meanOf(ofPeople),
    model: meanOf(ofModel),
    difference: intervalOf(meanOf(difference), resampled, spreads?.[0] ?? null),
    spearman:
      rank ?? sectionWithout(NO_INTERVAL, 'Either side is spread alike on every text, or there are too few.'),
  });
}

/** Items evenly spaced by people's mean, with intervals from the pooled spread within texts. */
function pointsOf({ people }: NumberStudy, { side }: NumberModel, given: Uint32Array): NumberPoint[] {
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

/** A model's answers to a question that nobody was asked. */
export function numberModelAlone(
  words: Pick<
    NumberModelReport,
    'model' | 'method' | 'annotator' | 'coverage' | 'failed' | 'missing' | 'form'
  >,
  seen: number,
  means: Float64Array,
): Section<FiguresOf<NumberModelReport>> {
  const none = 'Nobody has judged these texts.';
  const given = means.filter((one) => !Number.isNaN(one));
  return sectionOf<FiguresOf<NumberModelReport>>({
    ...words,
    reference: false,
    items: 0,
    seen: { items: seen },
    ...figuresTogetherOf(given),
    agreement: sectionWithout(NO_AGREEMENT, none),
    error: sectionWithout(NO_ERRORS, none),
    spread: sectionWithout(NO_SPREAD, none),
    points: [],
  });
}

function figuresTogetherOf(given: Float64Array) {
  const none = 'No text was answered.';
  return {
    mean: figure(meanOf(given), none),
    sd: figure(given.length > 1 ? Math.sqrt(varianceOf(given)) : NaN, 'It needs two texts with an answer.'),
  };
}
