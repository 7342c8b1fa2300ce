import { sentenceStart } from '../../ui/sentence-start.ts';
import { format } from '../../../numerals/number-form.ts';
import { mostConfused, rowShares } from '../../../analysis/row-shares.ts';
import type { ModelReport } from '../../../analysis/report.ts';
import { withCeiling } from '../parts/ceilings.ts';
import { constantAnswer } from '../parts/findings.ts';

const figure = format('.2f');
const percent = format('.0%');

/** How often a model's most probable label is people's, beyond chance too, and what is had without reading. */
export function classesFinding({ labels, ceiling }: ModelReport, references: readonly ModelReport[]): string {
  if (!labels || labels.top1 === null) return '';
  const { kappa } = labels.classes;
  const constant = constantAnswer(references);
  const beyond = kappa === null ? '' : `; beyond chance that is κ = ${figure(kappa)}`;
  const baseline =
    constant === null ? '' : `. ${sentenceStart(constant.name)} is right on ${percent(constant.top1)}`;
  return `The model’s label is people’s most frequent one on ${withCeiling(labels.top1, ceiling?.top1, percent)} of the texts${beyond}${baseline}.`;
}

/** Which of people's labels the model puts another for most. */
export function modelConfusionFinding(
  confusion: readonly (readonly number[])[],
  labels: readonly string[],
): string {
  const most = mostConfused(confusion);
  if (!most) return 'The model never puts one label for another.';
  const { row, column } = most;
  const share = rowShares(confusion)[row]!;
  return `Confused most: where people say ${labels[row]}, the model says ${labels[column]} on ${percent(share[column])} of the texts, and ${labels[row]} too on ${percent(share[row])}.`;
}
