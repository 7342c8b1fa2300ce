import type { Random } from '../src/analysis/random.ts';
import { drawn, normalised, type Row } from './simulated-people.ts';

/** What a model says of an item whose truth is `row`, on which people's shares are `votes`. */
export type SimulatedModel = (row: Row, votes: Row, random: Random) => Row;

const tempered =
  (power: number): SimulatedModel =>
  (row) =>
    normalised(row.map((share) => share ** power));

export const RIGHT = 'exactly right';
export const LEAKED = '20% of the votes leaked';

export const MODELS: Readonly<Record<string, SimulatedModel>> = {
  [RIGHT]: (row) => row,
  'sharper, power 1.3': tempered(1.3),
  'sharper, power 2': tempered(2),
  'flatter, 20% uniform': (row) => row.map((share) => 0.8 * share + 0.2 / row.length),
  'one label missed by half': (row) => [row[0] / 2, row[1] + row[0] / 2, ...row.slice(2)],
  'two labels swapped in one of three': (row, _, random) =>
    random.uniform() < 1 / 3 ? [row[1], row[0], ...row.slice(2)] : row,
  'one rater’s answer': (row, _, random) => {
    const answer = drawn(row, random);
    return row.map((__, c) => (c === answer ? 1 : 0));
  },
  [LEAKED]: (row, votes) => row.map((share, c) => 0.8 * share + 0.2 * votes[c]),
};

/** Two models as good as each other: each gives a label of its own twice what it should, and people are as likely to lean to either. */
export const AS_GOOD: readonly SimulatedModel[] = [0, 1].map(
  (label) => (row) => normalised(row.map((share, c) => (c === label ? 2 * share : share))),
);
