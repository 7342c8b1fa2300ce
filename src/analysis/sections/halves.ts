import { exactFloor } from '../exact-floor.ts';
import { halfAgreement, halfOf, type HalfAgreement } from '../half-agreement.ts';
import { halfSpreads, type HalfSpread } from '../half-spreads.ts';
import { meanIntervals, NO_INTERVAL } from '../intervals.ts';
import type { HalfFigures, HalvesReport, Reasons } from '../report.ts';
import { spearmanInterval } from '../spearman-interval.ts';
import { stream } from '../study.ts';
import type { QuestionStudy } from '../study.ts';

/** Most random splits of an item's raters. Fifty leave an error of the split that is small beside that of the items. */
const MOST_SPLITS = 50;
/** Fewest, however many items there are: the more items, the less a split matters. */
const FEWEST_SPLITS = 4;
/** Items times splits; bounds the time that the intervals take. */
const SPLIT_ITEMS = 100_000;

/** Labels and uncertainty of people and of every model, held against the same half of the raters on the same items. */
export function halvesSection(study: QuestionStudy): HalvesReport {
  const { annotated, people } = study;
  const models = study.models.filter(({ reference, key }) => !reference || key === null);
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
    return {
      items: 0,
      ratersPerItem: null,
      splits: 0,
      people: none,
      models: named.map((one) => ({ ...one, ...none, ifExact: null })),
      reasons: { ratersPerItem: reason, people: reason, models: reason },
    };
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
  const reasons: Reasons = {};
  const half = halfOf(annotated.votes, stream(study, 'one half'));
  return {
    items: items.length,
    ratersPerItem: items.reduce((sum, item) => sum + people.raters[item], 0) / items.length,
    splits,
    people: figuresOf(study, agreement.people, spreads?.people ?? null, 'people', reasons),
    models: models.map(({ figures }, index) => {
      const path = `models.${index}`;
      const exact = exactFloor(half, figures, items, splits, stream(study, 'exact half'));
      if (exact.spearman === null) reasons[`${path}.ifExact`] = CONSTANT;
      return {
        ...named[index],
        ...figuresOf(study, agreement.models[index], spreads?.models[index] ?? null, path, reasons),
        ifExact: exact.spearman,
      };
    }),
    reasons,
  };
}

const CONSTANT = 'The entropies on one side are the same for every item, so there is nothing to rank.';

function figuresOf(
  study: QuestionStudy,
  { top1, entropies }: HalfAgreement,
  spread: HalfSpread | null,
  path: string,
  reasons: Reasons,
): HalfFigures {
  const { resamples } = study.settings;
  const spearman = spearmanInterval(
    entropies,
    resamples,
    stream(study, 'bootstrap'),
    spread?.spearman ?? null,
  );
  if (spearman === null) reasons[`${path}.spearman`] = CONSTANT;
  return {
    top1: meanIntervals({ top1 }, resamples, stream(study, 'bootstrap'), spread && { top1: spread.top1 })
      .top1,
    spearman: spearman ?? NO_INTERVAL,
  };
}
