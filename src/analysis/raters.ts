import type { LabelledQuestion } from '../judgments/question.ts';
import { setsOf } from '../judgments/votes.ts';
import type { Votes } from '../judgments/votes.ts';
import { percentileInterval, quantile } from './bootstrap.ts';
import type { Random } from './random.ts';
import { answerAgreement } from './rater-agreement.ts';
import { medianTimes } from './rater-times.ts';

/** Items with another rater that a rater needs for a kappa. */
export const FEWEST_RATED = 30;

/** One rater beside the others. */
export interface RaterFigures {
  readonly rater: string;
  /** Items rated, and those of them with another rater. */
  readonly items: number;
  readonly shared: number;
  /** Agreement with the others beyond that of their marginals; `null` under {@link FEWEST_RATED} shared items. */
  readonly kappa: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** Share of the votes for the rater's commonest label. */
  readonly commonest: number;
  readonly commonestLabel: number;
  /** Median time of the rater's answers; `null` where none of them has one, absent where nobody's has. */
  readonly seconds?: number | null;
  /** Agrees with the others so little that what is said of people changes with them: see {@link doubtful}. */
  readonly doubtful: boolean;
}

/** An item of a rater: agreement with the others, and of each label that anyone gave the rater's share and the others' mean share. */
interface Shared {
  readonly agreement: number;
  readonly given: readonly number[];
  readonly own: readonly number[];
  readonly others: readonly number[];
}

/**
 * A row per rater: kappa_r = (a_r - e_r) / (1 - e_r), a_r the mean agreement with the others of each item, e_r what the rater's and
 * the others' mean votes on the same items would give; interval by resampled items. `null` without rater ids.
 */
export function ratersOf(
  question: LabelledQuestion,
  votes: Votes,
  resamples: number,
  random: Random,
): RaterFigures[] | null {
  if (!votes.raters || !votes.raterIds) return null;
  const labels = question.labels.length;
  const agree = answerAgreement(question);
  const shared = votes.raterIds.map((): Shared[] => []);
  const given = votes.raterIds.map(() => new Float64Array(labels));
  const items = new Uint32Array(votes.raterIds.length);
  for (let item = 0; item + 1 < votes.voteStart.length; item++) {
    const sets = setsOf(votes, item);
    for (const [place, own] of sets.entries()) {
      const rater = votes.raters[votes.voteStart[item] + place];
      items[rater]++;
      for (const c of own) given[rater][c] += 1 / own.length;
      if (sets.length < 2) continue;
      const others = new Map(own.map((c) => [c, 0]));
      let agreement = 0;
      for (const [other, set] of sets.entries()) {
        if (other === place) continue;
        agreement += agree(own, set) / (sets.length - 1);
        for (const c of set) others.set(c, (others.get(c) ?? 0) + 1 / (set.length * (sets.length - 1)));
      }
      // The rater's own labels come first.
      shared[rater].push({
        agreement,
        given: [...others.keys()],
        own: own.map(() => 1 / own.length),
        others: [...others.values()],
      });
    }
  }
  const byChance = chanceOf(question);
  const times = medianTimes(votes);
  const rows = votes.raterIds.map((rater, place) => {
    const rows = shared[place];
    const commonestLabel = given[place].indexOf(Math.max(...given[place]));
    const known = rows.length >= FEWEST_RATED;
    const everyone = Uint32Array.from(rows.keys());
    const drawn = new Uint32Array(rows.length);
    const values = new Float64Array(known ? resamples : 0);
    for (let resample = 0; resample < values.length; resample++) {
      for (let at = 0; at < drawn.length; at++) drawn[at] = random.below(rows.length);
      values[resample] = kappaOf(rows, drawn, labels, byChance);
    }
    return {
      rater,
      items: items[place],
      shared: rows.length,
      kappa: known ? kappaOf(rows, everyone, labels, byChance) : null,
      ...(known ? percentileInterval(values) : { lo: null, hi: null }),
      commonest: given[place][commonestLabel] / items[place],
      commonestLabel,
      ...(times && { seconds: times[place] }),
    };
  });
  const line = doubtfulLine(rows.flatMap(({ kappa }) => kappa ?? []));
  return rows.map((row) => ({ ...row, doubtful: isDoubtful(row, line) }));
}

/** Half the median kappa: a rater who reaches it for certain not, or chance alone not for certain, is doubtful. */
function doubtfulLine(kappas: readonly number[]): number {
  return kappas.length === 0 ? 0 : quantile(Float64Array.from(kappas).sort(), 0.5) / 2;
}

function isDoubtful({ lo, hi }: Pick<RaterFigures, 'lo' | 'hi'>, line: number): boolean {
  return lo !== null && hi !== null && (hi < line || lo <= 0);
}

function kappaOf(
  rows: readonly Shared[],
  drawn: Uint32Array,
  labels: number,
  byChance: (own: Float64Array, others: Float64Array) => number,
): number {
  const own = new Float64Array(labels);
  const others = new Float64Array(labels);
  let agreement = 0;
  for (const place of drawn) {
    const row = rows[place];
    agreement += row.agreement;
    for (let at = 0; at < row.own.length; at++) own[row.given[at]] += row.own[at];
    for (let at = 0; at < row.given.length; at++) others[row.given[at]] += row.others[at];
  }
  for (let c = 0; c < labels; c++) {
    own[c] /= drawn.length;
    others[c] /= drawn.length;
  }
  const chance = byChance(own, others);
  // Who always says what everybody always says agrees by chance alone.
  return chance >= 1 - 1e-12 ? 0 : (agreement / drawn.length - chance) / (1 - chance);
}

/** Agreement of an answer from each of two mean votes, drawn by themselves. */
function chanceOf(question: LabelledQuestion): (own: Float64Array, others: Float64Array) => number {
  if (question.kind === 'categorical')
    return (own, others) => own.reduce((sum, share, c) => sum + share * others[c], 0);
  const agree = answerAgreement(question);
  return (own, others) =>
    own.reduce(
      (sum, share, a) => sum + others.reduce((part, other, b) => part + share * other * agree([a], [b]), 0),
      0,
    );
}
