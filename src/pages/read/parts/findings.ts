import { fixed, format, numeral } from '../../../numerals/number-form.ts';
import type { IntervalRow } from '../../../charts/interval-row.ts';
import type { LabelShare } from '../../../charts/label-share.ts';
import { baselineWords } from '../../../analysis/baseline-words.ts';
import { reasonFor } from '../../names/analysis-words.ts';
import type {
  CeilingFigure,
  Interval,
  ModelReport,
  PeopleReport,
  QuestionReport,
} from '../../../analysis/report.ts';
import type { AnalysisSettings } from '../../../analysis/settings.ts';
import type { VoteOrigin } from '../../../judgments/dataset.ts';
import { count, whole } from '../../ui/amounts.ts';
import { withCeiling } from './ceilings.ts';

const figure = format('.2f');
const percent = format('.0%');
const tenths = format('.1%');

/** Whom the model is compared with: several people, or the one opinion that stands for them. */
export const COMPARED_WITH: Readonly<Record<VoteOrigin, string>> = {
  raters: 'people',
  consensus: 'agreed',
  intended: 'author',
};

/** What counts as the right label of a text. */
const MOST_FREQUENT: Readonly<Record<VoteOrigin, string>> = {
  raters: "one of people's most frequent",
  consensus: 'one of the agreed labels',
  intended: 'what the author meant',
};

/** Below a score: what an exactly right model would reach on these data. */
export const CEILING = '… noise ceiling';

/** Below a divergence: what an exactly right model would still have on these data. */
export const FLOOR = '… noise floor';

/** The models of a question, then its baselines apart. */
export function modelsOf(question: QuestionReport): { models: ModelReport[]; references: ModelReport[] } {
  return {
    models: question.models.filter((model) => !model.reference),
    references: question.models.filter((model) => model.reference),
  };
}

/** The references to show beside a model: another model's own top label says nothing about this one. */
export function referencesFor(
  { annotator: own }: ModelReport,
  references: readonly ModelReport[],
): ModelReport[] {
  return references.filter(({ annotator }) => annotator === undefined || annotator === own);
}

/** The baseline that always gives the same answer, the commonest label or on a scale the median, with its accuracy. */
export interface ConstantAnswer {
  readonly name: string;
  readonly top1: number;
}

/** `null` where it was not computed. */
export function constantAnswer(models: readonly ModelReport[]): ConstantAnswer | null {
  const found = models.find(({ model }) => model === 'top label' || model === 'median label');
  const top1 = found?.labels?.top1 ?? null;
  if (top1 === null) return null;
  return { name: found!.model === 'median label' ? 'the median baseline' : 'the majority baseline', top1 };
}

/** Whether the model gets people's labels, what is had without reading, and whether it gets their uncertainty. */
export function agreementFinding(
  model: ModelReport,
  references: readonly ModelReport[],
  origin: VoteOrigin,
): string {
  const top1 = model.labels?.top1 ?? null;
  const difference = model.uncertainty?.entropyDifference ?? null;
  const sentences: string[] = [];
  if (top1 !== null) {
    const constant = constantAnswer(references);
    const baseline = constant === null ? '' : `; ${constant.name} is for ${percent(constant.top1)}`;
    sentences.push(
      `The model's most probable label is ${MOST_FREQUENT[origin]} for ${withCeiling(top1, model.ceiling?.top1, percent)} of the texts${baseline}.`,
    );
  }
  const following = uncertaintyFinding(model);
  if (following) sentences.push(following);
  if (difference !== null && Math.abs(difference) >= 0.005) {
    const exact = model.uncertainty?.ifExact?.entropyDifference ?? null;
    const byChance =
      exact === null
        ? ''
        : `; with so few raters that would be ${percent(exact)} even for an exactly right model`;
    sentences.push(
      `Its entropy is ${percent(Math.abs(difference))} of the largest possible ${difference > 0 ? 'above' : 'below'} that of people's votes${byChance}.`,
    );
  }
  return sentences.join(' ');
}

/** Rank correlations nearer to 0 are called none. */
const UNRELATED = 0.1;

/** How far the model is unsure where people disagree. */
export function uncertaintyFinding({ uncertainty }: ModelReport): string {
  const spearman = uncertainty?.spearman ?? null;
  if (spearman === null) return '';
  const strength = spearman < 0.3 ? 'weakly' : spearman < 0.6 ? 'moderately' : 'strongly';
  const follows =
    spearman <= -UNRELATED
      ? 'is rather where people agree'
      : spearman < UNRELATED
        ? 'does not follow where people disagree'
        : `follows ${strength} where people disagree`;
  const exact = uncertainty?.ifExact?.spearman ?? null;
  const beside = exact === null ? '' : `; noise ceiling ${figure(exact)}`;
  return `Where it is unsure ${follows} (rank correlation ${figure(spearman)}${beside}).`;
}

