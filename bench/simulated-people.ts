import { Random } from '../src/analysis/random.ts';
import { sendsOn } from '../src/analysis/rater-rule.ts';
import type { LabelledAnswers, RaterRule } from '../src/judgments/dataset.ts';
import type { LabelledQuestion } from '../src/judgments/question.ts';
import { VotesBuilder } from '../src/judgments/votes.ts';

/** A distribution over labels. */
export type Row = readonly number[];

/** People who answered, and what all people like them would say of each item in the mean. */
export interface SimulatedPeople {
  readonly truth: readonly Row[];
  readonly annotated: LabelledAnswers;
}

/** Who is asked about what, and how they answer. */
export interface Design {
  /** What intervals should hold of it: the truth in 95 of 100, or nothing, where it is known to break them. */
  readonly kind: 'independent' | 'habits' | 'broken';
  readonly people: (items: number, random: Random) => SimulatedPeople;
}

/** Raters that are asked in most designs: so many that intervals over items tell enough. */
export const POOL = 40;
const GOEMOTIONS: RaterRule = { first: 3, more: 2, unless: 'two agree' };
/** People by whose habits the truth is known. */
const ANYONE = 300;

function question(labels: number): LabelledQuestion {
  const names = Array.from({ length: labels }, (_, c) => `label ${c}`);
  return { id: 'mood', name: 'mood', kind: 'categorical', labels: names };
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

export function normalised(row: Row): number[] {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((share) => share / sum);
}

/** Gamma(shape) by Marsaglia & Tsang (2000). */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * random.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function dirichlet(labels: number, concentration: number, random: Random): number[] {
  return normalised(
    Array.from({ length: labels }, () => Math.max(gamma(concentration / labels, random), 1e-12)),
  );
}

/** One label drawn from a distribution. */
export function drawn(row: Row, random: Random): number {
  let ahead = random.uniform();
  const found = row.findIndex((share) => (ahead -= share) < 0);
  return found < 0 ? row.length - 1 : found;
}

function raters(count: number, of: number, random: Random): number[] {
  const order = Float64Array.from({ length: of }, (_, rater) => rater);
  random.shuffle(order, count);
  return [...order.subarray(0, count)];
}

/** Raters who draw one label each from the truth. */
export function independent(
  count: (random: Random) => number,
  pool: number,
  labels = 5,
  concentration = 2,
): Design {
  return {
    kind: 'independent',
    people: (items, random) => {
      const votes = new VotesBuilder();
      const truth = Array.from({ length: items }, () => dirichlet(labels, concentration, random));
      for (const [item, row] of truth.entries())
        for (const rater of raters(count(random), pool, random))
          votes.add(item, `r${rater}`, [drawn(row, random)]);
      return {
        truth,
        annotated: { question: question(labels), votes: votes.build(items), origin: 'raters' },
      };
    },
  };
}

/** Raters who lean to labels of their own; the truth is what raters with any habits say in the mean. */
function withHabits(habit: number, count: number, pool: number): Design {
  const labels = 5;
  const lean = (row: Row, by: Row) => normalised(row.map((share, c) => share * Math.exp(by[c])));
  return {
    kind: 'habits',
    people: (items, random) => {
      const habits = (many: number) =>
        Array.from({ length: many }, () => Array.from({ length: labels }, () => habit * normal(random)));
      const anyone = habits(ANYONE);
      const own = habits(pool);
      const votes = new VotesBuilder();
      const truth = Array.from({ length: items }, (_, item) => {
        const row = dirichlet(labels, 2, random);
        for (const rater of raters(count, pool, random))
          votes.add(item, `r${rater}`, [drawn(lean(row, own[rater]), random)]);
        const mean = new Array<number>(labels).fill(0);
        for (const one of anyone)
          for (const [c, share] of lean(row, one).entries()) mean[c] += share / anyone.length;
        return mean;
      });
      return {
        truth,
        annotated: { question: question(labels), votes: votes.build(items), origin: 'raters' },
      };
    },
  };
}

/** Two more raters where the first three disagree. */
function adaptive(known: boolean): Design {
  return {
    kind: known ? 'independent' : 'broken',
    people: (items, random) => {
      const labels = 8;
      const votes = new VotesBuilder();
      const truth = Array.from({ length: items }, () => dirichlet(labels, 4, random));
      for (const [item, row] of truth.entries()) {
        const sets = Array.from({ length: 5 }, () => [drawn(row, random)]);
        const asked = sets.slice(0, sendsOn(GOEMOTIONS, sets.slice(0, 3)) ? 5 : 3);
        for (const [place, rater] of raters(asked.length, POOL, random).entries())
          votes.add(item, `r${rater}`, asked[place]);
      }
      const annotated: LabelledAnswers = {
        question: question(labels),
        votes: votes.build(items),
        origin: 'raters',
      };
      return { truth, annotated: { ...annotated, ...(known && { moreRaters: GOEMOTIONS }) } };
    },
  };
}

export const DESIGNS: Readonly<Record<string, Design>> = {
  'independent, 3 of 40': independent(() => 3, POOL),
  'independent, the same 3': independent(() => 3, 3),
  'independent, the same 5': independent(() => 5, 5),
  'independent, 2 to 10 of 40': independent((random) => 2 + random.below(9), POOL),
  'habits 0.5, the same 3': withHabits(0.5, 3, 3),
  'habits 0.5, the same 5': withHabits(0.5, 5, 5),
  'habits 1.0, the same 3': withHabits(1, 3, 3),
  'habits 1.0, the same 5': withHabits(1, 5, 5),
  'habits 0.5, 3 of 20': withHabits(0.5, 3, 20),
  '3, and 2 more unless two agree; rule unknown': adaptive(false),
  '3, and 2 more unless two agree; rule known': adaptive(true),
};

/** Designs under which two models that are as good as each other are compared. */
export const COMPARED: Readonly<Record<string, Design>> = {
  'independent, 3 of 40': DESIGNS['independent, 3 of 40'],
  'independent, the same 3': DESIGNS['independent, the same 3'],
  'independent, the same 5': DESIGNS['independent, the same 5'],
  'habits 0.5, the same 3': DESIGNS['habits 0.5, the same 3'],
  'habits 0.5, the same 5': DESIGNS['habits 0.5, the same 5'],
  'habits 1.0, the same 3': DESIGNS['habits 1.0, the same 3'],
  'habits 1.0, the same 5': DESIGNS['habits 1.0, the same 5'],
  'habits 0.5, 3 of 20': DESIGNS['habits 0.5, 3 of 20'],
  'habits 0.5, 3 of 40': withHabits(0.5, 3, POOL),
  'habits 1.0, 3 of 40': withHabits(1, 3, POOL),
};
