import { altTest, FEWEST_ITEMS, FEWEST_RATERS } from '../alt-test.ts';
import type { AltTestReport, Reasons, WorthReport } from '../report.ts';
import { FOLDS, stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { worthInRaters } from '../worth.ts';

/** How many raters the model is worth. */
export function worthSection(study: QuestionStudy, model: ModelStudy, reasons: Reasons): WorthReport {
  const { annotated, settings, people, fold } = study;
  const items = model.items.filter((item) => people.raters[item] >= 2);
  if (items.length === 0) {
    reasons.worth = study.noGap ?? 'No answered item has two raters.';
    return { k: null, lo: null, hi: null, bound: null, curve: [] };
  }
  const { worthDraws: draws, resamples } = settings;
  return worthInRaters(
    annotated.votes,
    model.figures,
    items,
    fold,
    FOLDS,
    { draws, resamples },
    stream(study, 'worth'),
  );
}

/** Whether the model may stand in for a rater, by the field's own test. */
export function altTestSection(study: QuestionStudy, model: ModelStudy, reasons: Reasons): AltTestReport {
  const { annotated, settings, noGap } = study;
  const { epsilon } = settings;
  const test = noGap === null ? altTest(annotated, model.figures, model.items, epsilon) : null;
  if (test === null) {
    reasons.altTest =
      noGap ??
      (annotated.votes.raters === null
        ? 'The source does not name its raters.'
        : `No rater has ${FEWEST_ITEMS} items with another rater and a prediction.`);
    return { epsilon, winningRate: null, advantageProbability: null, passes: null, raters: [] };
  }
  if (test.passes === null) reasons['altTest.passes'] = `Fewer than ${FEWEST_RATERS} raters could be tested.`;
  return { epsilon, ...test, raters: [...test.raters] };
}
