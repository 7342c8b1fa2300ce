import { exactFloor } from '../exact-floor.ts';
import { halfAgreement, halfOf, type HalfAgreement } from '../half-agreement.ts';
import { halfSpreads, type HalfSpread } from '../half-spreads.ts';
import { meanIntervals, NO_INTERVAL } from '../intervals.ts';
import type { HalfFigures, HalvesReport } from '../report.ts';
import { figure, reasonsUnder, Section, sectionOf, sectionWithout } from '../section.ts';
import type { FiguresOf } from '../section.ts';
import { spearmanInterval } from '../spearman-interval.ts';
import { isWhole, stream } from '../study.ts';
import type { QuestionStudy } from '../study.ts';

/** Most random splits of an item's raters. Fifty leave an error of the split that is small beside that of the items. */
const MOST_SPLITS = 50;
/** Fewest, however many items there are: the more items, the less a split matters. */
const FEWEST_SPLITS = 4;
/** Items times splits; bounds the time that the intervals take. */
const SPLIT_ITEMS = 100_000;

/** Labels and uncertainty of people and of every model, held against the same half of the raters on the same items. */
export function halvesSection(study: QuestionStudy): Section<FiguresOf<HalvesReport>> {
  const { annotated, people } = study;
  const models = study.models.filter((one) => isWhole(one) && (!one.reference || one.key === null));
  const asked = models.map(({ pairItems }) => new Set(pairItems));
  const items = study.rated.filter(
    (item) => people.raters[item] >= 2 && asked.every((some) => some.has(item)),
  );
  const named = models.map(({ name, method, reference, key }) => ({
    model: name,
    method,
    reference,
    ...(key === null ? {} : { annotator: key }),
  }));
  if (items.length === 0) {
    const none = { top1: NO_INTERVAL, spearman: NO_INTERVAL };
    const reason = study.noGap ?? 'No item has two raters, was asked of every model, and was seen by none.';
    return sectionOf<FiguresOf<HalvesReport>>({
      items: 0,
      ratersPerItem: sectionWithout(null, reason),
      splits: 0,
      people: sectionWithout(none, reason),
      models: sectionWithout(
        named.map((one) => ({ ...one, ...none, ifExact: null })),
        reason,
      ),
    });
  }
  const splits = Math.min(MOST_SPLITS, Math.max(FEWEST_SPLITS, Math.floor(SPLIT_ITEMS / items.length)));
  const agreement = halfAgreement(
    annotated.votes,
    people.labels,
    models.map(({ figures }) => figures),
    items,
    splits,
    stream(study, 'halves'),
  );
  const spreads = halfSpreads(
    annotated.votes,
    people.labels,
    models.map(({ figures }) => figures),
    items,
    agreement,
    stream(study, 'halves without a rater'),
  );
  const half = halfOf(annotated.votes, stream(study, 'one half'));
  const modelFigures = models.map(({ figures }, index): Section<HalvesReport['models'][number]> => {
    const exact = exactFloor(half, figures, items, splits, stream(study, 'exact half'));
    const ifExact = figure(exact.spearman, CONSTANT);
    const own = figuresOf(study, agreement.models[index], spreads?.models[index] ?? null);
    return new Section(
      { ...named[index], ...own.figures, ifExact: ifExact.figures },
      { ...reasonsUnder('ifExact', ifExact.reasons), ...own.reasons },
    );
  });
  return sectionOf<FiguresOf<HalvesReport>>({
    items: items.length,
    ratersPerItem: items.reduce((sum, item) => sum + people.raters[item], 0) / items.length,
    splits,
    people: figuresOf(study, agreement.people, spreads?.people ?? null),
    models: sectionOf<HalvesReport['models']>(modelFigures),
  });
}

const CONSTANT = 'The entropies on one side are the same for every item, so there is nothing to rank.';

function figuresOf(
  study: QuestionStudy,
  { top1, entropies }: HalfAgreement,
  spread: HalfSpread | null,
): Section<HalfFigures> {
  const { resamples } = study.settings;
  const spearman = spearmanInterval(
    entropies,
    resamples,
    stream(study, 'bootstrap'),
    spread?.spearman ?? null,
  );
  return sectionOf<HalfFigures>({
    top1: meanIntervals({ top1 }, resamples, stream(study, 'bootstrap'), spread && { top1: spread.top1 })
      .top1,
    spearman: spearman ?? sectionWithout(NO_INTERVAL, CONSTANT),
  });
}
