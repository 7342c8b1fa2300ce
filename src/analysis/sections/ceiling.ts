import { ceilingOf } from '../ceiling.ts';
import type { Ceiling, CeilingValue } from '../ceiling.ts';
import { categoriesOf } from '../categories.ts';
import { figure } from '../reasons.ts';
import type { CeilingFigure, CeilingReport, Reasons } from '../report.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** What an exactly right model would get by the figures that few raters keep from their best; over what the model answered. */
export function ceilingSection(study: QuestionStudy, model: ModelStudy, reasons: Reasons): CeilingReport {
  const { question } = study.annotated;
  const ceiling = ceilingFor(study, model);
  const none =
    ceiling === null
      ? (study.noGap ?? 'No rated item was answered that the model has not seen in training.')
      : '';
  const of = (value: CeilingValue | null | undefined, path: string, why: string): CeilingFigure => ({
    mean: figure(value?.mean ?? null, reasons, `ceiling.${path}`, none || why),
    lo: figure(value?.lo ?? null, reasons, `ceiling.${path}`, none || why),
    hi: figure(value?.hi ?? null, reasons, `ceiling.${path}`, none || why),
  });
  const noTest = 'The alt-test could not be run.';
  return {
    draws: ceiling === null ? 0 : study.settings.ceilingDraws,
    top1: of(ceiling?.top1, 'top1', ''),
    macroF1: of(ceiling?.macroF1, 'macroF1', ''),
    crossEntropy: of(ceiling?.crossEntropy, 'crossEntropy', ''),
    tvd: of(ceiling?.tvd, 'tvd', ''),
    emd: of(ceiling?.emd, 'emd', 'Labels without an order have no distance from one another.'),
    advantageProbability: of(ceiling?.altTest?.advantageProbability, 'advantageProbability', noTest),
    winningRate: of(ceiling?.altTest?.winningRate, 'winningRate', noTest),
    passes: figure(ceiling?.altTest?.passes ?? null, reasons, 'ceiling.passes', none || noTest),
    pearson: categoriesOf(question).map((_, c) =>
      of(ceiling?.pearson[c], `pearson.${c}`, 'The model’s share is the same on every item.'),
    ),
  };
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
