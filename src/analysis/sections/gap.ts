import type { LabelledQuestion } from '../../judgments/question.ts';
import { GAP_MEASURES, gapOfItem } from '../item-figures.ts';
import type { GapMeasure, ItemFigures } from '../item-figures.ts';
import { meanIntervals, NO_INTERVAL, pick } from '../intervals.ts';
import { raterSpreads, type WithoutRater } from '../rater-spread.ts';
import type { GapReport, Interval, SeenReport } from '../report.ts';
import { Section, sectionOf, sectionWithout } from '../section.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** Mean gap by every measure, with intervals. */
export function gapSection(study: QuestionStudy, model: ModelStudy): Section<GapReport> {
  const { annotated, settings } = study;
  const { figures, items, squaredItems } = model;
  const none = Object.fromEntries(GAP_MEASURES.map((name) => [name, NO_INTERVAL])) as Record<
    GapMeasure,
    Interval
  >;
  if (items.length === 0)
    return sectionWithout(
      { ...none, squaredItems: 0 },
      study.noGap ?? 'No rated item was answered that the model has not seen in training.',
    );
  const why: Partial<Record<GapMeasure, string>> = {};
  const whyNot = withoutSquared(model);
  if (whyNot !== null) why.squared = whyNot;
  if (annotated.question.kind === 'categorical')
    why.emd = 'Labels without an order have no distance from one another.';
  const found = { ...none };
  // The squared gap may be over fewer items than the others.
  for (const [names, over] of [
    [GAP_MEASURES.filter((name) => name !== 'squared' && why[name] === undefined), items],
    [why.squared === undefined ? (['squared'] as const) : [], squaredItems],
  ] as const) {
    if (names.length === 0) continue;
    const columns = Object.fromEntries(names.map((name) => [name, pick(figures[name], over)]));
    const spreads = gapSpreads(study, model, names, over);
    Object.assign(found, meanIntervals(columns, settings.resamples, stream(study, 'bootstrap'), spreads));
  }
  return new Section({ ...found, squaredItems: squaredItems.length }, why);
}

/** What few raters add to the means of a model's gap over `items`; `null` if they are many or unknown. */
export function gapSpreads<Name extends GapMeasure>(
  { annotated: { question, votes } }: QuestionStudy,
  { figures }: Pick<ModelStudy, 'figures'>,
  names: readonly Name[],
  items: Uint32Array,
) {
  const spreads = raterSpreads(
    votes,
    figures.labels,
    items,
    names.length,
    gapWithout(question, figures, names),
  );
  return (
    spreads &&
    (Object.fromEntries(names.map((name, column) => [name, spreads[column]])) as Record<
      Name,
      (typeof spreads)[number]
    >)
  );
}

/** A model's gap by some measures without one of an item's raters. */
export function gapWithout(
  question: LabelledQuestion,
  { labels, answered, model, used, modelProduct }: ItemFigures,
  names: readonly GapMeasure[],
): WithoutRater {
  const places = names.map((name) => GAP_MEASURES.indexOf(name));
  const gap = new Float64Array(GAP_MEASURES.length);
  return (item, { human, pairProduct, entropy }, out) => {
    // A failed answer's score is the marginal's or the model's mean, which no rater of the item moves.
    if (answered[item] === 0) return void out.fill(0);
    const answer = { model, used, modelProduct: modelProduct[item] };
    gapOfItem(question, { human, at: 0, pairProduct, entropy }, answer, item * labels, gap);
    for (const [column, place] of places.entries()) out[column] = gap[place];
  };
}

/** Why the unbiased squared gap and disagreement have no value, which need two of a kind; `null` if they have. */
export function withoutSquared({ items, pairItems, squaredItems }: ModelStudy): string | null {
  if (squaredItems.length > 0 || items.length === 0) return null;
  return pairItems.length === 0
    ? 'It needs two raters of an item, and every item has one.'
    : 'It needs two samples of an item, and every answered item has one.';
}

/** Rated items the model was trained on, by themselves. */
export function seenSection(study: QuestionStudy, model: ModelStudy): Section<SeenReport> {
  const { figures, declaredSeen } = model;
  const declared = declaredSeen ? { declared: declaredSeen } : {};
  const items = study.rated.filter((item) => figures.answered[item] === 1 && figures.seen[item] === 1);
  if (items.length === 0) {
    const why = study.noGap ?? 'No rated item was in this model’s training data.';
    return sectionOf<SeenReport>({ items: 0, jsd: sectionWithout(NO_INTERVAL, why), ...declared });
  }
  const { jsd } = meanIntervals(
    { jsd: pick(figures.jsd, items) },
    study.settings.resamples,
    stream(study, 'seen'),
    gapSpreads(study, model, ['jsd'], items),
  );
  return new Section({ items: items.length, jsd, ...declared });
}
