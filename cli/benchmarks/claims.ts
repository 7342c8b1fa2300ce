import type { ModelReport, QuestionReport, Report } from '../../src/analysis/report.ts';
import { annotatorOfKey } from '../../src/pages/names/annotator-of-key.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { shippedReport } from './shipped-report.ts';

/** A figure with two decimals, or a dash where it could not be had. */
function two(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(2).replace('-', '−');
}

const SCALES = ['valence-reader', 'arousal-reader', 'dominance-reader'];

/** docs/claims.md: the paper's claims beside what the reports of the shipped benchmarks have. */
export async function claims(): Promise<string> {
  const goEmotions = await shipped('goemotions-votes');
  const emoBank = await shipped('emobank');
  const emotion = goEmotions.questions[0];
  return [
    '# The claims',
    'The claims of arXiv 2604.27345 on the benchmarks that ship with the page, with their numbers. `npx tsx cli/benchmarks/build-claims.ts` writes',
    'this file from the reports in `public/benchmarks`, and a test holds it to them. The data are those of the paper (2,249 comments of',
    "GoEmotions' test set with at least three votes, 1,000 test sentences of EmoBank); the models are others: small ones that run here, and the",
    'answers of two models of 3 billion parameters. Intervals are 95%, over texts.',
    '',
    '## Models that are only asked are far from people',
    `D is the squared distance from people's distribution, 0 where a model is exactly right. The label prior, one answer for every text, has ${D(reference(emotion, 'label marginal'))}; the majority baseline ${D(reference(emotion, 'top label'))}; uniform ${D(reference(emotion, 'uniform'))}.`,
    '',
    ...table(
      ['model', 'D', 'JSD'],
      asked(emotion).map((model) => [nameOf(model, emotion), D(model), jsd(model)]),
    ),
    '',
    conclusion(
      asked(emotion).every(
        ({ gap }) => gap!.squared.lo! > reference(emotion, 'label marginal').gap!.squared.hi!,
      ),
      'every model that was only asked is further from people than the label prior',
      'not every model that was only asked is further from people than the label prior',
    ),
    '',
    '## Fine-tuning closes the gap, and size does not',
    '',
    ...table(
      ['model', 'D', 'JSD'],
      tuned(emotion).map((model) => [nameOf(model, emotion), D(model), jsd(model)]),
    ),
    '',
    conclusion(
      Math.max(...tuned(emotion).map(({ gap }) => gap!.squared.hi!)) <
        Math.min(...asked(emotion).map(({ gap }) => gap!.squared.lo!)),
      'classifiers of 6 and 22 million parameters are closer than every model that was only asked, of up to 3.2 billion',
      'the classifiers are not closer than every model that was only asked',
    ),
    '',
    '## Labels are captured, uncertainty is not',
    'Accuracy of the most probable label against the annotators’ majority, and the rank correlation of entropies with its noise ceiling: what an exactly right model would reach with these few raters.',
    '',
    ...table(
      ['model', 'accuracy', 'uncertainty alignment', 'noise ceiling'],
      [...tuned(emotion), ...asked(emotion)].map((model) => [
        nameOf(model, emotion),
        two(model.labels!.top1!),
        two(model.uncertainty!.spearman),
        two(model.uncertainty!.ifExact?.spearman ?? null),
      ]),
    ),
    '',
    `The majority baseline has an accuracy of ${two(reference(emotion, 'top label').labels!.top1)}.`,
    '',
    conclusion(
      asked(emotion).some(({ labels }) => labels!.top1! > reference(emotion, 'top label').labels!.top1!),
      'a model that was only asked names people’s label more often than the majority baseline',
      'no model that was only asked names people’s label as often as the majority baseline. They are small, and two of them gave several labels of equal shares, of which one counts',
    ),
    '',
    conclusion(
      [...tuned(emotion), ...asked(emotion)].every(
        ({ uncertainty }) =>
          uncertainty!.spearman === null ||
          uncertainty!.ifExact?.spearman == null ||
          uncertainty!.spearman < uncertainty!.ifExact.spearman,
      ),
      'no model’s uncertainty is aligned with people’s as well as an exactly right one’s would be. That few raters pull the correlation down explains a part of it and not all',
      'some models’ uncertainty is aligned as well as an exactly right one’s would be',
    ),
    '',
    '## Categories that words give away are easier',
    'Rank correlation of the corrected correlation of each category with its lexical transparency, measured on held-out texts.',
    '',
    ...table(
      ['model', 'Spearman', 'p', 'partial, without support'],
      (goEmotions.gradients ?? [])
        .filter(({ spearman }) => spearman !== null)
        .map(({ annotators, spearman, p, partial }) => [
          nameOf(
            emotion.models.find(({ annotator }) => annotators.includes(annotator!))!,
            emotion,
          ),
          two(spearman),
          p == null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3),
          two(partial),
        ]),
    ),
    '',
    gradientConclusion(goEmotions),
    '',
    '## Valence is easier than arousal and dominance',
    'By how much each model’s D is below that of the label prior, in % of it (EmoBank, as a reader).',
    '',
    ...table(
      ['model', 'valence', 'arousal', 'dominance'],
      namesOn(emoBank).map((name) => [name, ...SCALES.map((id) => below(emoBank, id, name))]),
    ),
    '',
    scalesConclusion(emoBank),
    '',
    '## Calibration closes a part of the gap',
    'Error reduction by the best calibrator on held-out texts.',
    '',
    ...table(
      ['model', 'cross-entropy', 'D'],
      [...tuned(emotion), ...asked(emotion)].map((model) => [
        nameOf(model, emotion),
        reduction(model, 'crossEntropy'),
        reduction(model, 'squared'),
      ]),
    ),
    '',
    '## What follows in practice',
    '',
    ...table(
      ['model', 'verdict', 'worth k annotators'],
      [...tuned(emotion), ...asked(emotion)].map((model) => [
        nameOf(model, emotion),
        model.guidelines!.find(({ scope }) => scope === 'question')!.verdict,
        `${model.worth!.bound === '>' ? 'at least ' : ''}${two(model.worth!.k!)}`,
      ]),
    ),
    '',
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

function gradientConclusion({ gradients }: Report): string {
  const known = (gradients ?? []).filter(({ spearman }) => spearman !== null);
  const clear = known.filter(({ spearman, p }) => spearman! > 0 && p! < 0.05).length;
  const weaker = known.filter(({ spearman, partial }) => partial! < spearman!).length;
  const all = known.length;
  const held =
    weaker * 2 > all
      ? `With the number of texts of each category held fixed the correlation is weaker for ${weaker} of ${all}: frequent categories are both easier and more transparent.`
      : `With the number of texts of each category held fixed the correlation is weaker for ${weaker} of ${all}.`;
  return `${clear * 2 > all ? '**Here too**' : '**Not here**'}, for ${clear} of ${all} models (p < 0.05). ${held}`;
}

function scalesConclusion(report: Report): string {
  const parts = namesOn(report)
    .map((name) => SCALES.map((id) => reductionBelowPrior(report, id, name)))
    .filter((each): each is number[] => each.every((one) => one !== null));
  const closer = parts.filter((each) => each.every((one) => one > 0));
  const farther = parts.filter((each) => each.every((one) => one < 0));
  const easiest = closer.filter(([valence, ...others]) => others.every((one) => valence > one)).length;
  return `Of the ${closer.length} models that are closer than the label prior on all three, valence is the closest for ${easiest}; ${farther.length} of the other ${parts.length - closer.length} are further off than it on all three.`;
}

function shipped(id: string): Promise<Report> {
  return shippedReport(SHIPPED_BENCHMARKS.find((benchmark) => benchmark.id === id)!);
}

function reference({ models }: QuestionReport, name: string): ModelReport {
  return models.find(({ model, reference }) => reference && model === name)!;
}

/** Classifiers that were tuned on GoEmotions. */
function tuned({ models }: QuestionReport): ModelReport[] {
  return models.filter(({ model }) =>
    ['dissensus/minilm-reddit', 'dissensus/roberta-emotion'].includes(model),
  );
}

/** Language models. */
function asked({ models }: QuestionReport): ModelReport[] {
  return models.filter(({ reference, method }) => !reference && method !== 'softmax');
}

/** With the way of asking where the model was asked in several. */
function nameOf(model: ModelReport, { models }: QuestionReport): string {
  const same = models.filter((one) => !one.reference && one.model === model.model);
  if (same.length === 1) return model.model;
  const { name, parameters } = annotatorOfKey(model.annotator!)!.method;
  if (name === 'samples') return `${model.model}, ${String(parameters!.samples)} samples`;
  return `${model.model}, ${parameters?.prior === 'removed' ? 'prior removed' : 'prior kept'}`;
}

function D({ gap }: ModelReport): string {
  const { mean, lo, hi } = gap!.squared;
  return lo === undefined ? two(mean) : `${two(mean)} (${two(lo)} to ${two(hi)})`;
}

function jsd({ gap }: ModelReport): string {
  return two(gap!.jsd.mean);
}

function namesOn({ questions }: Report): string[] {
  const names = questions
    .filter(({ question }) => question === 'valence-reader')
    .flatMap(({ models }) => models.filter(({ reference }) => !reference).map(({ model }) => model));
  return [...new Set(names)];
}

/** By what part of the label prior's D a model's is below it; `null` where it has none. */
function reductionBelowPrior({ questions }: Report, id: string, name: string): number | null {
  const question = questions.find((one) => one.question === id)!;
  const own = question.models.find(({ model, gap }) => model === name && gap)?.gap?.squared.mean;
  const prior = reference(question, 'label marginal').gap?.squared.mean;
  return own == null || prior == null ? null : (prior - own) / prior;
}

function below(report: Report, id: string, name: string): string {
  const part = reductionBelowPrior(report, id, name);
  return part === null ? '–' : `${Math.round(100 * part)}%`.replace('-', '−');
}

function reduction({ calibration }: ModelReport, score: string): string {
  const all = (calibration ?? []).filter((one) => one.score === score && one.reduction !== null);
  if (all.length === 0) return '–';
  const best = all.reduce((most, one) => (one.reduction! > most.reduction! ? one : most));
  return `${Math.round(best.reduction!)}% (${best.method})`;
}

function conclusion(holds: boolean, yes: string, no: string): string {
  return holds ? `**Here too**: ${yes}.` : `**Not here**: ${no}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
