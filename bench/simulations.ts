/**
 * Whether the figures are right where the truth is known: people simulated by several designs, models that are right or wrong in
 * known ways, and what the analysis says of them. Prints two tables: D, its interval and p by design; verdicts by design and model.
 *
 *     npm run simulations -- [--runs 100] [--only gap|verdicts] [--items 300]
 */
import { parseArgs } from 'node:util';
import { analyse } from '../src/analysis/analyse.ts';
import { textsNeeded } from '../src/analysis/guidelines.ts';
import { Random } from '../src/analysis/random.ts';
import { sendsOn } from '../src/analysis/rater-rule.ts';
import { floorSection } from '../src/analysis/sections/floor.ts';
import { gapSection } from '../src/analysis/sections/gap.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { studyQuestion } from '../src/analysis/study.ts';
import type { AnnotatedQuestion, Dataset, RaterRule } from '../src/judgments/dataset.ts';
import type { Question } from '../src/judgments/question.ts';
import { VotesBuilder } from '../src/judgments/votes.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    items: { type: 'string', default: '300' },
    only: { type: 'string', default: '' },
  },
});
const runs = Number(values.runs);
const POOL = 40;
const GOEMOTIONS: RaterRule = { first: 3, more: 2, unless: 'two agree' };

type Row = readonly number[];
interface Simulated {
  readonly truth: readonly Row[];
  readonly annotated: AnnotatedQuestion;
}
type Design = (items: number, random: Random) => Simulated;

