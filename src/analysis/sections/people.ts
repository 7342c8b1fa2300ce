import { meanOf, pick } from '../intervals.ts';
import { peopleAgreement } from '../people-agreement.ts';
import { agreementByRaters } from '../rater-numbers.ts';
import { figure } from '../reasons.ts';
import type { PeopleReport, Reasons } from '../report.ts';
import { placesWhere } from '../study.ts';
import type { QuestionStudy } from '../study.ts';

/** What people said, and how far they agree among themselves. */
export function peopleSection({ annotated, people, settings, noGap }: QuestionStudy): PeopleReport {
  const { votes, question, origin } = annotated;
  const reasons: Reasons = {};
  const voted = placesWhere(people.raters, (n) => n > 0);
  const { alpha, pairwise } =
    origin === 'raters' ? peopleAgreement(question, votes) : { alpha: null, pairwise: null };
  if (voted.length === 0) reasons.distribution = 'No item has a vote.';
  const byRaters = origin === 'raters' ? agreementByRaters(votes) : null;
  const sameNumbers = 'Every item has as many raters, or raters agree alike on all.';
  const onePerItem = noGap ?? 'No item has two raters.';
  return {
    origin,
    alpha: figure(
      alpha,
      reasons,
      'alpha',
      pairwise === null ? onePerItem : 'All raters gave the same answer everywhere.',
    ),
    pairwise: figure(pairwise, reasons, 'pairwise', onePerItem),
    raters: figure(votes.raterIds?.length ?? null, reasons, 'raters', 'The source does not name its raters.'),
    ratersPerItem: figure(
      (votes.labelStart.length - 1) / voted.length,
      reasons,
      'ratersPerItem',
      'No item has a vote.',
    ),
    votes: votes.labelStart.length - 1,
    items: voted.length,
    itemsBelowMinimum: voted.filter((item) => people.raters[item] < settings.minimumRaters).length,
    abstentions: votes.abstentions.reduce((sum, count) => sum + count, 0),
    ...(annotated.moreRaters && { moreRaters: annotated.moreRaters }),
    agreementByRaters: {
      correlation: figure(byRaters?.correlation ?? null, reasons, 'agreementByRaters', sameNumbers),
      p: figure(byRaters?.p ?? null, reasons, 'agreementByRaters', sameNumbers),
    },
    distribution: meanDistribution(people.human, people.labels, voted),
    entropy: figure(meanOf(pick(people.humanEntropy, voted)), reasons, 'entropy', 'No item has a vote.'),
    reasons,
  };
}

/** Mean row over `items`; `null` of none. */
export function meanDistribution(rows: Float64Array, labels: number, items: Uint32Array): number[] | null {
  if (items.length === 0) return null;
  const sums = new Array<number>(labels).fill(0);
  for (const item of items) for (let c = 0; c < labels; c++) sums[c] += rows[item * labels + c];
  return sums.map((sum) => sum / items.length);
}
