import type { PaperRow, PaperTable } from '../analysis/paper/paper-row.ts';

/** A table to be read: a line for each model, level and the like, a column for each metric. */
export interface Pivot {
  readonly keys: readonly string[];
  readonly metrics: readonly string[];
  readonly lines: readonly { readonly about: readonly string[]; readonly cells: readonly string[] }[];
  /** Figures that are not shown. */
  readonly left: number;
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
  const lines = new Map<string, { about: readonly string[]; cells: string[] }>();
  for (const row of shown) {
    const about = keys.map((key) => row[key]);
    const name = JSON.stringify(about);
    const line = lines.get(name) ?? { about, cells: metrics.map(() => '') };
    line.cells[metrics.indexOf(row.metric)] = cellOf(row);
    lines.set(name, line);
  }
  return { keys, metrics, lines: [...lines.values()], left: rows.length - shown.length };
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
