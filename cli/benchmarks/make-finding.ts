import { shippedReport } from './shipped-report.ts';
import { hasLabels } from '../../src/analysis/question-kinds.ts';
import type { HalfFigures, HalvesReport, Interval, ModelReport } from '../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { itemPeople } from '../../src/analysis/item-people.ts';
import { meanIntervals } from '../../src/analysis/intervals.ts';
import { Random } from '../../src/analysis/random.ts';
import { knownModel } from '../../src/annotators/known-models.ts';
import { openBenchmark } from '../../src/readers/benchmarks/open-benchmark.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import type { Finding, ModelPoint, SizeFinding } from '../../src/pages/finding/finding.ts';
import type { Votes } from '../../src/judgments/votes.ts';
import { annotatorOfKey } from '../../src/pages/names/annotator-of-key.ts';
import { readServedFile } from '../embedded-annotators.ts';

/** Where sizes are compared. */
const SIZED = { benchmark: 'goemotions-votes', question: 'emotion', name: 'GoEmotions' };
/** Where halves of raters are, the first of it first. */
const SHOWN = [
  { benchmark: 'emobank', question: 'valence-reader', name: 'EmoBank valence' },
  { benchmark: 'goemotions-votes', question: 'emotion', name: 'GoEmotions' },
];
/** Stays in the lists of models: it is there to try asking on, and says nothing of language models. */
const TOY = 'dissensus/story-lm';
/** A way of asking that is shown where a model was asked in several: the one that docs/language-models.md chose. */
const CHOSEN_PRIOR = 'removed';
/** Raters whose mean is held against models. */
const GROUP = 3;

/** Decimals of a figure: more than a chart can show. */
const DECIMALS = 4;

/** The distance of models by their size, and the labels and the uncertainty of people and models, from the reports that ship. */
export async function makeFinding(): Promise<{ sizes: SizeFinding; halves: Finding[] }> {
  return { sizes: await sizesOf(SIZED), halves: await Promise.all(SHOWN.map(findingOf)) };
}

/** From the report that ships, with what people are to themselves. */
async function sizesOf({ benchmark, question, name }: typeof SIZED): Promise<SizeFinding> {
  const shipped = SHIPPED_BENCHMARKS.find(({ id }) => id === benchmark)!;
  const { dataset } = await openBenchmark(shipped, await readServedFile(shipped.path));
  const annotated = dataset.questions.filter(hasLabels).find((one) => one.question.id === question)!;
  const { raters, pairProduct } = itemPeople(annotated);
  const { votes } = annotated;
  // What one rater's answer is from the truth, squared: E|v|² - |p|², with |p|² from pairs of raters.
  const paired = [...raters.keys()].filter((item) => raters[item] >= 2);
  const alone = Float64Array.from(paired, (item) => ownLength(votes, item) - pairProduct[item]);
  const { resamples, seed } = DEFAULT_SETTINGS;
  const { one, group } = meanIntervals(
    { one: alone, group: alone.map((value) => value / GROUP) },
    resamples,
    new Random(seed, 'one rater', question),
  );
  const report = await shippedReport(shipped);
  const asked = report.questions.find((each) => each.question === question && each.people !== null)!;
  const reference = (wanted: string) =>
    interval(asked.models.find(({ model, reference: is }) => is && model === wanted)!.gap!.squared);
  const shares = asked.people!.distribution!;
  return {
    benchmark,
    sha256: shipped.sha256,
    question,
    name,
    items: asked.people!.items,
    ratersPerItem: rounded(asked.people!.ratersPerItem!),
    resamples,
    seed,
    models: asked.models.flatMap((each) => sizedOf(each, question)),
    onePerson: interval(one),
    threePeople: interval(group),
    majority: { ...reference('top label'), label: asked.labels[shares.indexOf(Math.max(...shares))] },
    marginal: reference('label marginal'),
  };
}

/** The mean of |v|² over an item's votes. */
function ownLength({ voteStart, labelStart }: Votes, item: number): number {
  let sum = 0;
  for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++)
    sum += 1 / (labelStart[vote + 1] - labelStart[vote]);
  return sum / (voteStart[item + 1] - voteStart[item]);
}

function sizedOf({ model, reference, annotator, gap, items }: ModelReport, question: string) {
  const known = reference || model === TOY ? null : knownModel(model, question);
  if (!known || !gap || gap.squared.mean === null || !isChosenWay(annotator)) return [];
  return [{ model, ...known, items, gap: interval(gap.squared) }];
}

/** Whether a language model was asked in the way that was chosen, where it was asked in several. */
function isChosenWay(annotator: string | undefined): boolean {
  const method = annotatorOfKey(annotator ?? '')?.method;
  if (method?.name === 'samples') return false;
  return method?.name !== 'label likelihood' || method.parameters?.prior === CHOSEN_PRIOR;
}

async function findingOf({ benchmark, question, name }: (typeof SHOWN)[number]): Promise<Finding> {
  const shipped = SHIPPED_BENCHMARKS.find(({ id }) => id === benchmark)!;
  const report = await shippedReport(shipped);
  const halves = report.questions.find((each) => each.question === question && each.halves)!.halves!;
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
    models: halves.models
      .filter(({ reference, model, annotator }) => !reference && model !== TOY && isChosenWay(annotator))
      .map((each) => pointOf(each, question)),
    constant: halves.models
      .filter(({ model }) => model === 'top label' || model === 'median label')
      .map(({ top1 }) => rounded(top1.mean!))[0],
  };
}

function pointOf(
  { model, ifExact, ...figures }: HalvesReport['models'][number],
  question: string,
): ModelPoint {
  const { name } = knownModel(model, question)!;
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
