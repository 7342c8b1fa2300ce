import { fixed, format } from '../../../numerals/number-form.ts';
import type { ModelReport } from '../../../analysis/report.ts';
import { whole } from '../../ui/amounts.ts';
import { withCeiling } from '../parts/ceilings.ts';

/** One figure of every model, written as a table has it. */
export interface ModelColumn {
  readonly name: string;
  readonly cell: (model: ModelReport) => string;
  /** What its rows are sorted by; `null` where there is nothing. */
  readonly value: (model: ModelReport) => number | null;
}

const figure = format('.3f');
const percent = format('.1%');
function shownFigure(value: number | null | undefined, written: (value: number) => string): string {
  return value === null || value === undefined ? '–' : written(value);
}
function k({ worth }: ModelReport): string {
  if (!worth || worth.k === null) return '–';
  if (worth.bound === '<') return 'none';
  return `${worth.bound === '>' ? '≥ ' : ''}${fixed(worth.k, 2)}`;
}

const COLUMNS: readonly ModelColumn[] = [
  {
    name: 'JSD',
    value: ({ gap }) => gap?.jsd.mean ?? null,
    cell: ({ gap }) => shownFigure(gap?.jsd.mean, figure),
  },
  {
    name: 'Cross-entropy',
    value: ({ gap }) => gap?.crossEntropy.mean ?? null,
    cell: ({ gap, ceiling }) => withCeiling(gap?.crossEntropy.mean, ceiling?.crossEntropy, figure, 'least'),
  },
  {
    name: 'Total variation',
    value: ({ gap }) => gap?.tvd.mean ?? null,
    cell: ({ gap, ceiling }) => withCeiling(gap?.tvd.mean, ceiling?.tvd, figure, 'least'),
  },
  {
    name: 'W1',
    value: ({ gap }) => gap?.emd.mean ?? null,
    cell: ({ gap, ceiling }) => withCeiling(gap?.emd.mean, ceiling?.emd, figure, 'least'),
  },
  {
    name: 'Squared gap D',
    value: ({ gap }) => gap?.squared.mean ?? null,
    cell: ({ gap }) => shownFigure(gap?.squared.mean, figure),
  },
  {
    name: 'Same top label',
    value: ({ labels }) => labels?.top1 ?? null,
    cell: ({ labels, ceiling }) => withCeiling(labels?.top1, ceiling?.top1, percent),
  },
  {
    name: 'Macro-F1',
    value: ({ labels }) => labels?.macroF1 ?? null,
    cell: ({ labels, ceiling }) => withCeiling(labels?.macroF1, ceiling?.macroF1, figure),
  },
  {
    name: 'Uncertainty ρ',
    value: ({ uncertainty }) => uncertainty?.spearman ?? null,
    cell: ({ uncertainty }) =>
      withCeiling(
        uncertainty?.spearman,
        uncertainty?.ifExact && { mean: uncertainty.ifExact.spearman },
        figure,
      ),
  },
  { name: 'Worth (k)', value: ({ worth }) => (worth?.bound === '<' ? 0 : (worth?.k ?? null)), cell: k },
  {
    name: 'Alt-test ω',
    value: ({ altTest }) => altTest?.winningRate ?? null,
    cell: ({ altTest, ceiling }) => withCeiling(altTest?.winningRate, ceiling?.winningRate, figure),
  },
  {
    name: 'Alt-test ρ',
    value: ({ altTest }) => altTest?.advantageProbability ?? null,
    cell: ({ altTest, ceiling }) =>
      withCeiling(altTest?.advantageProbability, ceiling?.advantageProbability, figure),
  },
  { name: 'Texts', value: ({ items }) => items, cell: ({ items }) => whole(items) },
  { name: 'Answered', value: ({ coverage }) => coverage, cell: answered },
];

/** The figures that any of some models has: the distance on a scale is missing where there is none, the alt-test without raters. */
export function modelColumns(models: readonly ModelReport[]): readonly ModelColumn[] {
  return COLUMNS.filter(({ cell }) => models.some((one) => cell(one) !== '–'));
}

function answered({ coverage, failed, missing }: ModelReport): string {
  const lost = [
    ...(failed > 0 ? [`${whole(failed)} failed`] : []),
    ...(missing > 0 ? [`${whole(missing)} not asked`] : []),
  ];
  return lost.length === 0 ? percent(coverage) : `${percent(coverage)} (${lost.join(', ')})`;
}
