/**
 * Whether the figures are right where the truth is known: people simulated by several designs, models that are right or wrong in
 * known ways, and what the analysis says of them. Writes three tables into bench/RESULTS.md: D, its interval, p and worth by design
 * and model; how often two models as good as each other are told apart; verdicts by model and number of texts. A run that was done before is not done again, so that it may be done in parts.
 *
 *     npm run simulations -- [--runs 200] [--others 60] [--verdicts 60] [--other-verdicts 20] [--minutes 480] [--kept FILE]
 *
 * `--runs` are those of an exactly right model, `--verdicts` those of a right one and of one with leaked votes.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analysisVersion } from '../analysis-version.ts';
import { KeptRuns } from './kept-runs.ts';
import { writeSection } from './results-file.ts';
import { LEAKED, MODELS, RIGHT } from './simulated-models.ts';
import { COMPARED, DESIGNS, POOL } from './simulated-people.ts';
import {
  comparedRun,
  type GapRun,
  gapRun,
  ITEMS,
  type VerdictRun,
  verdictRun,
  worthRun,
} from './simulated-runs.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    others: { type: 'string', default: '60' },
    verdicts: { type: 'string', default: '60' },
    'other-verdicts': { type: 'string', default: '20' },
    minutes: { type: 'string', default: '480' },
    kept: { type: 'string', default: join(tmpdir(), 'dissensus-simulations.jsonl') },
  },
});
const end = Date.now() + Number(values.minutes) * 60_000;

/** Models whose D is looked at under every design. */
const JUDGED = [RIGHT, 'flatter, 20% uniform', LEAKED];
/** Models whose verdicts are promised. */
const PROMISED = [RIGHT, LEAKED];
/** Texts and raters of each. */
const SIZES = [
  [200, 3],
  [1000, 3],
  [1000, 5],
] as const;
/** At the number of texts that a right model is said to need, with so many raters. */
const RATERS_OF_N0 = [5, 3] as const;
/** Verdicts of right models by which that number is told. */
const RUNS_OF_N0 = 5;
/** Runs in which worth is looked at: it differs least. */
const RUNS_OF_WORTH = 20;

const version = analysisVersion();
const gaps = new KeptRuns<GapRun>(`${values.kept}.gap`, version);
const worths = new KeptRuns<number | null>(`${values.kept}.worth`, version);
const compared = new KeptRuns<number>(`${values.kept}.compared`, version);
const verdicts = new KeptRuns<VerdictRun>(`${values.kept}.verdicts`, version);

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** Texts that a right model is said to need with so many raters, rounded up to hundreds; `null` before it is known. */
function ownTexts(count: number): number | null {
  const found = Array.from({ length: RUNS_OF_N0 }, (_, run) =>
    verdicts.get(verdictKey(1000, count, RIGHT, run)),
  ).filter((one) => one !== undefined);
  return found.length < RUNS_OF_N0 ? null : 100 * Math.ceil(mean(found.map(({ needed }) => needed)) / 100);
}

const gapKey = (design: string, name: string, run: number | '') => `${design}|${name}|${run}`;
const verdictKey = (items: number, count: number, name: string, run: number | '') =>
  `${items}|${count}|${name}|${run}`;

/** One thing to do, unless it was done before. */
type Job = () => void;

function* gapJobs(names: readonly string[], runs: number): Generator<Job> {
  for (let run = 0; run < runs; run++)
    for (const design of Object.keys(DESIGNS))
      for (const name of names) {
        const key = gapKey(design, name, run);
        if (!gaps.has(key)) yield () => gaps.keep(key, gapRun(design, name, run));
        if (run < RUNS_OF_WORTH && !worths.has(key))
          yield () => worths.keep(key, worthRun(design, name, run));
      }
}

function* comparedJobs(runs: number): Generator<Job> {
  for (let run = 0; run < runs; run++)
    for (const design of Object.keys(COMPARED)) {
      const key = `${design}|${run}`;
      if (!compared.has(key)) yield () => compared.keep(key, comparedRun(design, run));
    }
}

function* verdictJobs(
  sizes: readonly (readonly [number, number])[],
  names: readonly string[],
  runs: number,
): Generator<Job> {
  for (let run = 0; run < runs; run++)
    for (const [items, count] of sizes)
      for (const name of names) {
        const key = verdictKey(items, count, name, run);
        if (!verdicts.has(key)) yield () => verdicts.keep(key, verdictRun(items, count, name, run));
      }
}

