import { questionVerdict } from '../src/analysis/guidelines/question-verdict.ts';
import { textsNeeded } from '../src/analysis/guidelines/texts-needed.ts';
import { Random } from '../src/analysis/random.ts';
import type { QuestionEvidence, QuestionGrounds } from '../src/analysis/report.ts';
import { comparison } from '../src/analysis/sections/comparisons.ts';
import { calibratedModels } from '../src/analysis/sections/calibration.ts';
import { figuresForVerdicts } from '../src/analysis/sections/figures-for-verdicts.ts';
import { floorSection } from '../src/analysis/sections/floor.ts';
import { gapSection } from '../src/analysis/sections/gap.ts';
import { guidelinesSection } from '../src/analysis/sections/guidelines.ts';
import { worthSection } from '../src/analysis/sections/worth.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { studyQuestion } from '../src/analysis/study.ts';
import type { LabelledAnswers, Dataset } from '../src/judgments/dataset.ts';
import { AS_GOOD, MODELS, type SimulatedModel } from './simulated-models.ts';
import { COMPARED, DESIGNS, independent, POOL, type Row, type SimulatedPeople } from './simulated-people.ts';

/** Texts over which D is looked at. */
export const ITEMS = 300;

/** What a run says of one model's D: `off` is the true squared distance. */
export interface GapRun {
  readonly d: number;
  readonly off: number;
  readonly lo: number;
  readonly hi: number;
  readonly p: number;
}

export interface VerdictRun {
  readonly verdict: string;
  /** What it would be if the upper end of D's interval were taken as it is, also where its mean is below zero. */
  readonly asItIs: string;
  readonly k: number | null;
  /** Texts that a right model would need. */
  readonly needed: number;
}

/** D of one model by one design. */
export function gapRun(design: string, name: string, run: number): GapRun {
  const people = DESIGNS[design].people(ITEMS, new Random(run, design));
  const rows = rowsOf(people, MODELS[name], new Random(run, design, name));
  const { study, model } = studied(people, [rows], {
    seed: run,
    resamples: 400,
    exactDraws: 99,
    groupDraws: 2,
  });
  const { squared } = gapSection(study, model).figures;
  const apart = people.truth.map((row, item) =>
    row.reduce((sum, share, c) => sum + (share - rows[item][c]) ** 2, 0),
  );
  return {
    d: squared.mean!,
    off: apart.reduce((a, b) => a + b, 0) / apart.length,
    lo: squared.lo!,
    hi: squared.hi!,
    p: floorSection(study, model).figures.floor.p!,
  };
}

/** p of the difference in D between two models that are as good as each other, by one design. */
export function comparedRun(design: string, run: number): number {
  const people = COMPARED[design].people(ITEMS, new Random(run, design, 'compared'));
  const rows = AS_GOOD.map((model) => rowsOf(people, model, new Random(run, design)));
  const { study } = studied(people, rows, { seed: run, resamples: 100, flips: 999 });
  return comparison(study, 0, 1).figures.squared.p!;
}

/** Annotators that a model is worth, by one design; `null` where it cannot be told. */
export function worthRun(design: string, name: string, run: number): number | null {
  const people = DESIGNS[design].people(ITEMS, new Random(run, design));
  const rows = rowsOf(people, MODELS[name], new Random(run, design, name));
  const { study, model } = studied(people, [rows], { seed: run, resamples: 100, worthDraws: 20 });
  return worthSection(study, model).figures.k;
}

/** The verdict on one model over `items` texts with `count` raters each. */
export function verdictRun(items: number, count: number, name: string, run: number): VerdictRun {
  const random = new Random(run, 'verdicts', items, count);
  const people = independent(() => count, POOL, 5, 1.5).people(items, random);
  const rows = rowsOf(people, MODELS[name], new Random(run, 'verdicts', items, count, name));
  const settings = {
    seed: run,
    resamples: 300,
    exactDraws: 300,
    ceilingDraws: 40,
    groupDraws: 2,
    worthDraws: 20,
  };
  const { study, model, dataset } = studied(people, [rows], settings);
  const row = figuresForVerdicts(study, model);
  const calibrated = calibratedModels(study, model, dataset.texts);
  const [{ verdict, question }] = guidelinesSection(study, model, calibrated, row).figures;
  const { thresholds } = study.settings;
  return {
    verdict,
    asItIs: questionVerdict(upperEndAsItIs(question!), thresholds).verdict,
    k: row.worth!.k,
    needed: textsNeeded(question!.own!.squared!, thresholds.distance).ifRight,
  };
}

/** Grounds whose mean D is not below zero: the verdict then takes the upper end of D's interval as it is. */
function upperEndAsItIs({ own, calibrated, seen }: QuestionGrounds): QuestionGrounds {
  const notBelow = <One extends QuestionEvidence>(one: One): One =>
    one.squared === null ? one : { ...one, squared: { ...one.squared, mean: Math.max(one.squared.mean, 0) } };
  return { own: own && notBelow(own), calibrated: calibrated && notBelow(calibrated), seen };
}

function studied(
  { annotated }: SimulatedPeople,
  models: readonly (readonly Row[])[],
  settings: Partial<typeof DEFAULT_SETTINGS>,
) {
  const dataset = datasetOf(annotated);
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const answers = models.map((rows, place) => judgmentsOf(annotated, rows, `model ${place + 1}`));
  const study = studyQuestion(dataset, annotated, answers, all);
  return { study, model: study.models[0], dataset };
}

function datasetOf(annotated: LabelledAnswers): Dataset {
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

function judgmentsOf({ question: asked }: LabelledAnswers, rows: readonly Row[], model: string) {
  return {
    annotator: {
      model,
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
