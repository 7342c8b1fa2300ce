import { forEachResample, sumOver } from '../bootstrap.ts';
import { intervalOf, meanOf, NO_INTERVAL, varianceOf } from '../intervals.ts';
import { deletedRaters, meansOf, ratersOf } from '../numbers/deleted-raters.ts';
import { figuresOf, ItemMeasures, MEANS, PLACES } from '../numbers/item-measures.ts';
import { numbersOf } from '../numbers/item-numbers.ts';
import { concordance, pairFigures, ResampledPair } from '../numbers/number-figures.ts';
import { noRated, numberStream, type NumberModel, type NumberStudy } from '../numbers/number-study.ts';
import type { RaterSpread } from '../rater-spread.ts';
import type { Interval, NumberAgreementReport, NumberErrorReport, NumberModelReport } from '../report.ts';
import { figure, Section, sectionOf, sectionWithout, type FiguresOf } from '../section.ts';
import { spearmanInterval } from '../spearman-interval.ts';
import { numberPoints } from './number-points.ts';
import { NO_SPREAD, numberSpreadSection } from './number-spread.ts';

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
      : new Section(numberPoints(study, model, given), { '': 'The mean of one number has no interval.' }),
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
    spread: numberSpreadSection(study, model, given),
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
