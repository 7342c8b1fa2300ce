import { ratersPerItem } from '../../judgments/votes.ts';
import { confusionOfPeople, raterAgreement } from '../rater-agreement.ts';
import type { RaterAgreement } from '../rater-agreement.ts';
import { raterPairs } from '../rater-pairs.ts';
import { ratersOf } from '../raters.ts';
import type { RaterFigures } from '../raters.ts';
import type { AmongPeopleReport } from '../report.ts';
import { figure, figuresTogether, Section, sectionOf, sectionWithout } from '../section.ts';
import type { FiguresOf } from '../section.ts';
import { stream } from '../study.ts';
import type { QuestionStudy } from '../study.ts';

/** Why a coefficient of agreement does not apply. */
const WHY: Readonly<Record<keyof RaterAgreement, string>> = {
  percent: 'No item has two raters.',
  alphaNominal: 'All raters gave the same answer everywhere.',
  alphaOrdinal: 'It needs a scale, and one point of each rater.',
  alphaInterval: 'It needs a scale, and one point of each rater.',
  alphaRatio: 'It needs a scale that begins at 0 or above, and one point of each rater.',
  alphaMasi: 'It is for raters who mark several labels.',
  fleissKappa: 'It needs one label of each rater, and more than one label in use.',
  gwetAc1: 'It needs one label of each rater.',
  brennanPrediger: 'It needs one label of each rater.',
};

/** Of figures that are lists: why one of a list may be missing. */
const WHY_ONE_MAY_BE_MISSING = {
  raters: 'The rater shares too few items with others.',
  pairs: 'The two share too few items, or chance alone would agree wholly.',
  cohenKappa:
    'It needs names of raters, no more than 40 of them, two of whom gave one label each to 10 items, and not the same one everywhere.',
};
const NO_TIMES =
  'The source says neither how long answers took nor, for certain and to the second, when each was given.';

/** How people agree, and who they are; `null` where votes are not raters'. */
export function amongPeopleSection(study: QuestionStudy): Section<FiguresOf<AmongPeopleReport>> | null {
  const { annotated, settings, people } = study;
  const { question, votes, origin } = annotated;
  if (origin !== 'raters') return null;
  const found = raterAgreement(question, votes, settings.resamples, stream(study, 'agreement of raters'));
  const agreement = Object.fromEntries(
    Object.entries(found).map(([name, given]) => {
      const { value, lo, hi } = given ?? {};
      return [name, figuresTogether({ value, lo, hi }, WHY[name as keyof RaterAgreement])];
    }),
  ) as Record<keyof RaterAgreement, Section<AmongPeopleReport['agreement'][keyof RaterAgreement]>>;
  const { pairs, mean } = raterPairs(
    votes,
    people.labels,
    settings.resamples,
    stream(study, 'pairs of raters'),
  );
  const raters = ratersOf(question, votes, settings.resamples, stream(study, 'raters')) ?? [];
  const timed = raters.length > 0 ? votes.times : undefined;
  const noTimes = raters.length > 0 ? NO_TIMES : 'The source does not name its raters.';
  const numbers = new Map<number, number>();
  for (const n of ratersPerItem(votes)) numbers.set(n, (numbers.get(n) ?? 0) + 1);
  const confusion = confusionOfPeople(votes, people.labels);
  const { figures, reasons } = sectionOf<FiguresOf<AmongPeopleReport>>({
    agreement: sectionOf<AmongPeopleReport['agreement']>(agreement),
    raters: sectionOf<AmongPeopleReport['raters']>(raters.map(withTime)),
    times: timed?.from ?? sectionWithout(null, noTimes),
    pairs,
    cohenKappa: mean ?? { value: null, lo: null, hi: null },
    confusion: confusion ?? sectionWithout(null, 'No item has two raters.'),
    ratersPerItem: [...numbers]
      .map(([raters, items]) => ({ raters, items }))
      .sort((a, b) => a.raters - b.raters),
  });
  return new Section(figures, { ...WHY_ONE_MAY_BE_MISSING, ...reasons });
}

function withTime(rater: RaterFigures): Section<RaterFigures> {
  const { seconds } = rater;
  return sectionOf<RaterFigures>({
    ...rater,
    ...(seconds !== undefined && { seconds: figure(seconds, 'None of the rater’s answers has a time.') }),
  });
}
