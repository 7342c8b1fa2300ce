import { expect, it } from 'vitest';
import { tableText } from '../../../src/pages/ui/table-text.ts';

const ROWS = [
  ['Model', 'JSD', 'Texts & votes'],
  ['a|b_1', '−0.193', '1,464'],
  ['=SUM(A1)', '≥ 4.00', '50 %'],
];

it('is taken with tabs, numbers as programs read them and nothing that a spreadsheet runs where it is pasted', () => {
  expect(tableText(ROWS, 'TSV')).toBe(
    "Model\tJSD\tTexts & votes\na|b_1\t-0.193\t1464\n'=SUM(A1)\t≥ 4.00\t50 %\n",
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
      'a\\textbar{}b\\_1 & $-$0.193 & 1,464 \\\\',
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

it('keeps names in Markdown as they are, whatever they would be there', () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    '*joy*',
    '_sad_',
    'very_sad',
    '`code`',
    '~~gone~~',
    '[here](javascript:alert(1))',
    '![pixel](https://example.org/x.png)',
    '[NAME]',
    '&lt;b&gt;',
    'R&D',
    '$x$ or $y$',
    '0.5 < 0.7',
  ];
  expect(
    tableText([['Label'], ...names.map((name) => [name])], 'Markdown')
      .split('\n')
      .slice(2, -1),
  ).toEqual([
    '| \\<img src=x onerror=alert(1)> |',
    '| \\*joy\\* |',
    '| \\_sad\\_ |',
    '| very_sad |',
    '| \\`code\\` |',
    '| \\~\\~gone\\~\\~ |',
    '| \\[here](javascript:alert(1)) |',
    '| !\\[pixel](https://example.org/x.png) |',
    '| [NAME] |',
    '| \\&lt;b\\&gt; |',
    '| R&D |',
    '| \\$x\\$ or \\$y\\$ |',
    '| 0.5 < 0.7 |',
  ]);
});

it('has rows in LaTeX that begin with no argument of the command before them, and signs of any font', () => {
  const [first, second, third] = tableText([['[NAME] cried'], ['*joy*'], ['a<b|c>d"\u0001']], 'LaTeX')
    .split('\n')
    .filter((line) => line.endsWith('\\\\'));
  expect(first).toBe('{[}NAME] cried \\\\');
  expect(second).toBe('{*}joy* \\\\');
  expect(third).toBe('a\\textless{}b\\textbar{}c\\textgreater{}d" \\\\');
});
