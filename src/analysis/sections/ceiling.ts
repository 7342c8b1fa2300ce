import { ceilingOf } from '../ceiling.ts';
import type { Ceiling, CeilingValue } from '../ceiling.ts';
import { categoriesOf } from '../categories.ts';
import type { CeilingFigure, CeilingReport } from '../report.ts';
import { figure, figuresTogether, sectionOf } from '../section.ts';
import type { Section } from '../section.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** What an exactly right model would get by the figures that few raters keep from their best; over what the model answered. */
export function ceilingSection(study: QuestionStudy, model: ModelStudy): Section<CeilingReport> {
  const { question } = study.annotated;
  const ceiling = ceilingFor(study, model);
  const none =
    ceiling === null
      ? (study.noGap ?? 'No rated item was answered that the model has not seen in training.')
      : '';
  const of = (value: CeilingValue | null | undefined, why: string): Section<CeilingFigure> =>
    figuresTogether({ mean: value?.mean, lo: value?.lo, hi: value?.hi }, none || why);
  const noTest = 'The alt-test could not be run.';
  return sectionOf<CeilingReport>({
    draws: ceiling === null ? 0 : study.settings.ceilingDraws,
    top1: of(ceiling?.top1, ''),
    macroF1: of(ceiling?.macroF1, ''),
    crossEntropy: of(ceiling?.crossEntropy, ''),
    tvd: of(ceiling?.tvd, ''),
    emd: of(ceiling?.emd, 'Labels without an order have no distance from one another.'),
    advantageProbability: of(ceiling?.altTest?.advantageProbability, noTest),
    winningRate: of(ceiling?.altTest?.winningRate, noTest),
    passes: figure(ceiling?.altTest?.passes, none || noTest),
    pearson: sectionOf<CeilingReport['pearson']>(
      categoriesOf(question).map((_, c) =>
        of(ceiling?.pearson[c], 'The model’s share is the same on every item.'),
      ),
    ),
  });
}

/** The draws behind {@link ceilingSection}; `null` without items. */
export function ceilingFor(
  study: QuestionStudy,
  { figures, answeredItems }: Pick<ModelStudy, 'figures' | 'answeredItems'>,
): Ceiling | null {
  if (answeredItems.length === 0) return null;
  const { ceilingDraws, epsilon } = study.settings;
  const random = stream(study, 'ceiling');
  return ceilingOf(study.annotated, figures, answeredItems, ceilingDraws, epsilon, random);
}
