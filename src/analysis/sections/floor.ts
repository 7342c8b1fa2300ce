import { exactFloor, exactLowPValue, exactPValue } from '../exact-floor.ts';
import { meanOf, pick } from '../intervals.ts';
import { KeptForItems } from '../kept-for-items.ts';
import { peopleFloor, splitPeople } from '../people-floor.ts';
import type { PeopleSplits } from '../people-floor.ts';
import { drawSpread } from '../rater-spread.ts';
import type { FloorReport, UncertaintyReport } from '../report.ts';
import { figure, sectionOf, sectionWithout } from '../section.ts';
import type { Section } from '../section.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { gapSpreads, withoutSquared } from './gap.ts';

/** What the gap would be between people and people, and if the model were exactly right. */
export interface Floors {
  readonly floor: FloorReport;
  /** The uncertainty figures of an exactly right model. */
  readonly uncertainty: Required<Pick<UncertaintyReport, 'ifExact'>>;
}

/** Draws where more raters are asked by a rule; p is then no smaller than 0.005. */
const MOST_RULED_DRAWS = 200;

export const NO_FLOOR: FloorReport = {
  humanHuman: null,
  modelGroup: null,
  exact: null,
  excess: null,
  p: null,
  pLow: null,
  over: 'items only',
};

const keptSplits = new KeptForItems<PeopleSplits>();

export function floorSection(study: QuestionStudy, model: ModelStudy): Section<Floors> {
  const { annotated, settings, people } = study;
  const items = model.pairItems;
  if (items.length === 0) {
    const why = study.noGap ?? 'No answered item has two raters.';
    const ifExact = sectionWithout({ spearman: null, entropyDifference: null }, why);
    return sectionOf<Floors>({
      floor: sectionWithout(NO_FLOOR, why),
      uncertainty: sectionOf<Floors['uncertainty']>({ ifExact }),
    });
  }
  const { figures } = model;
  const splits = keptSplits.get(items, () =>
    splitPeople(annotated.votes, people.labels, items, settings.groupDraws, stream(study, 'people floor')),
  );
  const rule = annotated.moreRaters ?? null;
  const exact = exactFloor(
    annotated.votes,
    figures,
    items,
    // Asking anew in every draw takes several times as long.
    rule ? Math.min(settings.exactDraws, MOST_RULED_DRAWS) : settings.exactDraws,
    stream(study, 'exact floor'),
    rule,
  );
  const withoutD = withoutSquared(model);
  const observed = meanOf(pick(figures.squared, model.squaredItems));
  const spread =
    withoutD === null ? gapSpreads(study, model, ['squared'], model.squaredItems)?.squared : null;
  // Few raters lean to the same labels on every item, of which draws for each item by itself know nothing.
  const habits = stream(study, 'habits');
  const drawn = spread ? exact.squared.map((value) => value + drawSpread(spread, habits)) : exact.squared;
  const ifExact = sectionOf<Floors['uncertainty']['ifExact']>({
    spearman: figure(
      exact.spearman,
      'The entropies of an exactly right model would be the same for every item.',
    ),
    entropyDifference: figure(
      figures.labels < 2 ? null : exact.entropyDifference / Math.log2(figures.labels),
      'With one label there is nothing to be unsure of.',
    ),
  });
  return sectionOf<Floors>({
    floor: sectionOf<FloorReport>({
      ...peopleFloor(splits, figures, items),
      exact: exact.jsd,
      excess: meanOf(pick(figures.jsd, items)) - exact.jsd,
      p: figure(withoutD === null ? exactPValue(observed, drawn) : null, withoutD ?? ''),
      pLow: figure(withoutD === null ? exactLowPValue(observed, exact.squared) : null, withoutD ?? ''),
      over: spread ? 'items and raters' : 'items only',
    }),
    uncertainty: sectionOf<Floors['uncertainty']>({ ifExact }),
  });
}
