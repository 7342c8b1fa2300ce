import type { Votes } from '../../judgments/votes.ts';
import { holm, pairedTests } from '../comparisons.ts';
import { pick } from '../intervals.ts';
import type { CalibrationScore, ComparisonReport, PairedDifference } from '../report.ts';
import { sectionOf, sectionWithout } from '../section.ts';
import type { FiguresOf, Section } from '../section.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { GAP_MEASURES, gapOfItem } from '../item-figures.ts';
import { knownRaters, raterSpreads } from '../rater-spread.ts';
import type { WithoutRater } from '../rater-spread.ts';
import { withoutSquared } from './gap.ts';

const SCORES = ['jsd', 'squared', 'crossEntropy'] as const satisfies readonly CalibrationScore[];
const NONE: PairedDifference = {
  difference: null,
  lo: null,
  hi: null,
  p: null,
  pAdjusted: null,
  over: 'items only',
};

/** Two models, by their places in the study, on the items both answered; p-values are not yet adjusted. */
export function comparison(
  study: QuestionStudy,
  place: number,
  other: number,
): Section<FiguresOf<ComparisonReport>> {
  const names = namesApart(study.models);
  return compare(study, [study.models[place], names[place]], [study.models[other], names[other]]);
}

/** All comparisons of a question with their p-values adjusted over the pairs, score by score. */
export function adjusted(comparisons: readonly ComparisonReport[]): readonly ComparisonReport[] {
  return SCORES.reduce((rows, score) => {
    const ps = holm(rows.flatMap((row) => row[score].p ?? []));
    let place = 0;
    return rows.map((row) =>
      row[score].p === null ? row : { ...row, [score]: { ...row[score], pAdjusted: ps[place++] } },
    );
  }, comparisons);
}

/** What each model is called among the others: its name, with its method where several share the name. */
function namesApart(models: readonly ModelStudy[]): string[] {
  return models.map(({ name, method }) =>
    models.filter((other) => other.name === name).length > 1 ? `${name} (${method})` : name,
  );
}

/** A one-hot answer has the key of its model, which is none of its own. */
function keyOf({ key, reference }: ModelStudy): string | null {
  return reference ? null : key;
}

function compare(
  study: QuestionStudy,
  [a, nameOfA]: readonly [ModelStudy, string],
  [b, nameOfB]: readonly [ModelStudy, string],
): Section<FiguresOf<ComparisonReport>> {
  const items = inBoth(a.items, b.items);
  const squaredItems = inBoth(a.squaredItems, b.squaredItems);
  const none = items.length === 0 ? (study.noGap ?? 'No rated item was answered by both.') : null;
  const noSquared =
    none ??
    (squaredItems.length === 0
      ? (withoutSquared(a) ?? withoutSquared(b) ?? 'No item has two samples of both.')
      : null);
  const why = { jsd: none, squared: noSquared, crossEntropy: none };
  const tested = SCORES.filter((score) => why[score] === null);
  // The squared gap may be over fewer items than the others.
  const together = squaredItems.length === items.length;
  const found = new Map(
    (together ? [tested] : tested.map((score) => [score])).flatMap((scores) =>
      differences(study, a, b, scores, scores[0] === 'squared' ? squaredItems : items),
    ),
  );
  const difference = (score: (typeof SCORES)[number]) =>
    found.get(score) ?? sectionWithout(NONE, why[score] ?? '');
  return sectionOf<FiguresOf<ComparisonReport>>({
    a: nameOfA,
    b: nameOfB,
    annotators: [keyOf(a), keyOf(b)],
    items: items.length,
    jsd: difference('jsd'),
    squared: difference('squared'),
    crossEntropy: difference('crossEntropy'),
  });
}

/** The difference between two models by each of some scores, on the same items and draws. */
function differences<Score extends CalibrationScore>(
  study: QuestionStudy,
  a: ModelStudy,
  b: ModelStudy,
  scores: readonly Score[],
  items: Uint32Array,
): [Score, PairedDifference][] {
  if (scores.length === 0) return [];
  const { resamples, flips } = study.settings;
  const columns = scores.map((score) => {
    const other = pick(b.figures[score], items);
    return pick(a.figures[score], items).map((value, place) => value - other[place]);
  });
  // However many raters are known: what sets two models apart is which labels they lean to, and so it is with raters.
  const spreads = differenceSpreads(study, a, b, scores, items, knownRaters);
  const tests = pairedTests(columns, resamples, flips, stream(study, 'comparison'), spreads);
  return scores.map((score, place) => [score, { ...tests[place], pAdjusted: null }]);
}

function inBoth(some: Uint32Array, others: Uint32Array): Uint32Array {
  if (some === others) return some;
  const both = new Set(others);
  return some.filter((item) => both.has(item));
}

/**
 * What raters add to the mean differences between two models.
 * @param isAllowedFor whether raters are: `null` for all scores where they are not
 */
export function differenceSpreads(
  { annotated: { question, votes } }: QuestionStudy,
  a: Pick<ModelStudy, 'figures'>,
  b: Pick<ModelStudy, 'figures'>,
  scores: readonly CalibrationScore[],
  items: Uint32Array,
  isAllowedFor: (votes: Votes) => boolean,
) {
  const { labels } = a.figures;
  const places = scores.map((score) => GAP_MEASURES.indexOf(score));
  const gaps = [a, b].map(() => new Float64Array(GAP_MEASURES.length));
  const without: WithoutRater = (item, others, out) => {
    const { human, pairProduct, entropy } = others;
    for (const [which, { figures }] of [a, b].entries()) {
      const { model, used, modelProduct, answered } = figures;
      const answer = { model, used, modelProduct: modelProduct[item] };
      if (answered[item] === 0) gaps[which].fill(0);
      else gapOfItem(question, { human, at: 0, pairProduct, entropy }, answer, item * labels, gaps[which]);
    }
    for (const [column, place] of places.entries()) out[column] = gaps[0][place] - gaps[1][place];
  };
  return raterSpreads(votes, labels, items, scores.length, without, isAllowedFor);
}
