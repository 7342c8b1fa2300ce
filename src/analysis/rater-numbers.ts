import type { Votes } from '../judgments/votes.ts';
import { itemAnswers } from './item-answers.ts';
import { voteAgreement } from './people-agreement.ts';
import { pearson } from './correlation.ts';
import { normalCumulative } from './gamma.ts';

/** One-sided p at which agreement is said to fall with the number of raters. */
export const FALLS_AT = 0.01;

/** Whether raters agree less where more of them were asked, as where more are asked because the first disagree. */
export interface AgreementByRaters {
  /** Correlation of an item's mean agreement with its number of raters. */
  readonly correlation: number;
  /** One-sided, that it is below 0. */
  readonly p: number;
}

/** `null` where every item has as many raters, all agree alike, or there are too few items with two raters. */
export function agreementByRaters(votes: Votes): AgreementByRaters | null {
  const numbers: number[] = [];
  const agreements: number[] = [];
  const { sets, items } = itemAnswers(votes);
  for (const { answers, times, raters } of items) {
    let agreement = 0;
    for (const [a, answer] of answers.entries()) {
      agreement += (times[a] * (times[a] - 1)) / 2;
      for (let b = 0; b < a; b++)
        agreement += times[a] * times[b] * voteAgreement(sets[answer], sets[answers[b]]);
    }
    numbers.push(raters);
    agreements.push(agreement / ((raters * (raters - 1)) / 2));
  }
  const correlation = pearson(numbers, agreements);
  if (correlation === null || numbers.length < 10) return null;
  return { correlation, p: normalCumulative(correlation * Math.sqrt(numbers.length - 1)) };
}
