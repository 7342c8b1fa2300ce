import { hasLabels } from '../../src/analysis/question-kinds.ts';
import type { HalfFigures, HalvesReport, Interval } from '../../src/analysis/report.ts';
import { halvesSection } from '../../src/analysis/sections/halves.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { matches, studyQuestion } from '../../src/analysis/study.ts';
import { embeddedModel } from '../../src/annotators/embedded-models.ts';
import { seenItems } from '../../src/annotators/seen-items.ts';
import { openBenchmark } from '../../src/readers/benchmarks/open-benchmark.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import type { Finding, ModelPoint } from '../../src/pages/finding/finding.ts';
import { readServedFile } from '../embedded-annotators.ts';

/** What is shown, the first of it first. */
const SHOWN = [
  { benchmark: 'emobank', question: 'valence-reader', name: 'EmoBank valence' },
  { benchmark: 'goemotions-raters', question: 'emotion', name: 'GoEmotions' },
];

/** Decimals of a figure: more than a chart can show. */
const DECIMALS = 4;

/** The labels and the uncertainty of people and of every model that ships, from the benchmarks that ship. */
export async function makeFinding(): Promise<Finding[]> {
  return await Promise.all(SHOWN.map(findingOf));
}

async function findingOf({ benchmark, question, name }: (typeof SHOWN)[number]): Promise<Finding> {
  const shipped = SHIPPED_BENCHMARKS.find(({ id }) => id === benchmark)!;
  const { dataset, models } = await openBenchmark(shipped, await readServedFile(shipped.path));
  const annotated = dataset.questions.filter(hasLabels).find((one) => one.question.id === question)!;
  const predictions = await Promise.all(
    models.map(async ({ predictions: given }) => ({
      ...given,
      seen: await seenItems(given.annotator, given.question.id, dataset.ids, readServedFile),
    })),
  );
  const study = studyQuestion(dataset, annotated, matches(dataset, annotated, predictions), DEFAULT_SETTINGS);
  const halves = halvesSection(study).figures;
  return {
    benchmark,
    sha256: shipped.sha256,
    question,
    name,
    items: halves.items,
    ratersPerItem: rounded(halves.ratersPerItem!),
    seed: DEFAULT_SETTINGS.seed,
    splits: halves.splits,
    people: { name: 'People', role: 'people', ...both(halves.people) },
    models: halves.models.filter(({ reference }) => !reference).map(pointOf),
    constant: halves.models
      .filter(({ model }) => model === 'top label' || model === 'median label')
      .map(({ top1 }) => rounded(top1.mean!))[0],
  };
}

function pointOf({ model, ifExact, ...figures }: HalvesReport['models'][number]): ModelPoint {
  const { name } = embeddedModel(model);
  return {
    name,
    role: 'model',
    model,
    ...both(figures),
    ...(ifExact !== null && { ifExact: rounded(ifExact) }),
  };
}

function both({ top1, spearman }: HalfFigures) {
  return { labels: interval(top1), uncertainty: interval(spearman) };
}

function interval({ mean, lo, hi }: Interval) {
  return { mean: rounded(mean!), lo: rounded(lo!), hi: rounded(hi!) };
}

function rounded(value: number): number {
  return Number(value.toFixed(DECIMALS));
}
