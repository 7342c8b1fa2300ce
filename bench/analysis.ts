/**
 * Times the analysis against a one-thread NumPy, SciPy and scikit-learn script that does the same work: same sizes, same numbers
 * of draws, same folds, same tolerances. Prints seconds and the ratio, section by section; under 1 is faster than the peer.
 * Then the whole of it, with everything that is shown, for several models on two threads as the command line has it: seconds alone.
 *
 *     npx tsx bench/analysis.ts [--items 16000] [--labels 28] [--models 5] [--python python3] [--only sections|whole]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { analyseOnThreads } from '../cli/analysis-threads.ts';
import { bootstrapMeans } from '../src/analysis/bootstrap.ts';
import { flooredRows } from '../src/analysis/calibration/calibrator.ts';
import { FOR_ANSWERS } from '../src/analysis/calibration/dirichlet.ts';
import { fitCalibrator } from '../src/analysis/calibration/fit.ts';
import { trainingSet } from '../src/analysis/calibration/training-set.ts';
import { pairedTests } from '../src/analysis/comparisons.ts';
import { exactFloor } from '../src/analysis/exact-floor.ts';
import { itemFigures } from '../src/analysis/item-figures.ts';
import { itemPeople } from '../src/analysis/item-people.ts';
import { hasLabels } from '../src/analysis/question-kinds.ts';
import { peopleFloor, splitPeople } from '../src/analysis/people-floor.ts';
import { Random } from '../src/analysis/random.ts';
import { simulatedJudgments } from './simulated-judgments.ts';

const RATERS = 5;
const THREADS = 2;
const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '16000' },
    labels: { type: 'string', default: '28' },
    models: { type: 'string', default: '5' },
    python: { type: 'string', default: 'python3' },
    only: { type: 'string', default: '' },
  },
});
const items = Number(values.items);
const labels = Number(values.labels);

const inputs = simulatedJudgments(items, labels, RATERS, Number(values.models));
const [annotated] = inputs.dataset.questions.filter(hasLabels);
const places = Uint32Array.from({ length: items }, (_, item) => item);

/** Seconds of each section. */
const ours: Record<string, number> = {};

if (values.only !== 'whole') compareSections();
if (values.only !== 'sections') {
  const start = performance.now();
  await analyseOnThreads(inputs, undefined, THREADS);
  const seconds = (performance.now() - start) / 1000;
  console.log(`whole, ${values.models} models, ${THREADS} threads: ${seconds.toFixed(1)} s`);
}

/** Work under a second is done three times and the best time counts, here as in the peer: a report does it once per model and fold. */
function timed<Result>(section: string, work: () => Result): Result {
  for (let run = 0; ; run++) {
    const start = performance.now();
    const result = work();
    const seconds = (performance.now() - start) / 1000;
    ours[section] = Math.min(ours[section] ?? Infinity, seconds);
    if (run === 2 || seconds > 1) return result;
  }
}

function compareSections(): void {
  const figures = timed('per-item figures', () =>
    itemFigures(annotated, inputs.predictions[0], itemPeople(annotated)),
  );
  const columns = [figures.jsd, figures.squared, figures.crossEntropy, figures.tvd];
  // Resamples that were drawn once are kept: another seed makes each run draw them.
  let seed = 1;
  timed('bootstrap, 1,000 resamples of 4 columns', () => bootstrapMeans(columns, 1000, new Random(seed++)));
  timed('people against people, 200 splits', () =>
    peopleFloor(splitPeople(annotated.votes, labels, places, 200, new Random(2)), figures, places),
  );
  timed('if the model were right, 1,000 draws', () =>
    exactFloor(annotated.votes, figures, places, 1000, new Random(3)),
  );
  const differences = columns
    .slice(0, 3)
    .map((column) => column.map((value, item) => value - column[(item + 1) % items]));
  timed('sign flips, 10,000 of 3 columns', () => pairedTests(differences, 1, 10_000, new Random(4)));
  const training = trainingSet(
    figures,
    flooredRows(figures.model, labels, places),
    places,
    Uint8Array.from(places, (item) => item % 3),
  );
  timed('temperature', () => fitCalibrator('temperature', training));
  timed('isotonic', () => fitCalibrator('isotonic', training));
  timed('prior correction', () => fitCalibrator('prior correction', training, FOR_ANSWERS));
  timed('crowd smoothing', () => fitCalibrator('crowd smoothing', training));
  timed('dirichlet, penalty by 3 folds', () => fitCalibrator('dirichlet', training, FOR_ANSWERS));
  const peer = secondsOfPeer(figures.model);
  console.log(`${items} items, ${labels} labels, ${RATERS} raters each; seconds`);
  console.log(`${'section'.padEnd(42)} ${'ours'.padStart(8)} ${'peer'.padStart(8)} ${'ratio'.padStart(7)}`);
  for (const [section, seconds] of Object.entries(ours)) {
    const other = peer[section];
    console.log(
      `${section.padEnd(42)} ${seconds.toFixed(2).padStart(8)} ${other.toFixed(2).padStart(8)} ${(seconds / other).toFixed(2).padStart(7)}`,
    );
  }
}

function secondsOfPeer(model: Float64Array): Record<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'dissensus-bench-'));
  try {
    // Every vote is one label: they stand item by item.
    writeFileSync(join(folder, 'votes'), annotated.votes.labels);
    writeFileSync(join(folder, 'model'), model);
    const script = fileURLToPath(new URL('analysis.py', import.meta.url));
    const one = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    const answer = execFileSync(values.python, [script, folder, `${items}`, `${labels}`, `${RATERS}`], {
      encoding: 'utf8',
      env: { ...process.env, ...one },
    });
    return JSON.parse(answer) as Record<string, number>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
