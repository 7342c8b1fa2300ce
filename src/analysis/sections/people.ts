import { meanOf, pick } from '../intervals.ts';
import { peopleAgreement } from '../people-agreement.ts';
import { agreementByRaters } from '../rater-numbers.ts';
import type { PeopleReport } from '../report.ts';
import { figure, figuresTogether, Section, sectionOf, sectionWithout } from '../section.ts';
import type { FiguresOf } from '../section.ts';
import { placesWhere } from '../study.ts';
import type { QuestionStudy } from '../study.ts';

const NO_VOTE = 'No item has a vote.';

/** What people said, and how far they agree among themselves. */
export function peopleSection({
  annotated,
  people,
  settings,
  noGap,
}: QuestionStudy): Section<FiguresOf<PeopleReport>> {
  const { votes, question, origin } = annotated;
  const voted = placesWhere(people.raters, (n) => n > 0);
  const { alpha, pairwise } =
    origin === 'raters' ? peopleAgreement(question, votes) : { alpha: null, pairwise: null };
  const byRaters = origin === 'raters' ? agreementByRaters(votes) : null;
  const sameNumbers = 'Every item has as many raters, or raters agree alike on all.';
  const onePerItem = noGap ?? 'No item has two raters.';
  return sectionOf<FiguresOf<PeopleReport>>({
    origin,
    alpha: figure(alpha, pairwise === null ? onePerItem : 'All raters gave the same answer everywhere.'),
    pairwise: figure(pairwise, onePerItem),
    raters: figure(votes.raterIds?.length, 'The source does not name its raters.'),
    ratersPerItem: figure((votes.labelStart.length - 1) / voted.length, NO_VOTE),
    votes: votes.labelStart.length - 1,
    items: voted.length,
    itemsBelowMinimum: voted.filter((item) => people.raters[item] < settings.minimumRaters).length,
    abstentions: votes.abstentions.reduce((sum, count) => sum + count, 0),
    ...(annotated.moreRaters && { moreRaters: annotated.moreRaters }),
    agreementByRaters: figuresTogether({ correlation: byRaters?.correlation, p: byRaters?.p }, sameNumbers),
    distribution: meanDistribution(people.human, people.labels, voted, NO_VOTE),
    entropy: figure(meanOf(pick(people.humanEntropy, voted)), NO_VOTE),
  });
}

/** Mean row over `items`; of none `null`, for the reason. */
export function meanDistribution(
  rows: Float64Array,
  labels: number,
  items: Uint32Array,
  whyNone: string,
): Section<readonly number[] | null> {
  if (items.length === 0) return sectionWithout(null, whyNone);
  const sums = new Array<number>(labels).fill(0);
  for (const item of items) for (let c = 0; c < labels; c++) sums[c] += rows[item * labels + c];
  return new Section(sums.map((sum) => sum / items.length));
}
