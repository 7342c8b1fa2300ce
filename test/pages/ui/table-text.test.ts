import { expect, it } from 'vitest';
import { tableText } from '../../../src/pages/ui/table-text.ts';

const ROWS = [
  ['Model', 'JSD', 'Texts & votes'],
  ['a|b_1', '−0.193', '1,464'],
  ['=SUM(A1)', '≥ 4.00', '50 %'],
];

it('is taken with tabs, numbers as programs read them', () => {
  expect(tableText(ROWS, 'TSV')).toBe(
    'Model\tJSD\tTexts & votes\na|b_1\t-0.193\t1464\n=SUM(A1)\t≥ 4.00\t50 %\n',
  );
});

it('is saved as CSV that no program runs as a formula', () => {
  expect(tableText(ROWS, 'CSV')).toBe(
    "Model,JSD,Texts & votes\r\na|b_1,-0.193,1464\r\n'=SUM(A1),≥ 4.00,50 %\r\n",
  );
});

it('is taken as Markdown, with figures to the right and what Markdown reads otherwise escaped', () => {
  expect(tableText(ROWS, 'Markdown')).toBe(
    '| Model | JSD | Texts & votes |\n| --- | ---: | ---: |\n| a\\|b_1 | −0.193 | 1,464 |\n| =SUM(A1) | ≥ 4.00 | 50 % |\n',
  );
});

it('is taken as LaTeX for booktabs, with every sign that LaTeX reads as a command or does not have', () => {
  expect(tableText(ROWS, 'LaTeX')).toBe(
    [
      '\\begin{tabular}{lrr}',
      '\\toprule',
      'Model & JSD & Texts \\& votes \\\\',
      '\\midrule',
      'a|b\\_1 & $-$0.193 & 1,464 \\\\',
      '=SUM(A1) & $\\geq$ 4.00 & 50 \\% \\\\',
      '\\bottomrule',
      '\\end{tabular}',
      '',
    ].join('\n'),
  );
  expect(tableText([['\\~^#$%&_{}']], 'LaTeX')).toContain(
    '\\textbackslash{}\\textasciitilde{}\\textasciicircum{}\\#\\$\\%\\&\\_\\{\\} \\\\',
  );
});
