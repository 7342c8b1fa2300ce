import { fixed, format } from '../../numerals/number-form.ts';
import type { ModelReport } from '../../analysis/report.ts';
import { ceilingCell, intervalCell, type ReportCell } from './report-cell.ts';

const percent = format('.0%');
const figure = format('.2f');

/** What stands beside a model on the first page. */
export const VERDICT_COLUMNS = [
  'Verdict',
  'JSD to people',
  'Distance',
  'Top label is people’s',
  'Uncertainty ρ',
  'Worth annotators',
  'Alt-test ω',
] as const;

/** The verdict on a model and the figures that it rests on, in the order of {@link VERDICT_COLUMNS}. */
export function verdictCells({
  guidelines,
  gap,
  labels,
  uncertainty,
  ceiling,
  worth,
  altTest,
}: ModelReport): ReportCell[] {
  return [
    { value: guidelines?.find(({ scope }) => scope === 'question')?.verdict ?? '–' },
    intervalCell(gap?.jsd),
    distanceCell(gap),
    ceilingCell(labels?.top1, ceiling?.top1.mean, percent),
    ceilingCell(uncertainty?.spearman, uncertainty?.ifExact?.spearman, figure),
    worthCell(worth),
    ceilingCell(altTest?.winningRate, ceiling?.winningRate.mean, figure),
  ];
}

/** √(mean D) and its upper bound, both about zero where the mean is below it, as the verdict takes them. */
function distanceCell(gap: ModelReport['gap']): ReportCell {
  const { mean = null, hi = null } = gap?.squared ?? {};
  if (mean === null) return { value: '–' };
  const least = Math.max(mean, 0);
  const value = figure(Math.sqrt(least));
  return hi === null ? { value } : { value, beside: `(up to ${figure(Math.sqrt(least + hi - mean))})` };
}

/** How many annotators a model is worth, with its interval. */
export function worthCell(worth: ModelReport['worth']): ReportCell {
  if (!worth || worth.k === null) return { value: '–' };
  const { k, lo, hi, bound } = worth;
  if (bound === '<') return { value: 'none' };
  if (bound === '>') return { value: `≥ ${fixed(k, 1)}`, beside: '(most to be shown)' };
  return {
    value: fixed(k, 1),
    ...(lo !== null && hi !== null && { beside: `(${fixed(lo, 1)} to ${fixed(hi, 1)})` }),
  };
}