/** What is promised comes first. */
function* jobs(): Generator<Job> {
  const promised = Number(values.verdicts);
  yield* verdictJobs(SIZES, [RIGHT], RUNS_OF_N0);
  yield* gapJobs([RIGHT], Number(values.runs));
  yield* comparedJobs(Number(values.runs));
  const [count, fewer] = RATERS_OF_N0;
  yield* verdictJobs([[ownTexts(count)!, count]], PROMISED, promised);
  yield* verdictJobs(SIZES, PROMISED, promised);
  yield* gapJobs(JUDGED, Number(values.others));
  yield* verdictJobs(SIZES, Object.keys(MODELS), Number(values['other-verdicts']));
  // So many texts take longest.
  yield* verdictJobs([[ownTexts(fewer)!, fewer]], PROMISED, promised);
}

/** Does what was not done before, until all is done or the time is over. */
function work(): boolean {
  for (const job of jobs()) {
    if (Date.now() > end) return false;
    job();
  }
  return true;
}

function share<One>(all: readonly One[], pass: (one: One) => boolean): string {
  return (all.filter(pass).length / all.length).toFixed(2);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return 'No run of these is kept yet.';
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function gapTable(): string {
  const rows = Object.keys(DESIGNS).flatMap((design) =>
    JUDGED.flatMap((name) => {
      const found = gaps.of(gapKey(design, name, ''));
      if (found.length === 0) return [];
      const off = mean(found.map((one) => one.off));
      const k = worths.of(gapKey(design, name, '')).flatMap((one) => one ?? []);
      const bias = mean(found.map(({ d, off: own }) => d - own));
      const coverage = share(found, ({ lo, hi }) => lo <= off && off <= hi);
      const p = share(found, (one) => one.p <= 0.05);
      return [
        [design, name, found.length, bias.toFixed(4), coverage, p, k.length === 0 ? '–' : mean(k).toFixed(2)],
      ];
    }),
  );
  return table(['people', 'model', 'runs', 'D − true D', 'coverage', 'p ≤ .05', 'k'], rows);
}

function comparedTable(): string {
  const rows = Object.keys(COMPARED).flatMap((design) => {
    const found = compared.of(`${design}|`);
    return found.length === 0 ? [] : [[design, found.length, share(found, (p) => p <= 0.05)]];
  });
  return table(['people', 'runs', 'p ≤ .05'], rows);
}

function verdictTable(): string {
  const own = RATERS_OF_N0.flatMap((count) => {
    const needed = ownTexts(count);
    return needed === null ? [] : [[needed, count] as const];
  });
  const names = ['substitute', 'substitute after calibration', 'cannot tell yet', 'do not substitute'];
  const rows = [...SIZES, ...own].flatMap(([items, count]) =>
    Object.keys(MODELS).flatMap((name) => {
      const found = verdicts.of(verdictKey(items, count, name, ''));
      if (found.length === 0) return [];
      return [
        [
          `${items.toLocaleString('en')} x ${count}`,
          name,
          found.length,
          ...names.map((wanted) => share(found, ({ verdict }) => verdict === wanted)),
          share(found, ({ asItIs }) => asItIs.startsWith('substitute')),
          mean(found.flatMap((one) => one.k ?? [])).toFixed(2),
          Math.round(mean(found.map((one) => one.needed))).toLocaleString('en'),
        ],
      ];
    }),
  );
  return table(
    ['texts x raters', 'model', 'runs', ...names, 'either of the first two, upper end as it is', 'k', 'N0'],
    rows,
  );
}

const isDone = work();
await writeSection(
  'Where the truth is known',
  `Written by \`npm run simulations\`: people and models are simulated, and the analysis is asked.

D over ${ITEMS} texts. An exactly right model should have D = 0, an interval that holds the true D in .92 to .98 of the runs, and
p ≤ .05 in .05 of them; where more raters are asked by a rule that the analysis is not told, it cannot. A model with leaked votes is
nearer to these very votes than to the truth, so that its D is too small. A share of .95 has a standard error of .015 over 200 runs and
of .03 over 60.

${gapTable()}

Two models, each of which gives one label twice what it should, over ${ITEMS} texts: people lean to either label as often, so that
p ≤ .05 should be in .05 of the runs.

${comparedTable()}

Verdicts with raters drawn from ${POOL}; *substitute* is “near enough”. The last rows are over the texts that an exactly right model is
said to need (N0) to be seen as near enough with 80% chance. The verdict takes the upper end of D's interval about zero where the mean
is below it; the column *upper end as it is* has the share of verdicts in a model's favour if it were taken as it is.

${verdictTable()}`,
);
if (!isDone) console.log('The time is over and runs are left: the same command goes on with them.');
