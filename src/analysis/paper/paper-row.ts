/** The paper's tables, in the order in which they are shown. */
export const PAPER_TABLES = [
  'divergence',
  'entropy',
  'levels',
  'categories',
  'between_models',
  'cooccurrence',
  'texts',
  'people',
  'transparency',
  'calibration',
  'continuous',
] as const;
export type PaperTable = (typeof PAPER_TABLES)[number];

/** One figure of the paper's tables; what does not apply is empty or `null`. */
export interface PaperRow {
  readonly table: PaperTable;
  readonly model: string;
  readonly temperature: string;
  readonly level: string;
  /** A label; V, A or D; a form of the text; a way to calibrate. */
  readonly category: string;
  /** The second model or level of a pair. */
  readonly other: string;
  readonly metric: string;
  /** `null` where it cannot be computed. */
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly p: number | null;
  /** How many texts, pairs or categories it is over. */
  readonly n: number | null;
}

/** The columns of {@link PaperRow} in the order of the files. */
export const PAPER_COLUMNS = [
  'table',
  'model',
  'temperature',
  'level',
  'category',
  'other',
  'metric',
  'value',
  'lo',
  'hi',
  'p',
  'n',
] as const satisfies readonly (keyof PaperRow)[];

/** A row of a table with what is said of it; the rest is empty. */
export function paperRow(given: Pick<PaperRow, 'table' | 'metric' | 'value'> & Partial<PaperRow>): PaperRow {
  return {
    model: '',
    temperature: '',
    level: '',
    category: '',
    other: '',
    lo: null,
    hi: null,
    p: null,
    n: null,
    ...given,
  };
}
