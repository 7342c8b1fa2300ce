import { groups, sum } from 'd3';
import { comparable } from '../../readers/predictions/match-labels.ts';
import type { LabelsDiffer } from '../../readers/reading-difficulty.ts';

/** What a person says one label of: a column, or an answer in all the ways in which it is written. */
export interface RowToMatch {
  readonly names: readonly string[];
  /** How often it was answered; `null` where nobody counted. */
  readonly times: number | null;
}

/** Columns stay apart, as each has numbers of its own; answers that differ in nothing but case are one. */
export function rowsToMatch({ of, extra, times }: LabelsDiffer): RowToMatch[] {
  const places = [...extra.keys()];
  const alike =
    of === 'columns'
      ? places.map((at) => [at])
      : groups(places, (at) => comparable(extra[at])).map(([, own]) => own);
  return alike.map((own) => ({
    names: own.map((at) => extra[at]),
    times: times === undefined ? null : sum(own, (at) => times[at]),
  }));
}
