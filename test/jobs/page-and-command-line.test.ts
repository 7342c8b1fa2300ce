import 'fake-indexeddb/auto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyCommand, fitCommand } from '../../cli/calibrate-command.ts';
import { gatherJudgments } from '../../cli/gather-judgments.ts';
import { analyse } from '../../src/analysis/analyse.ts';
import type { CalibratorFile } from '../../src/analysis/calibration/calibrator-file.ts';
import { CALIBRATION_METHODS } from '../../src/analysis/calibration/fit.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import { Random } from '../../src/analysis/random.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { applyCalibrators } from '../../src/jobs/apply-calibrators.ts';
import { judgmentsOf } from '../../src/jobs/judgments-of.ts';
import { keepReading } from '../../src/jobs/keep-reading.ts';
import { ProjectAnalysis } from '../../src/jobs/project-analysis.ts';
import { annotationsFile } from '../../src/jobs/write-files.ts';
import { annotatorKey, type Annotator } from '../../src/judgments/annotator.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { DATABASE_NAME } from '../../src/store/schema.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { drawLabel, drawSet, randomRow } from '../analysis/simulated-annotators.ts';
import { nightly } from '../nightly.ts';

const LABELS = ['anger', 'fear', 'joy'];
const BASE = 'http://localhost/';
/** Texts that calibrators are fitted to, and others. */
const FITTED = [0, 60] as const;
const JUDGED = [60, 120] as const;
const TRUTH = Array.from({ length: 120 }, (_, item) => randomRow(3, new Random(item, 'truth')));
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  resamples: 60,
  flips: 60,
  groupDraws: 2,
  exactDraws: 40,
  ceilingDraws: 10,
  worthDraws: 10,
  budgetDraws: 2,
  permutations: 20,
};

type Part = readonly [number, number];
const textOf = (item: number) => `Sentence number ${item}.`;
const itemsOf = ([from, to]: Part) => Array.from({ length: to - from }, (_, place) => from + place);

/** People of whom some give several labels, where `several` says so. */
function people(part: Part, several: boolean): string {
  const random = new Random(part[0], 'people');
  const rows = itemsOf(part).flatMap((item) =>
    ['ann', 'ben', 'cem', 'dee'].map((rater) => {
      const set = drawSet(TRUTH[item], several && random.uniform() < 0.4 ? 2 : 1, random);
      return `s${item},${textOf(item)},${rater},${set.map((label) => LABELS[label]).join(';')}`;
    }),
  );
  return `id,text,rater,emotion\n${rows.join('\n')}\n`;
}

/** A model that is too sharp. */
function shares(item: number): number[] {
  const raised = TRUTH[item].map((share) => share ** 1.7);
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((share) => share / sum);
}

/** The file of answers that a person has of a model that ran elsewhere. */
type Written = (part: Part) => string;

const sampled =
  (size: (random: Random) => number): Written =>
  (part) => {
    const random = new Random(part[0], 'samples');
    const rows = itemsOf(part).flatMap((item) =>
      Array.from({ length: 7 }, (_, sample) => {
        const labels = drawSet(shares(item), size(random), random).map((label) => LABELS[label]);
        // One answer of some texts is none.
        return `s${item},m,"${item % 17 === 0 && sample === 3 ? 'I cannot say.' : JSON.stringify(labels).replaceAll('"', '""')}"`;
      }),
    );
    return `id,model,response\n${rows.join('\n')}\n`;
  };

const WRITTEN: Readonly<Record<string, Written>> = {
  samples: sampled(() => 1),
  'samples of several labels': sampled((random) => (random.uniform() < 0.5 ? 2 : 1)),
  percentages: (part) =>
    `id,model,response\n${itemsOf(part)
      .map((item) => {
        const [anger, fear] = shares(item).map((share) => Math.round(100 * share));
        return `s${item},m,"anger: ${anger}%, fear: ${fear}%, joy: ${100 - anger - fear}%"`;
      })
      .join('\n')}\n`,
  distributions: (part) =>
    `id,model,anger,fear,joy\n${itemsOf(part)
      .map((item) => `s${item},m,${shares(item).join(',')}`)
      .join('\n')}\n`,
  labels: (part) =>
    `id,model,emotion\n${itemsOf(part)
      .map((item) => `s${item},m,${LABELS[drawLabel(shares(item), new Random(item, 'label'))]}`)
      .join('\n')}\n`,
};

const asked = (method: Annotator['method']): Annotator => ({
  model: 'asked',
  revision: '1',
  dtype: 'q4',
  method,
  prompt: { id: 'emotion', version: '1' },
  questions: [{ id: 'emotion', name: 'emotion', kind: 'categorical', labels: LABELS }],
});

/** What the page computed itself: the outputs of a model that was asked there. */
const COMPUTED: Readonly<Record<string, { annotator: Annotator; row: (item: number) => number[] }>> = {
  'label likelihood': { annotator: asked({ name: 'label likelihood' }), row: shares },
  verbalised: { annotator: asked({ name: 'verbalised' }), row: shares },
  'samples asked here': {
    annotator: asked({ name: 'samples', parameters: { samples: 10, temperature: 1 } }),
    row: (item) => {
      const random = new Random(item, 'asked');
      const row = [0, 0, 0];
      for (let sample = 0; sample < 10; sample++) row[drawLabel(shares(item), random)] += 1 / 10;
      return row;
    },
  },
};

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-page-and-command-line-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  store = await openStore();
});
afterEach(async () => {
  store.close();
  await new Promise((deleted) => (indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = deleted));
});