/** How many annotators the model is worth, in a sentence. */
export function worthFinding({ worth, reasons }: ModelReport): string {
  if (!worth || worth.k === null) return reasonFor(reasons, 'worth.k') ?? '';
  const { k, lo, hi, bound } = worth;
  const range = lo === null || hi === null ? '' : ` (95% interval ${fixed(lo, 1)} to ${fixed(hi, 1)})`;
  if (bound === '<')
    return `The model predicts what another rater says no better than the average of all texts does: worth no annotator${range}.`;
  if (bound === '>')
    return `The model predicts what another rater says at least as well as ${fixed(k, 1)} annotators of the same text, the most these data can show.`;
  return `The model predicts what another rater says as well as ${fixed(k, 1)} annotators of the same text${range}.`;
}

/** What the alt-test says; `null` before it has been run. */
export function testFinding({ altTest, ceiling, reasons }: ModelReport): string | null {
  if (!altTest) return null;
  const { winningRate, advantageProbability, raters, epsilon, passes } = altTest;
  if (winningRate === null || advantageProbability === null)
    return `The alt-test could not be run. ${reasonFor(reasons, 'altTest.winningRate') ?? ''}`;
  const outcome = passes === null ? 'too few raters for a verdict' : passes ? 'passed' : 'not passed';
  return `Alt-test: ${outcome}. The model can replace ${percent(winningRate)} of ${count(raters.length, 'tested rater')} (winning rate; half is needed${exactly(ceiling?.winningRate, percent)}), and does at least as well as a rater with probability ${withCeiling(advantageProbability, ceiling?.advantageProbability, figure)} (ε = ${numeral(epsilon)}).`;
}

function exactly(ceiling: CeilingFigure | undefined, written: (value: number) => string): string {
  return ceiling?.mean == null ? '' : `; an exactly right model would reach ${written(ceiling.mean)}`;
}

/** The rows of the chart of labels against uncertainty; all of them are 1 at best. */
export function agreementRows(model: ModelReport, references: readonly ModelReport[]): IntervalRow[] {
  const rows: IntervalRow[] = [];
  const labels = model.labels;
  if (labels) {
    pushRow(rows, 'same top label', 'model', labels.top1, labels.top1Interval);
    pushRow(rows, CEILING, 'reference', model.ceiling?.top1.mean ?? null, model.ceiling?.top1);
    pushRow(rows, 'macro-F1 over labels', 'model', labels.macroF1);
    pushRow(rows, CEILING, 'reference', model.ceiling?.macroF1.mean ?? null, model.ceiling?.macroF1);
  }
  pushRow(rows, 'same uncertainty (ρ)', 'model', model.uncertainty?.spearman ?? null);
  pushRow(rows, CEILING, 'reference', model.uncertainty?.ifExact?.spearman ?? null);
  const best = references.reduce<ModelReport | null>(
    (best, reference) => ((reference.labels?.top1 ?? -1) > (best?.labels?.top1 ?? -1) ? reference : best),
    null,
  );
  if (best && best.annotator === undefined) {
    pushRow(rows, `same label, ${referenceWords(best)}`, 'reference', best.labels?.top1 ?? null);
  }
  return rows;
}

/** Shares of a label of people, where there are any, and of a model. */
export type ComparedShare = LabelShare & { readonly model: number };

/** Shares of every label, those people give most first, or where nobody judged, those the model gives most. */
export function labelShares(question: QuestionReport, model: ModelReport): ComparedShare[] {
  const people = question.people?.distribution ?? null;
  const shares = question.labels.map((label, index) => {
    // An ordinal question's categories are below and above its midpoint, not its labels.
    const category = question.kind === 'categorical' ? model.categories?.[index] : undefined;
    return {
      label,
      people: category?.meanHuman ?? people?.[index],
      model: category?.meanModel ?? model.outputs.distribution?.[index] ?? 0,
    };
  });
  if (question.kind === 'ordinal') return shares;
  return shares.sort((a, b) => (b.people ?? b.model) - (a.people ?? a.model));
}

/** Below it a difference of shares does not show in whole percent. */
const SAME_SHARE = 0.005;

/** Which labels the model gives too much and too little of. */
export function sharesFinding(shares: readonly ComparedShare[], origin: VoteOrigin | null): string {
  const first = shares[0];
  if (!first) return '';
  if (first.people === undefined || origin === null) {
    const most = [...shares].sort((a, b) => b.model - a.model).slice(0, 3);
    return `The model gives most to ${most.map(({ label, model }) => `${label} (${percent(model)})`).join(', ')}.`;
  }
  const whose = origin === 'raters' ? 'people' : origin === 'consensus' ? 'the agreed labels' : 'the author';
  const byBias = [...shares].sort((a, b) => b.model - b.people! - (a.model - a.people!));
  const over = byBias[0];
  const under = byBias[byBias.length - 1];
  if (Math.max(over.model - over.people!, under.people! - under.model) < SAME_SHARE)
    return `The model gives every label as often as ${whose}, to half a percentage point.`;
  return `The model gives ${over.label} most above ${whose} (${percent(over.model)} against ${percent(over.people!)}) and ${under.label} most below (${percent(under.model)} against ${percent(under.people!)}).`;
}

