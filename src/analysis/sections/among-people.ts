import { ratersPerItem } from '../../judgments/votes.ts';
import { confusionOfPeople, raterAgreement } from '../rater-agreement.ts';
import type { RaterAgreement } from '../rater-agreement.ts';
import { raterPairs } from '../rater-pairs.ts';
import { ratersOf } from '../raters.ts';
import { figure } from '../reasons.ts';
import type { AmongPeopleReport, Reasons } from '../report.ts';
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

const NO_TIMES =
  'The source says neither how long answers took nor, for certain and to the second, when each was given.';

/** How people agree, and who they are; `null` where votes are not raters'. */
export function amongPeopleSection(study: QuestionStudy): AmongPeopleReport | null {
  const { annotated, settings, people } = study;
  const { question, votes, origin } = annotated;
  if (origin !== 'raters') return null;
  const reasons: Reasons = {
    raters: 'The rater shares too few items with others.',
    pairs: 'The two share too few items, or chance alone would agree wholly.',
    cohenKappa:
      'It needs names of raters, no more than 40 of them, two of whom gave one label each to 10 items, and not the same one everywhere.',
  };
  const found = raterAgreement(question, votes, settings.resamples, stream(study, 'agreement of raters'));
  const agreement = Object.fromEntries(
    Object.entries(found).map(([name, given]) => {
      const part = (value: number | undefined) =>
        figure(value ?? null, reasons, `agreement.${name}`, WHY[name as keyof RaterAgreement]);
      return [name, { value: part(given?.value), lo: part(given?.lo), hi: part(given?.hi) }];
    }),
  ) as AmongPeopleReport['agreement'];
  const { pairs, mean } = raterPairs(
    votes,
    people.labels,
    settings.resamples,
    stream(study, 'pairs of raters'),
  );
  const raters = ratersOf(question, votes, settings.resamples, stream(study, 'raters')) ?? [];
  for (const [place, { seconds }] of raters.entries())
    if (seconds === null) reasons[`raters.${place}.seconds`] = 'None of the rater’s answers has a time.';
  const timed = raters.length > 0 ? votes.times : undefined;
  if (!timed) reasons.times = raters.length > 0 ? NO_TIMES : 'The source does not name its raters.';
  const numbers = new Map<number, number>();
  for (const n of ratersPerItem(votes)) numbers.set(n, (numbers.get(n) ?? 0) + 1);
  const confusion = confusionOfPeople(votes, people.labels);
  if (confusion === null) reasons.confusion = 'No item has two raters.';
  return {
    agreement,
    raters,
    times: timed?.from ?? null,
    pairs,
    cohenKappa: mean ?? { value: null, lo: null, hi: null },
    confusion,
    ratersPerItem: [...numbers]
      .map(([raters, items]) => ({ raters, items }))
      .sort((a, b) => a.raters - b.raters),
    reasons,
  };
}
