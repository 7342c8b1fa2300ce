import { FALLS_AT } from '../../../analysis/rater-numbers.ts';
import type { PeopleReport } from '../../../analysis/report.ts';

/** What to know of figures where numbers of raters may depend on their answers; `null` where nothing speaks for it. */
export function raterNumbersNote({
  moreRaters,
  agreementByRaters,
}: Pick<PeopleReport, 'moreRaters' | 'agreementByRaters'>): string | null {
  if (moreRaters) {
    const { first, more, unless } = moreRaters;
    return `${first} raters were asked, and ${more} more unless ${unless}; the squared gap D allows for that, and worth k is over the first ${first}.`;
  }
  const { p } = agreementByRaters;
  if (p === null || p > FALLS_AT) return null;
  return 'Raters agree less where more of them were asked. If more were asked because the first disagreed, D is too large and k too small until the rule is stated: here, or with --more-raters on the command line.';
}