async function written(name: string, content: string | Blob): Promise<File> {
  const bytes = new Uint8Array(await new Blob([content]).arrayBuffer());
  await writeFile(join(folder, name), bytes);
  return new File([bytes], name);
}

/** A project of the page and the files of the command line with the same people and the same answers. */
async function both(kind: string, part: Part, several: boolean) {
  const peopleName = `people-${part[0]}.csv`;
  const answersName = `answers-${part[0]}.csv`;
  const files = [await written(peopleName, people(part, several))];
  const answersOf = WRITTEN[kind];
  const predictionFiles = answersOf ? [await written(answersName, answersOf(part))] : [];
  const request = { files, predictionFiles, mappings: [], answers: {}, replaces: null };
  const { project } = await keepReading(store, request, () => undefined);
  if (!answersOf) {
    const { annotator, row } = COMPUTED[kind];
    const hash = await loadTextHash();
    const chunk = new OutputChunkBuilder(annotator);
    for (const item of itemsOf(part)) chunk.add(hash(textOf(item)), false, [Float64Array.from(row(item))], 0);
    await store.outputs.append(annotator, chunk.take(), { project, total: 60, done: 60 });
    await written(answersName, await annotationsFile(store, project, 'csv', true));
  }
  return { project, files: [join(folder, peopleName)], predictions: [join(folder, answersName)] };
}

/** All figures; which file an answer is from is not among them. */
async function figures(dataset: Dataset, judgments: readonly ModelJudgments[]): Promise<unknown> {
  const { questions } = await analyse(dataset, judgments, SETTINGS);
  return JSON.parse(
    JSON.stringify(questions, (key, value: unknown) => (key === 'annotator' ? undefined : value)),
  );
}

async function pageFigures(project: number): Promise<unknown> {
  const { dataset, predictions } = await judgmentsOf(store, project, BASE);
  return figures(dataset, predictions);
}

async function lineFigures(files: string[], predictions: string[]): Promise<unknown> {
  const gathered = await gatherJudgments({ files, models: [], predictions });
  return figures(gathered.dataset, gathered.judgments);
}

const KINDS = [...Object.keys(WRITTEN), ...Object.keys(COMPUTED)];

/** By day every second kind of answers with people who give one label each, the others with people who give several; at night each with both. */
const ASKED = KINDS.flatMap((kind, place) =>
  [false, true]
    .filter((several) => nightly || several === (place % 2 === 1))
    .map((several) => [kind, several ? 'several labels' : 'one label each', several] as const),
);

it.each(ASKED)(
  '%s, people with %s: the page has the figures of the command line',
  async (kind, _, several) => {
    const { project, files, predictions } = await both(kind, JUDGED, several);
    const page = await pageFigures(project);
    expect(JSON.stringify(page)).toContain('"jsd"');
    expect(page).toEqual(await lineFigures(files, predictions));
  },
);

/** By day every kind of answers and every method at least once; at night each with each. */
const methodsOf = (kind: string) =>
  CALIBRATION_METHODS.filter(
    (_, place) => nightly || place === KINDS.indexOf(kind) % CALIBRATION_METHODS.length,
  );

describe.each(KINDS)('%s', (kind) => {
  const several = kind === 'samples of several labels';

  it.each(methodsOf(kind))('calibrated by %s on the page and on the command line', async (method) => {
    const fit = await both(kind, FITTED, several);
    const out = join(folder, 'calibrator.json');
    await fitCommand({
      ...{ name: 'fit', files: fit.files, models: [], predictions: fit.predictions },
      ...{ method, seed: DEFAULT_SETTINGS.seed, out },
    });
    const { calibrators } = JSON.parse(await readFile(out, 'utf8')) as CalibratorFile;
    const analysis = await ProjectAnalysis.open(fit.project, BASE, null);
    const { dataset, predictions: fitted } = await judgmentsOf(store, fit.project, BASE);
    const key = annotatorKey(fitted[0].annotator);
    const onPage = analysis.calibrator(dataset.questions[0].question.id, key, method);
    if (typeof onPage === 'string') throw new Error(onPage);
    expect(calibrators).toHaveLength(1);
    expect({ ...JSON.parse(JSON.stringify(onPage)), fitted: { ...onPage.fitted, files: [] } }).toEqual({
      ...calibrators[0],
      fitted: { ...calibrators[0].fitted, files: [] },
    });

    const { project, files, predictions } = await both(kind, JUDGED, several);
    const calibrated = join(folder, 'calibrated.csv');
    await applyCommand({
      ...{ name: 'apply', files, models: [], predictions, calibrator: out },
      ...{ format: 'csv', texts: true, out: calibrated },
    });
    const file = new File([new Uint8Array(await readFile(out))], 'calibrator.json');
    expect(await applyCalibrators(store, project, BASE, file)).toBe(1);
    const page = await pageFigures(project);
    expect((page as { models: unknown[] }[])[0].models.length).toBeGreaterThan(2);
    expect(page).toEqual(await lineFigures(files, [...predictions, calibrated]));
  });
});
