import { flushSync } from 'svelte';
import { guardedCell, writeCell } from '../../files/csv-cell.ts';
import { numberForm, setNumberForm } from '../../numerals/number-form.ts';

/** Ways in which a table is taken into another program. */
export type TableFormat = 'TSV' | 'Markdown' | 'LaTeX' | 'CSV';

/**
 * The words of a table's cells as they are read on screen, row by row: without signs that are hidden from a screen reader, and with a
 * point for decimals, because programs read them. The table is drawn in that form for as long as it is read, which no screen shows.
 */
export function tableCells(table: HTMLTableElement): string[][] {
  const chosen = numberForm();
  if (chosen === 'point') return cellsAsDrawn(table);
  setNumberForm('point');
  flushSync();
  try {
    return cellsAsDrawn(table);
  } finally {
    setNumberForm(chosen);
    flushSync();
  }
}

function cellsAsDrawn(table: HTMLTableElement): string[][] {
  return [...table.rows].map((row) =>
    [...row.cells].map((cell) => {
      const copy = cell.cloneNode(true) as HTMLElement;
      for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
      return copy.textContent.replace(/\s+/g, ' ').trim();
    }),
  );
}

/** A table in one of the formats, its first row the heading. Cells are as they are read on screen, but for signs a format needs otherwise. */
export function tableText(rows: readonly (readonly string[])[], format: TableFormat): string {
  switch (format) {
    case 'TSV':
      return lines(rows.map((row) => row.map(plainNumber).map(tsvCell).join('\t')));
    case 'CSV':
      return rows.map((row) => `${row.map(plainNumber).map(csvCell).join(',')}\r\n`).join('');
    case 'Markdown':
      return markdown(rows);
    case 'LaTeX':
      return latex(rows);
  }
}

const lines = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');

const NUMBER = /^[-−+]?\d[\d,]*(\.\d+)?$/;

/** Numbers as programs read them: a hyphen for a minus, no commas between thousands. */
function plainNumber(cell: string): string {
  return NUMBER.test(cell) ? cell.replace('−', '-').replaceAll(',', '') : cell;
}

function csvCell(cell: string): string {
  return NUMBER.test(cell) ? cell : writeCell(cell);
}

/** A table that is pasted is run as one that is opened. */
function tsvCell(cell: string): string {
  return NUMBER.test(cell) ? cell : guardedCell(cell);
}

/** What Markdown takes for its own: HTML and references to signs, emphasis, code, formulas, links and pictures, and the end of a cell. */
const IN_MARKDOWN =
  /[\\|`*~$]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\[(?=[^\]]*\][([])/gu;

function markdown([head = [], ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(IN_MARKDOWN, '\\$&')).join(' | ')} |`;
  const rule = `| ${head.map((_, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`;
  return lines([line(head), rule, ...body.map(line)]);
}

/** For the package booktabs, names to the left and figures to the right. */
function latex([head = [], ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `${cells.map(latexWords).join(' & ').replace(ARGUMENT, '{$&}')} \\\\`;
  return lines([
    `\\begin{tabular}{l${'r'.repeat(Math.max(0, head.length - 1))}}`,
    '\\toprule',
    line(head),
    '\\midrule',
    ...body.map(line),
    '\\bottomrule',
    '\\end{tabular}',
  ]);
}

/** At the beginning of a row the command that ended the one before takes it for its own. */
const ARGUMENT = /^[[*]/;

/** What LaTeX takes for a command, and what its usual fonts do not have. */
const IN_LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '−': '$-$',
  '–': '--',
  '…': '\\ldots{}',
  '≥': '$\\geq$',
  '≤': '$\\leq$',
  '±': '$\\pm$',
  '√': '$\\surd$',
  α: '$\\alpha$',
  ε: '$\\varepsilon$',
  κ: '$\\kappa$',
  λ: '$\\lambda$',
  ρ: '$\\rho$',
  ω: '$\\omega$',
};

function latexWords(words: string): string {
  return words
    .replace(/\p{Cc}/gu, '')
    .replace(/[\\~^<>|−–…≥≤±√αεκλρω]|[&%$#_{}]/gu, (sign) => IN_LATEX[sign] ?? `\\${sign}`);
}