function question(labels: number): Question {
  return {
    id: 'mood',
    name: 'mood',
    kind: 'categorical',
    labels: Array.from({ length: labels }, (_, c) => `label ${c}`),
  };
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

function normalised(row: Row): number[] {
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

function drawn(row: Row, random: Random): number {
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
function independent(count: (random: Random) => number, pool: number, labels = 5, concentration = 2): Design {
  return (items, random) => {
    const votes = new VotesBuilder();
    const truth = Array.from({ length: items }, () => dirichlet(labels, concentration, random));
    for (const [item, row] of truth.entries())
      for (const rater of raters(count(random), pool, random))
        votes.add(item, `r${rater}`, [drawn(row, random)]);
    return { truth, annotated: { question: question(labels), votes: votes.build(items), origin: 'raters' } };
  };
}

/** Raters who lean to labels of their own; the truth is what raters with any habits say in the mean. */
function withHabits(habit: number, count: number, pool: number): Design {
  return (items, random) => {
    const labels = 5;
    const lean = (row: Row, by: Row) => normalised(row.map((share, c) => share * Math.exp(by[c])));
    const habits = (many: number) =>
      Array.from({ length: many }, () => Array.from({ length: labels }, () => habit * normal(random)));
    const anyone = habits(300);
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
    return { truth, annotated: { question: question(labels), votes: votes.build(items), origin: 'raters' } };
  };
}

/** Two more raters where the first three disagree. */
function adaptive(known: boolean): Design {
  return (items, random) => {
    const labels = 8;
    const votes = new VotesBuilder();
    const truth = Array.from({ length: items }, () => dirichlet(labels, 4, random));
    for (const [item, row] of truth.entries()) {
      const sets = Array.from({ length: 5 }, () => [drawn(row, random)]);
      const asked = sets.slice(0, sendsOn(GOEMOTIONS, sets.slice(0, 3)) ? 5 : 3);
      for (const [place, rater] of raters(asked.length, POOL, random).entries())
        votes.add(item, `r${rater}`, asked[place]);
    }
    const annotated: AnnotatedQuestion = {
      question: question(labels),
      votes: votes.build(items),
      origin: 'raters',
    };
    return { truth, annotated: { ...annotated, ...(known && { moreRaters: GOEMOTIONS }) } };
  };
}

const DESIGNS: Readonly<Record<string, Design>> = {
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

type Model = (row: Row, votes: Row, random: Random) => Row;

const tempered =
  (power: number): Model =>
  (row) =>
    normalised(row.map((share) => share ** power));

const MODELS: Readonly<Record<string, Model>> = {
  'exactly right': (row) => row,
  'sharper, power 1.3': tempered(1.3),
  'sharper, power 2': tempered(2),
  'flatter, 20 % uniform': (row) => row.map((share) => 0.8 * share + 0.2 / row.length),
  'one label missed by half': (row) => [row[0] / 2, row[1] + row[0] / 2, ...row.slice(2)],
  'two labels swapped in one of three': (row, _, random) =>
    random.uniform() < 1 / 3 ? [row[1], row[0], ...row.slice(2)] : row,
  'one rater’s answer': (row, _, random) => {
    const answer = drawn(row, random);
    return row.map((__, c) => (c === answer ? 1 : 0));
  },
  '20 % of the votes leaked': (row, votes) => row.map((share, c) => 0.8 * share + 0.2 * votes[c]),
};

function datasetOf(annotated: AnnotatedQuestion): Dataset {
  const items = annotated.votes.voteStart.length - 1;
  const ids = Array.from({ length: items }, (_, item) => `${item}`);
  return { name: 'simulated', ids, texts: ids, questions: [annotated], sources: [] };
}

function judgmentsOf({ question: asked }: AnnotatedQuestion, rows: readonly Row[]) {
  return {
    annotator: {
      model: 'model',
      revision: '1',
      dtype: 'fp32',
      method: { name: 'imported' as const },
      questions: [asked],
    },
    question: asked,
    answered: new Uint8Array(rows.length).fill(1),
    distributions: Float32Array.from(rows.flat()),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function gapTable(): void {
  console.log(
    `An exactly right model, ${values.items} texts, ${runs} runs: D should be 0, coverage .95, p <= .05 in 5 %`,
  );
  console.log(`${''.padEnd(46)} ${'mean D'.padStart(9)} ${'coverage'.padStart(9)} ${'p <= .05'.padStart(9)}`);
  for (const [name, design] of Object.entries(DESIGNS)) {
    const found = Array.from({ length: runs }, (_, run) => {
      const { truth, annotated } = design(Number(values.items), new Random(run, name));
      const settings = { ...DEFAULT_SETTINGS, seed: run, resamples: 400, exactDraws: 300, groupDraws: 2 };
      const study = studyQuestion(datasetOf(annotated), annotated, [judgmentsOf(annotated, truth)], settings);
      const { squared } = gapSection(study, study.models[0], {});
      const { p } = floorSection(study, study.models[0], {}).floor;
      return { d: squared.mean!, held: squared.lo! <= 0 && squared.hi! >= 0, p: p! };
    });
    const share = (pass: (one: (typeof found)[number]) => boolean) => found.filter(pass).length / runs;
    console.log(
      `${name.padEnd(46)} ${mean(found.map(({ d }) => d))
        .toFixed(4)
        .padStart(9)} ` +
        `${share(({ held }) => held)
          .toFixed(2)
          .padStart(9)} ${share(({ p }) => p <= 0.05)
          .toFixed(2)
          .padStart(9)}`,
    );
  }
}

async function verdictTable(): Promise<void> {
  for (const [items, count] of [
    [200, 3],
    [1000, 3],
    [1000, 5],
  ]) {
    console.log(
      `\n${items} texts x ${count} of ${POOL} raters, ${runs} runs: share of each verdict, mean k, N0`,
    );
    for (const [name, model] of Object.entries(MODELS)) {
      const verdicts = new Map<string, number>();
      const worth: number[] = [];
      const needed: number[] = [];
      for (let run = 0; run < runs; run++) {
        const random = new Random(run, 'verdicts', items, count);
        const { truth, annotated } = independent(() => count, POOL, 5, 1.5)(items, random);
        const { votes } = annotated;
        const rows = truth.map((row, item) => {
          const given = row.map(() => 0);
          for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++)
            given[votes.labels[vote]] += 1 / count;
          return model(row, given, random);
        });
        const settings = {
          ...DEFAULT_SETTINGS,
          seed: run,
          resamples: 300,
          exactDraws: 300,
          ceilingDraws: 40,
          groupDraws: 2,
          worthDraws: 20,
          budgetDraws: 1,
        };
        const report = await analyse(datasetOf(annotated), [judgmentsOf(annotated, rows)], settings);
        const [row] = report.questions[0].models;
        const [{ verdict, question: grounds }] = row.guidelines!;
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        worth.push(row.worth!.k!);
        needed.push(textsNeeded(grounds!.own!.squared!, settings.thresholds.distance).ifRight);
      }
      const shares = [...verdicts]
        .map(([verdict, times]) => `${verdict} ${(times / runs).toFixed(2)}`)
        .join(', ');
      console.log(
        `${name.padEnd(36)} k ${mean(worth).toFixed(2)}  N0 ${Math.round(mean(needed))}  ${shares}`,
      );
    }
  }
}

if (values.only !== 'verdicts') gapTable();
if (values.only !== 'gap') await verdictTable();
