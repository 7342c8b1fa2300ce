import { categoriesOf, categoryShares } from '../categories.ts';
import { categoryAgreement, LEAST_RELIABILITY } from '../category-agreement.ts';
import type { CategoryAgreement } from '../category-agreement.ts';
import { agreementSpreads } from '../category-spreads.ts';
import { categoryVotes, type CategoryVotes } from '../category-votes.ts';
import type { ItemFigures } from '../item-figures.ts';
import { KeptForItems } from '../kept-for-items.ts';
import type { CategoryReport } from '../report.ts';
import { figure, figuresTogether, Section, sectionOf } from '../section.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** What is computed of a category by itself, after its first figures. */
type AgreementFigures = Required<
  Pick<CategoryReport, 'reliability' | 'agreement' | 'agreementInterval' | 'unexplained'>
>;

/** Reliability and agreement of each of a model's categories; intervals hold for all categories together (Bonferroni). */
export function categoryAgreementSection(
  study: QuestionStudy,
  { figures, items }: ModelStudy,
): Section<readonly AgreementFigures[]> {
  const categories = categoriesOf(study.annotated.question);
  const found = items.length === 0 ? [] : agreementOf(study, figures, items);
  const noReliability =
    items.length === 0
      ? (study.noGap ?? 'No rated item was answered.')
      : 'Every item has one rater, or all raters agree that this label is nowhere or everywhere.';
  return sectionOf<readonly AgreementFigures[]>(
    categories.map((_, index) => agreementFigures(found[index] ?? NO_AGREEMENT, noReliability)),
  );
}

const NO_AGREEMENT: CategoryAgreement = {
  reliability: null,
  agreement: null,
  interval: null,
  unexplained: null,
};

function agreementFigures(
  { reliability, agreement, interval, unexplained }: CategoryAgreement,
  noReliability: string,
): Section<AgreementFigures> {
  const ofVotes = figure(reliability, noReliability);
  const ofModel = figure(
    agreement,
    reliability !== null && reliability <= LEAST_RELIABILITY
      ? `People do not agree on this label (reliability ${reliability.toFixed(2)}, needed more than ${LEAST_RELIABILITY}).`
      : (ofVotes.reasons[''] ?? 'The people’s share or the model’s is the same on every item.'),
  );
  const why = ofModel.reasons[''] ?? 'More than 5% of the resamples have too little reliability for a value.';
  const { lo, hi, over } = interval ?? {};
  const bounds = figuresTogether({ lo, hi }, why);
  const { mean, lo: least, hi: most } = unexplained ?? {};
  return sectionOf<AgreementFigures>({
    reliability: ofVotes,
    agreement: ofModel,
    agreementInterval: new Section({ ...bounds.figures, over: over ?? 'items only' }, bounds.reasons),
    unexplained: figuresTogether({ mean, lo: least, hi: most }, why),
  });
}

const keptVotes = new KeptForItems<CategoryVotes>();

/** Agreement in each category over `items`, of which there are some. */
export function agreementOf(
  study: QuestionStudy,
  { used, labels }: ItemFigures,
  items: Uint32Array,
): CategoryAgreement[] {
  const { annotated, people, settings } = study;
  const categories = categoriesOf(annotated.question);
  const resampling = () => stream(study, 'bootstrap');
  const shares = categories.map((category) => categoryShares(used, labels, items, category));
  return categoryAgreement(
    keptVotes.get(items, () =>
      categoryVotes(annotated.votes, people, items, categories, settings.resamples, resampling()),
    ),
    shares,
    // Intervals that hold for all categories together with 95%.
    1 - 0.05 / categories.length,
    resampling(),
    (found) => agreementSpreads(annotated.votes, people, items, categories, shares, found),
  );
}
