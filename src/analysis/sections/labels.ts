import { spearman } from '../correlation.ts';
import { meanIntervals, meanOf, NO_INTERVAL, pick } from '../intervals.ts';
import { labelAgreement, sharedTop } from '../label-agreement.ts';
import { copiesOf } from '../copied-raters.ts';
import { labelClasses } from '../label-classes.ts';
import type { ItemFigures } from '../item-figures.ts';
import { raterSpreads, type WithoutRater } from '../rater-spread.ts';
import type { ClassReport, DisagreementReport, LabelsReport, UncertaintyReport } from '../report.ts';
import { figure, Section, sectionOf, sectionWithout } from '../section.ts';
import { stream } from '../study.ts';
import { withoutSquared } from './gap.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

export const NO_LABELS: LabelsReport = {
  items: 0,
  top1: null,
  top1Interval: NO_INTERVAL,
  macroF1: null,
  classes: { confusion: [], labels: [], kappa: null },
  copies: [],
};

const NO_ITEMS = 'No item with a vote was answered that the model has not seen in training.';

/** Label agreement: what the field quotes. */
export function labelsSection(study: QuestionStudy, model: ModelStudy): Section<LabelsReport> {
  const items = model.labelItems;
  if (items.length === 0) return sectionWithout(NO_LABELS, NO_ITEMS);
  const { figures } = model;
  const { top1, macroF1 } = labelAgreement(figures, items);
  const { labels } = figures;
  const spreads =
    study.annotated.origin === 'raters'
      ? raterSpreads(study.annotated.votes, labels, items, 1, top1Without(figures))
      : null;
  const intervals = meanIntervals(
    { top1 },
    study.settings.resamples,
    stream(study, 'bootstrap'),
    spreads && { top1: spreads[0] },
  );
  const classes = labelClasses(figures, items);
  const why = 'Nothing was answered, or nothing is true, of this label; or chance alone would agree wholly.';
  return sectionOf<LabelsReport>({
    items: items.length,
    top1: intervals.top1.mean,
    top1Interval: intervals.top1,
    macroF1,
    classes: sectionOf<LabelsReport['classes']>({
      confusion: classes.confusion,
      labels: sectionOf<LabelsReport['classes']['labels']>(
        classes.labels.map(({ support, precision, recall, f1 }) =>
          sectionOf<ClassReport>({
            support,
            precision: figure(precision, why),
            recall: figure(recall, why),
            f1: figure(f1, why),
          }),
        ),
      ),
      kappa: figure(classes.kappa, why),
    }),
    copies: study.annotated.origin === 'raters' ? copiesOf(study.annotated.votes, figures, items) : [],
  });
}

/** Whether the model's label is a most voted one without one of an item's raters. */
export function top1Without(figures: ItemFigures): WithoutRater {
  return (item, { human }, out) => {
    out[0] = sharedTop(figures, item, human, 0);
  };
}

/** H(q) - H(p) of each item, over log2 K. */
export function entropyDifferences(
  { modelEntropy, humanEntropy, labels }: ItemFigures,
  items: Uint32Array,
): Float64Array {
  const scale = Math.log2(labels);
  return Float64Array.from(items, (item) => (modelEntropy[item] - humanEntropy[item]) / scale);
}

/** The same without one of an item's raters. */
export function entropyDifferenceWithout({ modelEntropy, labels }: ItemFigures): WithoutRater {
  const scale = Math.log2(labels);
  return (item, { entropy }, out) => {
    out[0] = (modelEntropy[item] - entropy) / scale;
  };
}

/** Uncertainty agreement: whether the model is unsure where people differ. */
export function uncertaintySection(study: QuestionStudy, model: ModelStudy): Section<UncertaintyReport> {
  const { figures, items } = model;
  if (items.length === 0 || figures.labels < 2)
    return sectionWithout(
      { spearman: null, entropyDifference: null, entropyDifferenceInterval: NO_INTERVAL },
      study.noGap ?? (items.length === 0 ? NO_ITEMS : 'With one label there is nothing to be unsure of.'),
    );
  const human = pick(figures.humanEntropy, items);
  const own = pick(figures.modelEntropy, items);
  const difference = entropyDifferences(figures, items);
  const { votes } = study.annotated;
  const spreads = raterSpreads(votes, figures.labels, items, 1, entropyDifferenceWithout(figures));
  const intervals = meanIntervals(
    { difference },
    study.settings.resamples,
    stream(study, 'bootstrap'),
    spreads && { difference: spreads[0] },
  );
  return sectionOf<UncertaintyReport>({
    spearman: figure(
      spearman(human, own),
      'The people’s or the model’s entropy is the same for every item, so there is nothing to rank.',
    ),
    entropyDifference: intervals.difference.mean,
    entropyDifferenceInterval: intervals.difference,
  });
}

/** The chance that two draws differ, between people and within the model; unbiased at any number of raters from two. */
export function disagreementSection(study: QuestionStudy, model: ModelStudy): Section<DisagreementReport> {
  const { figures, squaredItems: items } = model;
  const missing = model.items.length === 0 ? (study.noGap ?? NO_ITEMS) : withoutSquared(model);
  if (missing !== null)
    return sectionWithout({ people: null, model: null, difference: NO_INTERVAL }, missing);
  const people = pick(figures.pairProduct, items).map((product) => 1 - product);
  const own = pick(figures.modelProduct, items).map((product) => 1 - product);
  const difference = own.map((chance, place) => chance - people[place]);
  const { votes } = study.annotated;
  const spreads = raterSpreads(votes, figures.labels, items, 1, (item, { pairProduct }, out) => {
    out[0] = pairProduct - figures.modelProduct[item];
  });
  const intervals = meanIntervals(
    { difference },
    study.settings.resamples,
    stream(study, 'bootstrap'),
    spreads && { difference: spreads[0] },
  );
  return new Section({ people: meanOf(people), model: meanOf(own), difference: intervals.difference });
}
