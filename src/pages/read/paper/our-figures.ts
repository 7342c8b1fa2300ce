import { fixed, format } from '../../../numerals/number-form.ts';
import type { PaperTable } from '../../../analysis/paper/paper-row.ts';
import type { ModelReport, QuestionReport, Report } from '../../../analysis/report.ts';
import { count } from '../../ui/amounts.ts';
import { intervalWords } from '../parts/findings.ts';
import { askedTogether } from './paper-tables.ts';

const figure = format('.3f');
const percent = format('.1f');

/**
 * What our own figures say where the paper has a table, in a sentence.
 * @param names what models are called
 * @returns `null` where we have no figure for it here
 */
export function oursHere(
  table: PaperTable,
  report: Report,
  question: QuestionReport,
  models: readonly ModelReport[],
  names: ReadonlyMap<ModelReport, string>,
): string | null {
  const each = (words: (model: ModelReport) => string | null) =>
    models.flatMap((model) => {
      const said = words(model);
      return said === null ? [] : [`${names.get(model) ?? model.model} ${said}`];
    });
  switch (table) {
    case 'divergence':
      return said('The squared gap D, free of raters’ chance, and worth k', each(gapAndWorth));
    case 'entropy':
      return said(
        'Spearman’s correlation of entropies here, and of an exactly right model in brackets',
        each(({ uncertainty }) => {
          const { spearman, ifExact } = uncertainty ?? {};
          const exact = ifExact?.spearman ?? null;
          return spearman == null
            ? null
            : `${figure(spearman)}${exact === null ? '' : ` (${figure(exact)})`}`;
        }),
      );
    case 'levels':
      return said(
        'The divergence that an exactly right model would have on these texts',
        each(({ floor }) => (floor?.exact == null ? null : figure(floor.exact))),
      );
    case 'categories':
      return said(
        'Category with the most and the least corrected correlation',
        each(({ categories = [] }) => {
          const known = categories
            .filter(({ agreement }) => agreement != null)
            .sort((a, b) => b.agreement! - a.agreement!);
          if (known.length < 2) return null;
          const [most, least] = [known[0], known[known.length - 1]];
          return `${most.label} (${figure(most.agreement!)}) and ${least.label} (${figure(least.agreement!)})`;
        }),
      );
    case 'between_models':
      return pairs(question);
    case 'people': {
      const alphas = question.people?.among?.agreement;
      const alpha = [alphas?.alphaMasi, alphas?.alphaInterval, alphas?.alphaNominal].find(
        (one) => one?.value != null,
      );
      return alpha ? `Krippendorff’s alpha is ${figure(alpha.value!)}${intervalWords(alpha, figure)}.` : null;
    }
    case 'transparency':
      return said(
        'The gradient of corrected correlation over transparency measured on held-out texts (Pearson)',
        each((model) => {
          const gradient = report.gradients?.find(
            ({ scope, annotators }) =>
              scope === (question.group ?? question.question) && annotators.includes(model.annotator ?? ''),
          );
          if (!gradient || gradient.pearson === null) return null;
          return `${figure(gradient.pearson)}${gradient.p === null ? '' : `, p ${gradient.p < 0.001 ? `< ${figure(0.001)}` : figure(gradient.p)}`}`;
        }),
      );
    case 'calibration':
      return said('The most that a calibrator takes off cross-entropy', each(mostOfCrossEntropy));
    case 'continuous': {
      const scales = askedTogether(report, question);
      return said(
        'The squared gap D by scale',
        each((model) => {
          const gaps = scales.flatMap(({ name, models: own }) => {
            const mean = own.find(({ annotator }) => annotator === model.annotator)?.gap?.squared.mean;
            return mean == null ? [] : [`${figure(mean)} on ${name}`];
          });
          return gaps.length === 0 ? null : gaps.join(', ');
        }),
      );
    }
    case 'cooccurrence':
    case 'texts':
      return null;
  }
}

function said(what: string, models: readonly string[]): string | null {
  return models.length === 0 ? null : `${what}: ${models.join('; ')}.`;
}

function gapAndWorth({ gap, worth }: ModelReport): string | null {
  const d = gap?.squared;
  if (d?.mean == null) return null;
  const own = `D = ${figure(d.mean)}${intervalWords(d, figure)}`;
  if (worth?.k == null) return own;
  const k =
    worth.bound === '<' ? 'worth no rater' : `k ${worth.bound === '>' ? '≥' : '='} ${fixed(worth.k, 2)}`;
  return `${own}, ${k}`;
}

function mostOfCrossEntropy({ calibration = [] }: ModelReport): string | null {
  const own = calibration.filter(({ score, reduction }) => score === 'crossEntropy' && reduction !== null);
  if (own.length === 0) return null;
  const best = own.reduce((most, one) => (one.reduction! > most.reduction! ? one : most));
  return `${percent(best.reduction!)}% (${best.method})`;
}

function pairs({ comparisons = [] }: QuestionReport): string | null {
  const tested = comparisons.filter(({ squared }) => squared.p !== null);
  if (tested.length === 0) return null;
  const apart = tested.filter(({ squared }) => (squared.pAdjusted ?? squared.p!) < 0.05).length;
  return `Text by text, D differs beyond chance (p < ${fixed(0.05, 2)}, adjusted for all pairs) in ${apart} of ${count(tested.length, 'pair')}.`;
}
