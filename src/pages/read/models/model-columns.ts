import { format } from 'd3';
import type { ModelReport } from '../../../analysis/report.ts';
import { whole } from '../../ui/amounts.ts';
import { withCeiling } from '../parts/ceilings.ts';

/** One figure of every model, written as a table has it. */
export interface ModelColumn {
  readonly name: string;
  readonly cell: (model: ModelReport) => string;
}

const figure = format('.3f');
const percent = format('.1%');
function shownFigure(value: number | null | undefined, written: (value: number) => string): string {
  return value === null || value === undefined ? '–' : written(value);
}
function k({ worth }: ModelReport): string {
  if (!worth || worth.k === null) return '–';
  if (worth.bound === '<') return 'none';
  return `${worth.bound === '>' ? '≥ ' : ''}${worth.k.toFixed(2)}`;
}

const COLUMNS: readonly ModelColumn[] = [
  { name: 'JSD', cell: ({ gap }) => shownFigure(gap?.jsd.mean, figure) },
  {
    name: 'Cross-entropy',
    cell: ({ gap, ceiling }) => withCeiling(gap?.crossEntropy.mean, ceiling?.crossEntropy, figure, 'least'),
  },
  {
    name: 'Total variation',
    cell: ({ gap, ceiling }) => withCeiling(gap?.tvd.mean, ceiling?.tvd, figure, 'least'),
  },
  {
    name: 'W1',
    cell: ({ gap, ceiling }) => withCeiling(gap?.emd.mean, ceiling?.emd, figure, 'least'),
  },
  { name: 'Squared gap D', cell: ({ gap }) => shownFigure(gap?.squared.mean, figure) },
  {
    name: 'Same top label',
    cell: ({ labels, ceiling }) => withCeiling(labels?.top1, ceiling?.top1, percent),
  },
  {
    name: 'Macro-F1',
    cell: ({ labels, ceiling }) => withCeiling(labels?.macroF1, ceiling?.macroF1, figure),
  },
  {
    name: 'Uncertainty ρ',
    cell: ({ uncertainty }) =>
      withCeiling(
        uncertainty?.spearman,
        uncertainty?.ifExact && { mean: uncertainty.ifExact.spearman },
        figure,
      ),
  },
  { name: 'Worth (k)', cell: k },
  {
    name: 'Alt-test ω',
    cell: ({ altTest, ceiling }) => withCeiling(altTest?.winningRate, ceiling?.winningRate, figure),
  },
  {
    name: 'Alt-test ρ',
    cell: ({ altTest, ceiling }) =>
      withCeiling(altTest?.advantageProbability, ceiling?.advantageProbability, figure),
  },
  { name: 'Texts', cell: ({ items }) => items.toLocaleString('en') },
  { name: 'Answered', cell: answered },
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
