import { altTest, FEWEST_ITEMS, FEWEST_RATERS } from '../alt-test.ts';
import { itemPeople, type ItemPeople } from '../item-people.ts';
import { KeptForItems } from '../kept-for-items.ts';
import { raterCurve } from '../rater-curve.ts';
import type { RaterCurve } from '../rater-curve.ts';
import { firstVotes } from '../rater-rule.ts';
import type { AltTestReport, WorthReport } from '../report.ts';
import type { Votes } from '../../judgments/votes.ts';
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

/** Raters of whom k are asked, and how well they predict one more. */
interface AskedRaters {
  readonly votes: Votes;
  readonly people: ItemPeople;
  readonly curve: RaterCurve;
}

const keptRaters = new KeptForItems<AskedRaters>();

/**
 * How many raters the model is worth. Where more were asked because the first disagreed, by a rule that is known, it is over the first:
 * the others are of texts on which raters tell little of one another.
 */
export function worthSection(study: QuestionStudy, model: ModelStudy): Section<WorthReport> {
  const { settings, fold } = study;
  const items = model.pairItems;
  if (items.length === 0) return sectionWithout(NO_WORTH, study.noGap ?? 'No answered item has two raters.');
  const { worthDraws: draws, resamples } = settings;
  const options = { draws, resamples };
  const resampling = () => stream(study, 'bootstrap');
  const { votes, people, curve } = keptRaters.get(items, () => {
    const first = firstRaters(study);
    return {
      ...first,
      curve: raterCurve(
        first.votes,
        first.people,
        items,
        fold,
        FOLDS,
        options,
        stream(study, 'worth'),
        resampling(),
      ),
    };
  });
  const figures = { ...model.figures, human: people.human, raters: people.raters };
  const inputs = { votes, figures, items, fold };
  return new Section(
    worthInRaters(curve, inputs, options, resampling(), stream(study, 'worth without a rater')),
  );
}

/** All raters, or the first where more were asked by a known rule. */
function firstRaters(study: QuestionStudy): Omit<AskedRaters, 'curve'> {
  const { question, votes, origin, moreRaters } = study.annotated;
  if (!moreRaters) return { votes, people: study.people };
  const first = firstVotes(moreRaters, votes, stream(study, 'first raters'));
  return { votes: first, people: itemPeople({ question, votes: first, origin }) };
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
