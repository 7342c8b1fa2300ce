import { categoriesOf, categoryShares } from '../categories.ts';
import {
  agreementSpreads,
  categoryAgreement,
  categoryVotes,
  LEAST_RELIABILITY,
} from '../category-agreement.ts';
import type { CategoryAgreement, CategoryVotes } from '../category-agreement.ts';
import type { ItemFigures } from '../item-figures.ts';
import { KeptForItems } from '../kept-for-items.ts';
import { figure } from '../reasons.ts';
import type { CategoryReport, Reasons } from '../report.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** Reliability and agreement of each of a model's categories; intervals hold for all categories together (Bonferroni). */
export function categoryAgreementSection(
  study: QuestionStudy,
  { figures, items }: ModelStudy,
  reasons: Reasons,
): Pick<CategoryReport, 'reliability' | 'agreement' | 'agreementInterval' | 'unexplained'>[] {
  const categories = categoriesOf(study.annotated.question);
  const found = items.length === 0 ? [] : agreementOf(study, figures, items);
  return categories.map((_, index) => {
    const path = `categories.${index}`;
    const { reliability, agreement, interval, unexplained } = found[index] ?? {
      reliability: null,
      agreement: null,
      interval: null,
      unexplained: null,
    };
    const ofVotes = figure(
      reliability,
      reasons,
      `${path}.reliability`,
      items.length === 0
        ? (study.noGap ?? 'No rated item was answered.')
        : 'Every item has one rater, or all raters agree that this label is nowhere or everywhere.',
    );
    const ofModel = figure(
      agreement,
      reasons,
      `${path}.agreement`,
      reliability !== null && reliability <= LEAST_RELIABILITY
        ? `People do not agree on this label (reliability ${reliability.toFixed(2)}, needed more than ${LEAST_RELIABILITY}).`
        : (reasons[`${path}.reliability`] ?? 'The people’s share or the model’s is the same on every item.'),
    );
    const why =
      reasons[`${path}.agreement`] ??
      'More than 5 % of the resamples have too little reliability for a value.';
    return {
      reliability: ofVotes,
      agreement: ofModel,
      agreementInterval: {
        lo: figure(interval?.lo ?? null, reasons, `${path}.agreementInterval`, why),
        hi: figure(interval?.hi ?? null, reasons, `${path}.agreementInterval`, why),
        over: interval?.over ?? 'items only',
      },
      unexplained: {
        mean: figure(unexplained?.mean ?? null, reasons, `${path}.unexplained`, why),
        lo: figure(unexplained?.lo ?? null, reasons, `${path}.unexplained`, why),
        hi: figure(unexplained?.hi ?? null, reasons, `${path}.unexplained`, why),
      },
    };
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
    // Intervals that hold for all categories together with 95 %.
    1 - 0.05 / categories.length,
    resampling(),
    (found) => agreementSpreads(annotated.votes, people, items, categories, shares, found),
  );
}
