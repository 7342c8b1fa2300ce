import { altTest, FEWEST_ITEMS, FEWEST_RATERS } from '../alt-test.ts';
import { KeptForItems } from '../kept-for-items.ts';
import { raterCurve } from '../rater-curve.ts';
import type { RaterCurve } from '../rater-curve.ts';
import type { AltTestReport, WorthReport } from '../report.ts';
import { Section, sectionOf, sectionWithout } from '../section.ts';
import { FOLDS, stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { worthInRaters } from '../worth.ts';

export const NO_WORTH: WorthReport = {
  k: null,
  lo: null,
  hi: null,
  bound: null,
  over: 'items only',
  curve: [],
};

const keptCurves = new KeptForItems<RaterCurve>();

/** How many raters the model is worth. */
export function worthSection(study: QuestionStudy, model: ModelStudy): Section<WorthReport> {
  const { annotated, settings, people, fold } = study;
  const items = model.pairItems;
  if (items.length === 0) return sectionWithout(NO_WORTH, study.noGap ?? 'No answered item has two raters.');
  const { worthDraws: draws, resamples } = settings;
  const options = { draws, resamples };
  const resampling = () => stream(study, 'bootstrap');
  const curve = keptCurves.get(items, () =>
    raterCurve(annotated.votes, people, items, fold, FOLDS, options, stream(study, 'worth'), resampling()),
  );
  const inputs = { votes: annotated.votes, figures: model.figures, items, fold };
  return new Section(
    worthInRaters(curve, inputs, options, resampling(), stream(study, 'worth without a rater')),
  );
}

/** Whether the model may stand in for a rater, by the field's own test. */
export function altTestSection(study: QuestionStudy, model: ModelStudy): Section<AltTestReport> {
  const { annotated, settings, noGap } = study;
  const { epsilon } = settings;
  const test = noGap === null ? altTest(annotated, model.figures, model.items, epsilon) : null;
  if (test === null)
    return sectionWithout(
      { epsilon, winningRate: null, advantageProbability: null, passes: null, raters: [] },
      noGap ??
        (annotated.votes.raters === null
          ? 'The source does not name its raters.'
          : `No rater has ${FEWEST_ITEMS} items with another rater and a prediction.`),
    );
  return sectionOf<AltTestReport>({
    epsilon,
    ...test,
    passes: test.passes ?? sectionWithout(null, `Fewer than ${FEWEST_RATERS} raters could be tested.`),
    raters: [...test.raters],
  });
}
