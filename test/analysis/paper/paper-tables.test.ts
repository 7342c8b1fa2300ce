import { beforeAll, describe, expect, it } from 'vitest';
import { cooccurrenceTable } from '../../../src/analysis/paper/cooccurrence-table.ts';
import { lexicalScores } from '../../../src/analysis/paper/lexical-transparency.ts';
import type { PaperInput } from '../../../src/analysis/paper/paper-input.ts';
import { PAPER_COLUMNS, PAPER_TABLES, type PaperRow } from '../../../src/analysis/paper/paper-row.ts';
import { paperTables } from '../../../src/analysis/paper/paper-tables.ts';
import { SHIPPED_LEXICON } from '../../../src/analysis/paper/shipped-lexicon.ts';
import { paperInput } from '../../../src/jobs/paper-input.ts';
import { readEmbeddings } from '../../../src/readers/paper/embeddings-file.ts';
import { readPaperFiles } from '../../../src/readers/paper/read-paper-files.ts';
import { expected } from '../../reference/case.ts';
import { EMBEDDINGS, GROUPS, paperFile, paperFileNames } from './paper-form.ts';

/** Table, model, temperature, level, category, other, metric; then value, lo, hi, p, n. */
type Cells = [string, string, string, string, string, string, string, ...(number | null)[]];

const reference = expected('paper') as unknown as readonly Cells[];
const FIGURES = ['value', 'lo', 'hi', 'p', 'n'] as const;

let input: PaperInput;
let rows: readonly PaperRow[];

function nameOf(row: PaperRow): string {
  return PAPER_COLUMNS.slice(0, 7)
    .map((column) => row[column])
    .join('|');
}

beforeAll(async () => {
  const files = await readPaperFiles(paperFileNames().map(paperFile), { unreadable: 'neutral' });
  input = paperInput(files);
  const embeddings = await readEmbeddings(paperFile(EMBEDDINGS));
  rows = paperTables(input, { groups: GROUPS, lexicon: SHIPPED_LEXICON, embeddings });
}, 60_000);

describe('the paper’s tables, against NumPy, SciPy, scikit-learn and scikit-posthocs', () => {
  it.each(PAPER_TABLES)('%s', (table) => {
    const mine = new Map(rows.map((row) => [nameOf(row), row]));
    const cells = reference.filter(([name]) => name === table);
    expect(cells.length).toBeGreaterThan(0);
    const wrong = cells.flatMap((line) => {
      const name = line.slice(0, 7).join('|');
      const found = mine.get(name);
      return FIGURES.flatMap((figure, place) => {
        const wanted = line[7 + place] as number | null;
        const value = found?.[figure] ?? null;
        // Temperature scaling ends a search, whose last digits are its own.
        const allowed = name.includes('|temperature|') ? 1e-3 : 1e-9 * Math.max(1, Math.abs(wanted ?? 0));
        const isSame =
          value === null || wanted === null ? value === wanted : Math.abs(value - wanted) <= allowed;
        return isSame ? [] : [`${name} ${figure}: ${value}, not ${wanted}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('has no figure twice', () => {
    expect(new Set(rows.map(nameOf)).size).toBe(rows.length);
  });

  it('has no figure that the reference lacks, but those by level at one temperature and a Dunn whose p is 1', () => {
    const known = new Set(reference.map((line) => line.slice(0, 7).join('|')));
    const more = rows.filter((row) => !known.has(nameOf(row)));
    expect(
      more.filter(
        ({ table, level, temperature, metric, p }) =>
          !(table === 'categories' && level !== '' && temperature !== 'all') &&
          !(metric === 'dunn' && p === 1),
      ),
    ).toEqual([]);
  });
});

describe('without some of the files', () => {
  it('leaves out the embedding score and what rests on it', () => {
    const without = paperTables(input, { groups: [], lexicon: SHIPPED_LEXICON, embeddings: null });
    const metrics = new Set(
      without.filter(({ table }) => table === 'transparency').map(({ metric }) => metric),
    );
    expect([...metrics].sort()).toEqual(['human_model_spearman', 'lexicon']);
  });

  it('says of ratings alone nothing about labels, and does not mark what cannot be mistaken', () => {
    const alone = paperTables(
      { ...input, labels: null },
      { groups: [], lexicon: SHIPPED_LEXICON, embeddings: null },
    );
    expect(new Set(alone.map(({ table }) => table))).toEqual(new Set(['between_models', 'continuous']));
    expect(
      alone.filter(({ table }) => table === 'between_models').map(({ category }) => category),
    ).not.toContain('V, A, D');
  });
});

describe('co-occurrence', () => {
  it('compares a model with people, and two models, over the texts that both sides judged', () => {
    const labels = ['a', 'b', 'c'];
    // Of the four texts each model answers another three, word for word as people do.
    const rates = [1, 0.5, 0, 0, 1, 0.5, 0.5, 0, 1, 1, 0, 0.6];
    const of = (...places: readonly number[]) => ({
      temperature: 'all',
      places: Uint32Array.from(places),
      rates: Float64Array.from(places.flatMap((place) => rates.slice(place * 3, place * 3 + 3))),
    });
    const rows = cooccurrenceTable(
      {
        labels,
        people: {
          ids: ['1', '2', '3', '4'],
          rates: Float64Array.from(rates),
          levels: ['partial', 'partial', 'partial', 'partial'],
          entropies: new Float64Array(4),
          texts: [null, null, null, null],
        },
        answers: [],
        raters: null,
      },
      [
        { model: 'one', ...of(0, 1, 2) },
        { model: 'two', ...of(1, 2, 3) },
        { model: 'three', ...of(0) },
      ],
    );
    const frobenius = rows.filter(({ metric }) => metric === 'frobenius');
    expect(frobenius.map(({ model, other, value }) => [model, other, value])).toEqual([
      ['one', '', 0],
      ['two', '', 0],
      ['three', '', 0],
      ['one', 'two', 0],
      ['one', 'three', 0],
    ]);
  });

  it('takes a label set of any size', () => {
    const size = 400;
    const labels = Array.from({ length: size }, (_, label) => String(label));
    const rates = new Float64Array(size);
    rates[0] = 1;
    const other = new Float64Array(size);
    other[1] = 1;
    const [{ metric, value }] = cooccurrenceTable(
      {
        labels,
        people: {
          ids: ['1'],
          rates,
          levels: ['full'],
          entropies: new Float64Array(1),
          texts: [null],
        },
        answers: [],
        raters: null,
      },
      [{ model: 'm', temperature: 'all', places: Uint32Array.of(0), rates: other }],
    );
    expect(metric).toBe('frobenius');
    expect(value).toBeCloseTo(Math.SQRT2, 12);
  });
});

describe('lexicon coverage', () => {
  const scoreOf = (...texts: readonly (string | null)[]) =>
    lexicalScores(
      [{ label: 'joy', ids: texts.map((_, at) => String(at)), texts }],
      new Map([['joy', ['glad']]]),
      null,
    )[0];

  it('counts texts that are not known neither way', () => {
    expect(scoreOf('So GLAD!', 'gladly', 'sad', 'so', null, null)).toMatchObject({ texts: 6, lexicon: 0.5 });
  });

  it('is null, not 0, where no text is known', () => {
    expect(scoreOf(null, null, null, null, null).lexicon).toBeNull();
    expect(scoreOf('a', 'b', 'c', 'd', 'e').lexicon).toBe(0);
  });
});
