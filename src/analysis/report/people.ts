import type { RaterRule, VoteOrigin } from '../../judgments/dataset.ts';
import type { AnswerTimes } from '../../judgments/votes.ts';
import type { RaterAgreement } from '../rater-agreement.ts';
import type { RaterPair } from '../rater-pairs.ts';
import type { RaterFigures } from '../raters.ts';
import type { Figure, Reasons } from './figures.ts';

export interface PeopleReport {
  readonly origin: VoteOrigin;
  /** Krippendorff's alpha. */
  readonly alpha: Figure;
  /** Mean agreement of two raters of one item. */
  readonly pairwise: Figure;
  /** Different raters; `null` where the source names none. */
  readonly raters: Figure;
  /** Mean number of raters who voted, over items with a vote. */
  readonly ratersPerItem: Figure;
  readonly votes: number;
  /** Items with at least one vote. */
  readonly items: number;
  /** Items with a vote and fewer raters than `minimumRaters`: in no gap figure. */
  readonly itemsBelowMinimum: number;
  readonly abstentions: number;
  /** The rule by which more raters were asked about some items, where it is known. */
  readonly moreRaters?: RaterRule;
  /**
   * Correlation of an item's agreement with its number of raters, and the one-sided p that it falls: where more raters were asked
   * because the first disagreed, D is too large, unless the rule is known.
   */
  readonly agreementByRaters: { readonly correlation: Figure; readonly p: Figure };
  /** How they agree, and who they are: absent until it is computed, and where votes are not raters'. */
  readonly among?: AmongPeopleReport;
  /** Mean human distribution over items with a vote, per label. */
  readonly distribution: readonly number[] | null;
  /** Mean H(p) in bits. */
  readonly entropy: Figure;
  readonly reasons: Readonly<Reasons>;
}

/** People among themselves; a figure that does not apply is `null`. */
export interface AmongPeopleReport {
  /** Krippendorff's alpha by level of measurement, Fleiss' kappa, Gwet's AC1, Brennan-Prediger, percent agreement. */
  readonly agreement: {
    readonly [Name in keyof RaterAgreement]: {
      readonly value: Figure;
      readonly lo: Figure;
      readonly hi: Figure;
    };
  };
  /** A row per rater; empty where the source names none. */
  readonly raters: readonly RaterFigures[];
  /** Where the raters' times are from: stated by the source, or each the time since the answer before; `null` where there are none. */
  readonly times: AnswerTimes['from'] | null;
  /** Cohen's kappa of pairs of raters, by their places among `raters`; empty where there are too many. */
  readonly pairs: readonly RaterPair[];
  /** The mean over those pairs (Light 1971). */
  readonly cohenKappa: { readonly value: Figure; readonly lo: Figure; readonly hi: Figure };
  /** Share of pairs of raters who gave label c and label d. */
  readonly confusion: readonly (readonly number[])[] | null;
  /** How many items have how many raters. */
  readonly ratersPerItem: readonly { readonly raters: number; readonly items: number }[];
  readonly reasons: Readonly<Reasons>;
}
