import { forEachResample, sumOver } from '../bootstrap.ts';
import { intervalOf, meanOf, NO_INTERVAL } from '../intervals.ts';
import { spearman } from '../correlation.ts';
import { deletedRaters, type ItemMeans } from '../numbers/deleted-raters.ts';
import { numbersOf } from '../numbers/item-numbers.ts';
import { numberStream, type NumberModel, type NumberStudy } from '../numbers/number-study.ts';
import type { NumberSpreadReport } from '../report.ts';
import { sectionOf, sectionWithout, type Section } from '../section.ts';
import { spearmanInterval } from '../spearman-interval.ts';

/** Where a model's spread cannot be compared. */
export const NO_SPREAD: NumberSpreadReport = {
  items: 0,
  people: null,
  model: null,
  difference: NO_INTERVAL,
  spearman: NO_INTERVAL,
};

/** How widely the model's answers to a text are spread beside people's. */
export function numberSpreadSection(
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
