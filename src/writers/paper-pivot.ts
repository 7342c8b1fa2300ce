import type { PaperRow, PaperTable } from '../analysis/paper/paper-row.ts';

/** A table to be read: a line for each model, level and the like, a column for each metric. */
export interface Pivot {
  readonly keys: readonly string[];
  readonly metrics: readonly string[];
  readonly lines: readonly PivotLine[];
  /** Figures that are not shown. */
  readonly left: number;
}

export interface PivotLine {
  readonly about: readonly string[];
  /** In words, by metric. */
  readonly cells: readonly string[];
  /** The same in full; `null` where there is no such figure. */
  readonly figures: readonly (PaperRow | null)[];
}

const KEYS = ['model', 'temperature', 'level', 'category', 'other'] as const;
/** Tables with a figure for every category, temperature and level: all temperatures together and all levels are shown. */
const LONG: readonly PaperTable[] = ['categories'];
const DIGITS = 4;

export function pivot(table: PaperTable, rows: readonly PaperRow[]): Pivot {
  const shown = LONG.includes(table)
    ? rows.filter(({ temperature, level }) => level === '' && (temperature === 'all' || temperature === ''))
    : rows;
  const keys = KEYS.filter((key) => shown.some((row) => row[key] !== ''));
  const metrics = [...new Set(shown.map(({ metric }) => metric))];
  const lines = new Map<
    string,
    { about: readonly string[]; cells: string[]; figures: (PaperRow | null)[] }
  >();
  for (const row of shown) {
    const about = keys.map((key) => row[key]);
    const name = JSON.stringify(about);
    const line = lines.get(name) ?? { about, cells: metrics.map(() => ''), figures: metrics.map(() => null) };
    line.cells[metrics.indexOf(row.metric)] = cellOf(row);
    line.figures[metrics.indexOf(row.metric)] = row;
    lines.set(name, line);
  }
  return { keys, metrics, lines: [...lines.values()], left: rows.length - shown.length };
}

/** A column of a table and which way it is sorted by. */
export interface PivotOrder {
  /** Its place among keys and metrics together. */
  readonly column: number;
  readonly ascending: boolean;
}

/** Lines in another order: by a key as people sort names and numbers, by a metric's value; what has none comes last, ties stay. */
export function sortedLines({ keys, lines }: Pivot, { column, ascending }: PivotOrder): readonly PivotLine[] {
  const sign = ascending ? 1 : -1;
  if (column < keys.length) {
    const names = new Intl.Collator('en', { numeric: true });
    return [...lines].sort((a, b) => sign * names.compare(a.about[column], b.about[column]));
  }
  const value = ({ figures }: PivotLine) => figures[column - keys.length]?.value ?? null;
  return [...lines].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
}

const BESIDE = ['lo', 'hi', 'p'] as const;

/** The lines as they are pasted into a spreadsheet: numbers in full precision, with the ends of intervals and p in columns of their own. */
export function pivotTsv({ keys, metrics }: Pivot, lines: readonly PivotLine[]): string {
  const beside = metrics.map((_, at) =>
    BESIDE.filter((name) => lines.some(({ figures }) => figures[at] && figures[at][name] !== null)),
  );
  const head = [
    ...keys,
    ...metrics.flatMap((metric, at) => [metric, ...beside[at].map((name) => `${metric}_${name}`)]),
  ];
  const written = (value: number | null | undefined) => (value == null ? '' : String(value));
  const rows = lines.map(({ about, figures }) => [
    ...about.map((name) => name.replace(/\s+/g, ' ')),
    ...figures.flatMap((row, at) => [written(row?.value), ...beside[at].map((name) => written(row?.[name]))]),
  ]);
  return [head, ...rows].map((cells) => `${cells.join('\t')}\n`).join('');
}

function cellOf({ value, lo, hi, p }: PaperRow): string {
  if (value === null) return 'none';
  const interval = lo === null || hi === null ? '' : ` (${short(lo)} to ${short(hi)})`;
  return `${short(value)}${interval}${p === null ? '' : `, p ${smallest(p)}`}`;
}

function short(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(DIGITS)));
}

function smallest(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
