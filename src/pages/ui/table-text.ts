import { flushSync } from 'svelte';
import { writeCell } from '../../files/csv-cell.ts';
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
      return lines(rows.map((row) => row.map(plainNumber).join('\t')));
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

function markdown([head = [], ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/[\\|]/g, '\\$&')).join(' | ')} |`;
  const rule = `| ${head.map((_, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`;
  return lines([line(head), rule, ...body.map(line)]);
}

/** For the package booktabs, names to the left and figures to the right. */
function latex([head = [], ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `${cells.map(latexWords).join(' & ')} \\\\`;
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

/** What LaTeX takes for a command, and what its usual fonts do not have. */
const IN_LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
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
  return words.replace(/[\\~^−–…≥≤±√αεκλρω]|[&%$#_{}]/gu, (sign) => IN_LATEX[sign] ?? `\\${sign}`);
}
