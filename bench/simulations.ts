/**
 * Whether the figures are right where the truth is known: people simulated by several designs, models that are right or wrong in
 * known ways, and what the analysis says of them. Writes two tables into bench/RESULTS.md: D, its interval, p and worth by design
 * and model; verdicts by model and number of texts. A run that was done before is not done again, so that it may be done in parts.
 *
 *     npm run simulations -- [--runs 100] [--verdicts 40] [--minutes 7] [--kept FILE]
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analysisVersion } from '../analysis-version.ts';
import { textsNeeded } from '../src/analysis/guidelines.ts';
import { Random } from '../src/analysis/random.ts';
import { calibratedModels } from '../src/analysis/sections/calibration.ts';
import { figuresForVerdicts } from '../src/analysis/sections/figures-for-verdicts.ts';
import { floorSection } from '../src/analysis/sections/floor.ts';
import { gapSection } from '../src/analysis/sections/gap.ts';
import { guidelinesSection } from '../src/analysis/sections/guidelines.ts';
import { worthSection } from '../src/analysis/sections/worth.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { studyQuestion } from '../src/analysis/study.ts';
import type { AnnotatedQuestion, Dataset } from '../src/judgments/dataset.ts';
import { KeptRuns } from './kept-runs.ts';
import { writeSection } from './results-file.ts';
import { LEAKED, MODELS, RIGHT, type SimulatedModel } from './simulated-models.ts';
import { DESIGNS, independent, POOL, type Row, type SimulatedPeople } from './simulated-people.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    verdicts: { type: 'string', default: '40' },
    minutes: { type: 'string', default: '480' },
    kept: { type: 'string', default: join(tmpdir(), 'dissensus-simulations.jsonl') },
  },
});
const runs = Number(values.runs);
const verdictRuns = Number(values.verdicts);
const end = Date.now() + Number(values.minutes) * 60_000;

const ITEMS = 300;
/** Models whose D is looked at under every design. */
const JUDGED = [RIGHT, 'flatter, 20 % uniform', LEAKED];
/** Texts and raters of each. */
const SIZES = [
  [200, 3],
  [1000, 3],
  [1000, 5],
] as const;
/** At the number of texts that a right model is said to need, with so many raters. */
const RATERS_OF_N0 = 5;
/** Verdicts of right models by which that number is told. */
const RUNS_OF_N0 = 5;

/** Runs in which worth is looked at: it takes longest, and differs least. */
const RUNS_OF_WORTH = 20;

/** What a run says of one model's D: `off` is the true squared distance. */
interface GapRun {
  readonly d: number;
  readonly off: number;
  readonly lo: number;
  readonly hi: number;
  readonly p: number;
  readonly k: number | null;
}

interface VerdictRun {
  readonly verdict: string;
  readonly k: number | null;
  /** Texts that a right model would need. */
  readonly needed: number;
}

const version = analysisVersion();
const gaps = new KeptRuns<GapRun>(`${values.kept}.gap`, version);
const verdicts = new KeptRuns<VerdictRun>(`${values.kept}.verdicts`, version);

function datasetOf(annotated: AnnotatedQuestion): Dataset {
  const items = annotated.votes.voteStart.length - 1;
  const ids = Array.from({ length: items }, (_, item) => `${item}`);
  return { name: 'simulated', ids, texts: ids, questions: [annotated], sources: [] };
}

