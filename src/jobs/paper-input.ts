import { labelLevel, ratingLevel, LABEL_LEVELS, RATING_LEVELS } from '../analysis/paper/agreement-levels.ts';
import { ascendingIds } from '../analysis/paper/ascending-ids.ts';
import {
  DIMENSIONS,
  type LabelsInput,
  type PaperInput,
  type RaterFlags,
  type RatingsInput,
} from '../analysis/paper/paper-input.ts';
import { peopleEntropyBits } from '../analysis/paper/text-measures.ts';
import type { PaperFiles, Triple } from '../readers/paper/paper-files.ts';

/** What is left of a model's answers, by how many texts nobody judged. */
interface Unjudged {
  readonly model: string;
  readonly texts: number;
}

/** The paper's files as what its protocol is computed from: texts ascending by id, models and temperatures in order. */
export function paperInput(files: PaperFiles): PaperInput {
  return {
    labels: files.labelled.size === 0 ? null : labelsInput(files),
    ratings: files.rated.size === 0 ? null : ratingsInput(files),
  };
}

/** Models with answers for texts that no file of people is about; those answers are left out. */
export function unjudgedTexts({
  labelled,
  rated,
  labelAnswers,
  ratingAnswers,
}: PaperFiles): readonly Unjudged[] {
  const answers = [
    ...labelAnswers.map(({ model, rates }) => ({ model, ids: [...rates.keys()], judged: labelled })),
    ...ratingAnswers.map(({ model, ratings }) => ({ model, ids: [...ratings.keys()], judged: rated })),
  ];
  const models = [...new Set(answers.map(({ model }) => model))];
  return models
    .map((model) => {
      const own = answers.filter((one) => one.model === model);
      const ids = new Set(own.flatMap(({ ids: all, judged }) => all.filter((id) => !judged.has(id))));
      return { model, texts: ids.size };
    })
    .filter(({ texts }) => texts > 0);
}

function labelsInput(files: PaperFiles): LabelsInput {
  const { labels, labelled, flags } = files;
  const size = labels.length;
  const ids = ascendingIds(labelled.keys(), files.idsAreNumbers);
  const placeOf = placesOf(ids);
  const rates = new Float64Array(ids.length * size);
  for (const [place, id] of ids.entries()) rates.set(labelled.get(id)!.rates, place * size);
  const people = ids.map((id) => labelled.get(id)!);
  return {
    labels,
    people: {
      ids,
      rates,
      levels: people.map(
        ({ level, raters }, place) =>
          LABEL_LEVELS.find((one) => one === level) ?? labelLevel(rates, place * size, size, raters),
      ),
      entropies: Float64Array.from(
        people,
        ({ entropy }, place) => entropy ?? peopleEntropyBits(rates, place * size, size),
      ),
      texts: ids.map((id) => files.texts.get(id) ?? null),
    },
    answers: files.labelAnswers
      .map(({ model, temperature, rates: own }) => {
        const judged = judgedIds(own.keys(), placeOf);
        const table = new Float64Array(judged.length * size);
        for (const [row, id] of judged.entries()) table.set(own.get(id)!, row * size);
        return {
          model,
          temperature,
          places: Uint32Array.from(judged, (id) => placeOf.get(id)!),
          rates: table,
        };
      })
      .filter(({ places }) => places.length > 0)
      .sort(byModelAndTemperature),
    raters:
      flags.size === 0 ? null : raterFlags(ascendingIds(flags.keys(), files.idsAreNumbers), flags, size),
  };
}

function raterFlags(
  ids: readonly string[],
  given: ReadonlyMap<string, readonly Uint8Array[]>,
  size: number,
): RaterFlags {
  const starts = new Uint32Array(ids.length + 1);
  for (const [place, id] of ids.entries()) starts[place + 1] = starts[place] + given.get(id)!.length;
  const flags = new Uint8Array(starts[ids.length] * size);
  for (const [place, id] of ids.entries())
    for (const [rater, own] of given.get(id)!.entries()) flags.set(own, (starts[place] + rater) * size);
  return { starts, flags };
}

function ratingsInput(files: PaperFiles): RatingsInput {
  const ids = ascendingIds(files.rated.keys(), files.idsAreNumbers);
  const placeOf = placesOf(ids);
  const people = ids.map((id) => files.rated.get(id)!);
  return {
    dimensions: DIMENSIONS,
    people: {
      ids,
      means: byDimension(people.map(({ means }) => means)),
      levels: people.map(
        ({ level, deviation }) => RATING_LEVELS.find((one) => one === level) ?? ratingLevel(deviation),
      ),
    },
    answers: files.ratingAnswers
      .map(({ model, temperature, ratings }) => {
        const judged = judgedIds(ratings.keys(), placeOf);
        const own = judged.map((id) => ratings.get(id)!);
        return {
          model,
          temperature,
          places: Uint32Array.from(judged, (id) => placeOf.get(id)!),
          means: byDimension(own.map(({ means }) => means)),
          variances: byDimension(own.map(({ variances }) => variances)),
        };
      })
      .filter(({ places }) => places.length > 0)
      .sort(byModelAndTemperature),
  };
}

function byDimension(triples: readonly Triple[]): Readonly<Record<string, Float64Array>> {
  const [V, A, D] = DIMENSIONS.map((_, at) => Float64Array.from(triples, (triple) => triple[at]));
  return { V, A, D };
}

function placesOf(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id, place) => [id, place]));
}

/** The ids that people judged, in the order of their places. */
function judgedIds(ids: Iterable<string>, placeOf: ReadonlyMap<string, number>): readonly string[] {
  return [...ids].filter((id) => placeOf.has(id)).sort((a, b) => placeOf.get(a)! - placeOf.get(b)!);
}

type Asked = { readonly model: string; readonly temperature: string };

/** Models by name; of one model the temperatures from low to high, then all together. */
function byModelAndTemperature(a: Asked, b: Asked): number {
  if (a.model !== b.model) return a.model < b.model ? -1 : 1;
  return temperaturePlace(a.temperature) - temperaturePlace(b.temperature);
}

function temperaturePlace(temperature: string): number {
  const value = temperature === '' ? NaN : Number(temperature);
  return Number.isNaN(value) ? Number.MAX_VALUE : value;
}
