import { min } from 'd3';
import { ratersPerItem } from '../../judgments/votes.ts';
import type { ScaleStudy } from '../scale-groups.ts';
import type { QuestionStudy } from '../study.ts';
import { ratingLevel, type RatingLevel } from './agreement-levels.ts';
import { paperModels } from './paper-models.ts';
import { DIMENSIONS, type RatingAnswers, type RatingsInput } from './paper-input.ts';
import { answeredPlaces, judgedInOrder, sidesOf } from './study-labels.ts';

/** The range of the paper's scale, in which the lines between its levels are drawn. */
const PAPER_RANGE = 4;

/** People's ratings of texts that were rated on all of a group's scales. */
interface RatedTexts {
  readonly items: readonly number[];
  readonly levels: readonly RatingLevel[];
  /** Mean rating of each of the items, by scale. */
  readonly means: readonly Float64Array[];
}

/** What the paper's tables call a scale: V, A or D, or its own name. */
export function dimensionName({ annotated: { question } }: QuestionStudy): string {
  const name = question.name.trim().toLowerCase();
  return (
    DIMENSIONS.find((one) => name === { V: 'valence', A: 'arousal', D: 'dominance' }[one]) ?? question.name
  );
}

/**
 * The judgments of scales that were asked together as what the paper's table of ratings is computed from. A text counts where people
 * rated it on all of them, and a model's answer where it rated all that are wanted.
 * @param group the scales by which texts have their agreement level
 * @param wanted the scales that tables are about, some or all of the group
 * @param models names of models as in {@link paperModels}, `null` for all
 */
export function studyRatings(
  group: readonly ScaleStudy[],
  wanted: readonly ScaleStudy[],
  models: readonly string[] | null,
): RatingsInput {
  const { items, levels, means } = ratedTexts(group);
  const dimensions = wanted.map(dimensionName);
  const byDimension = (columns: readonly Float64Array[]) =>
    Object.fromEntries(dimensions.map((name, at) => [name, columns[at]]));
  const named = wanted.map((study) => paperModels(study.models));
  const names = [...new Set(named.flatMap((own) => own.map(({ name }) => name)))];
  return {
    dimensions,
    people: {
      ids: items.map((item) => group[0].ids[item]),
      means: byDimension(wanted.map((study) => means[group.indexOf(study)])),
      levels,
    },
    answers: names
      .filter((name) => models === null || models.includes(name))
      .flatMap((name) => {
        const own = named.map((all) => all.find((one) => one.name === name)?.study);
        if (own.some((study) => study === undefined)) return [];
        return answersOf(
          name,
          wanted,
          own.map((study) => sidesOf(study!)),
          items,
        );
      })
      .filter(({ places }) => places.length > 0),
  };

  function answersOf(
    model: string,
    studies: readonly ScaleStudy[],
    sides: readonly ReturnType<typeof sidesOf>[],
    rated: readonly number[],
  ): readonly RatingAnswers[] {
    return sides[0].flatMap(({ temperature }) => {
      const own = sides.map((all) => all.find((one) => one.temperature === temperature)?.side);
      if (own.some((side) => side === undefined)) return [];
      const answered = own.map((side) => new Set(answeredPlaces(side!, rated)));
      const places = Uint32Array.from(
        [...answered[0]].filter((place) => answered.every((those) => those.has(place))),
      );
      const spreads = own.map((side, at) =>
        Array.from(places, (place) => spreadOf(side!, rated[place], studies[at].annotated.question.points)),
      );
      return [
        {
          model,
          temperature,
          places,
          means: byDimension(spreads.map((all) => Float64Array.from(all, ({ mean }) => mean))),
          variances: byDimension(spreads.map((all) => Float64Array.from(all, ({ variance }) => variance))),
        },
      ];
    });
  }
}

function ratedTexts(group: readonly ScaleStudy[]): RatedTexts {
  const counts = group.map(({ annotated: { votes } }) => ratersPerItem(votes));
  const everywhere = counts[0].map((_, item) => min(counts, (own) => own[item])!);
  const items = judgedInOrder(group[0].ids, everywhere);
  const spreads = group.map(({ annotated: { question, votes } }) =>
    items.map((item) => {
      const values: number[] = [];
      for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
        const own = votes.labels.subarray(votes.labelStart[vote], votes.labelStart[vote + 1]);
        values.push(own.reduce((sum, label) => sum + question.points[label], 0) / own.length);
      }
      return {
        range: question.points[question.points.length - 1] - question.points[0],
        ...momentsOf(values),
      };
    }),
  );
  return {
    items,
    // One rater has no spread, and the paper takes it as none.
    levels: items.map((_, place) =>
      ratingLevel(
        spreads.reduce((sum, own) => {
          const { range, variance } = own[place];
          return sum + ((Number.isNaN(variance) ? 0 : Math.sqrt(variance)) * PAPER_RANGE) / range;
        }, 0) / spreads.length,
      ),
    ),
    means: spreads.map((own) => Float64Array.from(own, ({ mean }) => mean)),
  };
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: values.length < 2 ? NaN : squares / (values.length - 1) };
}

/** Mean of an item's answer in scale units, and the variance over its samples (n - 1); NaN of fewer than two, or where it was not sampled. */
function spreadOf(
  { model, samples }: ReturnType<typeof sidesOf>[number]['side'],
  item: number,
  points: readonly number[],
): { readonly mean: number; readonly variance: number } {
  const size = points.length;
  const row = model.subarray(item * size, (item + 1) * size);
  const mean = row.reduce((sum, share, at) => sum + share * points[at], 0);
  const squares = row.reduce((sum, share, at) => sum + share * (points[at] - mean) ** 2, 0);
  const count = samples[item];
  return { mean, variance: count < 2 ? NaN : (squares * count) / (count - 1) };
}