/** Who the people are: what every figure rests on. */
export function peopleCaption(people: PeopleReport): string {
  const parts = [count(people.items, 'text'), count(people.votes, 'vote')];
  if (people.raters !== null) parts.push(count(people.raters, 'rater'));
  if (people.abstentions > 0) parts.push(count(people.abstentions, 'abstention'));
  return parts.join(', ');
}

/**
 * How much of what it was asked a model answered: this stands by all its figures.
 * @param who the model's name, where others are shown beside it
 */
export function answeredWords(
  { coverage, failed }: Pick<ModelReport, 'coverage' | 'failed'>,
  who = 'It',
): string {
  if (failed === 0) return `${who} answered every text that it was asked.`;
  const against = failed === 1 ? 'the failed answer counts' : `the ${whole(failed)} failed answers count`;
  return `${who} answered ${coverageWords(coverage)} of the texts that it was asked; ${against} against it.`;
}

/** The same of several models, each by its name. */
export function answeredByEach(
  models: readonly ModelReport[],
  nameOf: (model: ModelReport) => string,
): string {
  const failing = models.filter(({ failed }) => failed > 0);
  if (failing.length === 0) return 'Every text that a model was asked is answered.';
  const shares = failing.map((model) => `${nameOf(model)} answered ${coverageWords(model.coverage)}`);
  return `Failed answers count against a model: ${shares.join(', ')}.`;
}

/** A share that is less than all is never rounded up to it. */
function coverageWords(share: number): string {
  return tenths(Math.floor(1000 * share) / 1000);
}

/**
 * The texts that a model's figures are over, for a caption: how many, how many raters, and how much of them it answered.
 * @param who as for {@link answeredWords}
 */
export function unseenCaption(
  question: QuestionReport,
  model: ModelReport,
  settings: AnalysisSettings,
  who?: string,
): string {
  return `${textsWords(question, [model], settings)} ${answeredWords(model, who)}`;
}

/** The same of all models that one chart shows; how much each answered is said by its name. Nothing where it shows none. */
export function unseenByEach(
  question: QuestionReport,
  models: readonly ModelReport[],
  settings: AnalysisSettings,
  nameOf: (model: ModelReport) => string,
): string {
  return models.length === 0
    ? ''
    : `${textsWords(question, models, settings)} ${answeredByEach(models, nameOf)}`;
}

function textsWords(
  { people }: QuestionReport,
  models: readonly ModelReport[],
  { minimumRaters }: AnalysisSettings,
): string {
  const raters = people?.raters ? `, ${count(people.raters, 'rater')} in all` : '';
  const items = models.map((one) => one.items);
  const [fewest, most] = [Math.min(...items), Math.max(...items)];
  const texts = fewest === most ? count(most, 'text') : `${whole(fewest)} to ${count(most, 'text')}`;
  return `${texts} with at least ${minimumRaters} raters${raters}.`;
}

/** What an interval means, under every chart that has one. */
export function intervalCaption(over: Interval, resamples: number): string {
  return `Bars: 95% bootstrap intervals over ${over.over} (${count(resamples, 'resample')}).`;
}

/** A baseline in words. */
export function referenceWords({ model, annotator }: ModelReport): string {
  return annotator === undefined ? baselineWords(model) : "model's top label only";
}

/** An interval in brackets, after its figure; nothing where there is none. */
export function intervalWords(
  { lo, hi }: Pick<Interval, 'lo' | 'hi'>,
  written: (value: number) => string,
): string {
  return lo === null || hi === null ? '' : ` (95% interval ${written(lo)} to ${written(hi)})`;
}

/** Adds a row with its interval, if there is one; nothing where there is no mean. */
export function pushRow(
  rows: IntervalRow[],
  label: string,
  role: IntervalRow['role'],
  mean: number | null,
  ends?: { lo: number | null; hi: number | null },
): void {
  if (mean === null) return;
  if (ends && ends.lo !== null && ends.hi !== null)
    rows.push({ label, role, mean, lo: ends.lo, hi: ends.hi });
  else rows.push({ label, role, mean });
}

/** How many baselines are further from people than a model: `closer than 2 of 3 baselines`. @param baselines one at least */
export function besideBaselines(beaten: number, baselines: number): string {
  if (beaten > 0) return `closer than ${beaten} of ${count(baselines, 'baseline')}`;
  return `not closer than ${baselines === 1 ? 'the baseline' : `any of ${count(baselines, 'baseline')}`}`;
}
