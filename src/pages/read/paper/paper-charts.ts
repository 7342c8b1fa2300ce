import type { PaperRow } from '../../../analysis/paper/paper-row.ts';
import type { CategoryReport } from '../../../analysis/report.ts';
import type { GradientMark } from '../../../charts/gradient-mark.ts';
import type { IntervalRow } from '../../../charts/interval-row.ts';
import { linkToItems } from '../../address/address.svelte.ts';

/** Words for the levels that raters' agreement on a text is sorted into. */
const LEVELS: Readonly<Record<string, string>> = {
  full: 'full agreement',
  partial: 'partial agreement',
  disagreement: 'full disagreement',
};

/** A metric of all temperatures together, or of a model that was asked at none, with what else holds of its rows. */
function valuesOf(rows: readonly PaperRow[], metric: string, where: (row: PaperRow) => boolean) {
  return rows.flatMap((row) =>
    row.metric === metric &&
    row.value !== null &&
    (row.temperature === 'all' || row.temperature === '') &&
    where(row)
      ? [{ ...row, value: row.value }]
      : [],
  );
}

function intervalRow(
  label: string,
  { value, lo, hi }: Pick<PaperRow, 'lo' | 'hi'> & { readonly value: number },
  scale = 1,
): IntervalRow {
  const ends = lo === null || hi === null ? {} : { lo: scale * lo, hi: scale * hi };
  return { label, role: 'model', mean: scale * value, ...ends };
}

/** What a model of the paper's tables is called elsewhere. */
export type Called = (name: string) => string;

/** Mean Jensen-Shannon divergence of every model, least first. */
export function divergenceRows(rows: readonly PaperRow[], called: Called): readonly IntervalRow[] {
  return valuesOf(rows, 'jsd_mean', ({ level }) => level === '')
    .map((row) => intervalRow(called(row.model), row))
    .sort((a, b) => a.mean - b.mean);
}

/** Mean Jensen-Shannon divergence of a model by how far raters agree. */
export function levelRows(rows: readonly PaperRow[], model: string): readonly IntervalRow[] {
  return valuesOf(rows, 'jsd_mean', (row) => row.model === model && row.level !== '').map((row) =>
    intervalRow(LEVELS[row.level] ?? row.level, row),
  );
}

/** How much calibration takes off a model's mean divergence, in %: overall, then by level. */
export function reductionRows(rows: readonly PaperRow[], model: string): readonly IntervalRow[] {
  const own = valuesOf(rows, 'reduction', (row) => row.model === model);
  const of = (level: string) => own.filter((row) => row.level === level);
  return ['', ...Object.keys(LEVELS)].flatMap((level) =>
    of(level).map((row) =>
      intervalRow(`${row.category}, ${level === '' ? 'all texts' : LEVELS[level]}`, row, 100),
    ),
  );
}

/** Pearson's correlation of mean ratings by dimension, of every model. */
export function correlationRows(
  rows: readonly PaperRow[],
  called: Called,
): readonly (IntervalRow & { model: string })[] {
  return valuesOf(rows, 'pearson', ({ level }) => level === '').map((row) => ({
    ...intervalRow(`${row.category}, ${called(row.model)}`, row),
    model: called(row.model),
  }));
}

/** A label's transparency against the paper's correlation of a model's rates with people's. */
export interface PaperGradient {
  readonly marks: readonly GradientMark[];
  /** What the transparency is: the paper's combined score, its lexicon coverage where no vectors are, or ours where there is neither. */
  readonly score: 'combined score' | 'lexicon coverage' | 'transparency on held-out texts';
}

export function paperGradient(
  rows: readonly PaperRow[],
  model: string,
  categories: readonly CategoryReport[],
): PaperGradient {
  const scoresBy = (metric: string) =>
    new Map(
      valuesOf(rows, metric, (row) => row.model === '' && row.category !== '').map((row) => [
        row.category,
        row.value,
      ]),
    );
  const combined = scoresBy('combined');
  const coverage = scoresBy('lexicon');
  const ours = new Map(
    categories.flatMap(({ label, transparency }) => (transparency == null ? [] : [[label, transparency]])),
  );
  const [scores, score] =
    combined.size > 0
      ? ([combined, 'combined score'] as const)
      : coverage.size > 0
        ? ([coverage, 'lexicon coverage'] as const)
        : ([ours, 'transparency on held-out texts'] as const);
  const marks = valuesOf(rows, 'human_model_spearman', (row) => row.model === model).flatMap((row) => {
    const x = scores.get(row.category);
    if (x === undefined) return [];
    const support = categories.find(({ label }) => label === row.category)?.support ?? row.n ?? 0;
    return [
      {
        label: row.category,
        x,
        y: row.value,
        support,
        markers: [],
        href: linkToItems({ category: row.category }),
      },
    ];
  });
  return { marks, score };
}