function rowsOf({ truth, annotated }: SimulatedPeople, model: SimulatedModel, random: Random): Row[] {
  const { votes } = annotated;
  return truth.map((row, item) => {
    const given = row.map(() => 0);
    const [from, to] = [votes.voteStart[item], votes.voteStart[item + 1]];
    for (let vote = from; vote < to; vote++) given[votes.labels[vote]] += 1 / (to - from);
    return model(row, given, random);
  });
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

function gapRun(design: string, name: string, run: number): GapRun {
  const people = DESIGNS[design].people(ITEMS, new Random(run, design));
  const { truth, annotated } = people;
  const rows = rowsOf(people, MODELS[name], new Random(run, design, name));
  const settings = {
    ...DEFAULT_SETTINGS,
    seed: run,
    resamples: 400,
    exactDraws: 99,
    groupDraws: 2,
    worthDraws: 20,
  };
  const study = studyQuestion(datasetOf(annotated), annotated, [judgmentsOf(annotated, rows)], settings);
  const [model] = study.models;
  const { squared } = gapSection(study, model).figures;
  const apart = truth.map((row, item) =>
    row.reduce((sum, share, c) => sum + (share - rows[item][c]) ** 2, 0),
  );
  return {
    d: squared.mean!,
    off: mean(apart),
    lo: squared.lo!,
    hi: squared.hi!,
    p: floorSection(study, model).figures.floor.p!,
    k: run < RUNS_OF_WORTH ? worthSection(study, model).figures.k : null,
  };
}

function verdictRun(items: number, count: number, name: string, run: number): VerdictRun {
  const random = new Random(run, 'verdicts', items, count);
  const people = independent(() => count, POOL, 5, 1.5).people(items, random);
  const { annotated } = people;
  const rows = rowsOf(people, MODELS[name], new Random(run, 'verdicts', items, count, name));
  const settings = {
    ...DEFAULT_SETTINGS,
    seed: run,
    resamples: 300,
    exactDraws: 300,
    ceilingDraws: 40,
    groupDraws: 2,
    worthDraws: 20,
  };
  const dataset = datasetOf(annotated);
  const study = studyQuestion(dataset, annotated, [judgmentsOf(annotated, rows)], settings);
  const [model] = study.models;
  const row = figuresForVerdicts(study, model);
  const calibrated = calibratedModels(study, model, dataset.texts);
  const [{ verdict, question }] = guidelinesSection(study, model, calibrated, row).figures;
  return {
    verdict,
    k: row.worth!.k,
    needed: textsNeeded(question!.own!.squared!, settings.thresholds.distance).ifRight,
  };
}

/** Texts that a right model is said to need, rounded to hundreds; `null` before it is known. */
function ownTexts(): number | null {
  const found = Array.from({ length: RUNS_OF_N0 }, (_, run) =>
    verdicts.get(verdictKey(1000, RATERS_OF_N0, RIGHT, run)),
  ).filter((one) => one !== undefined);
  return found.length < RUNS_OF_N0 ? null : 100 * Math.ceil(mean(found.map(({ needed }) => needed)) / 100);
}

const gapKey = (design: string, name: string, run: number | '') => `${design}|${name}|${run}`;
const verdictKey = (items: number, count: number, name: string, run: number | '') =>
  `${items}|${count}|${name}|${run}`;

/** Does runs that were not done before, all tables at a time, until they are done or the time is over. */
function work(): boolean {
  const isOver = () => Date.now() > end;
  for (let run = 0; run < Math.max(runs, verdictRuns); run++) {
    for (const design of run < runs ? Object.keys(DESIGNS) : [])
      for (const name of JUDGED) {
        if (gaps.has(gapKey(design, name, run))) continue;
        if (isOver()) return false;
        gaps.keep(gapKey(design, name, run), gapRun(design, name, run));
      }
    if (run >= verdictRuns) continue;
    const needed = ownTexts();
    const jobs = [
      ...SIZES.flatMap(([items, count]) => Object.keys(MODELS).map((name) => [items, count, name] as const)),
      ...(needed === null ? [] : [RIGHT, LEAKED].map((name) => [needed, RATERS_OF_N0, name] as const)),
    ];
    for (const [items, count, name] of jobs) {
      if (verdicts.has(verdictKey(items, count, name, run))) continue;
      if (isOver()) return false;
      verdicts.keep(verdictKey(items, count, name, run), verdictRun(items, count, name, run));
    }
  }
  return true;
}

function share<One>(all: readonly One[], pass: (one: One) => boolean): string {
  return (all.filter(pass).length / all.length).toFixed(2);
}

function gapTable(): string {
  const lines = [
    '| people | model | runs | D − true D | coverage | p ≤ .05 | k |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const design of Object.keys(DESIGNS))
    for (const name of JUDGED) {
      const found = gaps.of(gapKey(design, name, ''));
      if (found.length === 0) continue;
      const off = mean(found.map((one) => one.off));
      const k = found.flatMap((one) => one.k ?? []);
      const bias = mean(found.map(({ d, off: own }) => d - own));
      lines.push(
        `| ${[
          design,
          name,
          found.length,
          bias.toFixed(4),
          share(found, ({ lo, hi }) => lo <= off && off <= hi),
          share(found, ({ p }) => p <= 0.05),
          k.length === 0 ? '–' : mean(k).toFixed(2),
        ].join(' | ')} |`,
      );
    }
  return lines.join('\n');
}

function verdictTable(): string {
  const needed = ownTexts();
  const sizes: readonly (readonly [number, number])[] =
    needed === null ? SIZES : [...SIZES, [needed, RATERS_OF_N0]];
  const names = ['substitute', 'substitute after calibration', 'cannot tell yet', 'do not substitute'];
  const lines = [
    `| texts x raters | model | runs | ${names.join(' | ')} | k | N0 |`,
    `| --- | --- | --- | ${names.map(() => '---').join(' | ')} | --- | --- |`,
  ];
  for (const [items, count] of sizes)
    for (const name of Object.keys(MODELS)) {
      const found = verdicts.of(verdictKey(items, count, name, ''));
      if (found.length === 0) continue;
      const shares = names.map((wanted) => share(found, ({ verdict }) => verdict === wanted));
      const k = mean(found.flatMap((one) => one.k ?? []));
      const n0 = Math.round(mean(found.map((one) => one.needed))).toLocaleString('en');
      lines.push(
        `| ${[`${items.toLocaleString('en')} x ${count}`, name, found.length, ...shares, k.toFixed(2), n0].join(' | ')} |`,
      );
    }
  return lines.length === 2 ? 'No run of these is kept yet.' : lines.join('\n');
}

const isDone = work();
await writeSection(
  'Where the truth is known',
  `Written by \`npm run simulations\`: people and models are simulated, and the analysis is asked.

D over ${ITEMS} texts. An exactly right model should have D = 0, an interval that holds the true D in .92 to .98 of the runs, and
p ≤ .05 in .05 of them; where more raters are asked by a rule that the analysis is not told, it cannot. A model with leaked votes is
nearer to these very votes than to the truth, so that its D is too small.

${gapTable()}

Verdicts with raters drawn from ${POOL}; *substitute* is “near enough”. The last rows are over the texts that an exactly right model is
said to need (N0) to be seen as near enough with 80 % chance.

${verdictTable()}`,
);
if (!isDone) console.log('The time is over and runs are left: the same command goes on with them.');
