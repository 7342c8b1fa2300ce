import { expect, it } from 'vitest';
import { readingPreview } from '../../../src/readers/annotated/reading-preview.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

it('shows the first texts with their answers, and counts what is left out by its reason', async () => {
  const rows = ['id,text,rater,label', '1,One,A,joy', '1,One,B,joy|fear', '1,One,C,unclear'];
  for (let rater = 0; rater < 8; rater++) rows.push(`2,Two,r${rater},fear`);
  rows.push('1,Other,D,joy', '2,Another,D,joy', '3,Three,,joy', '3,Three,E,joy', '4,4,E,joy', '5,5,E,joy');
  const { dataset } = await readFiles([file('a.csv', rows.join('\n'))]);
  const preview = readingPreview(dataset!);
  expect(preview).toMatchObject({ items: 5, rowsRead: 17, skipped: 3 });
  expect(preview.questions).toMatchObject([
    { question: { labels: ['fear', 'joy'] }, votes: 13, abstentions: 1, raters: 11 },
  ]);
  expect(preview.first).toHaveLength(4);
  expect(preview.first[0]).toEqual({
    id: '1',
    text: 'One',
    answers: [{ first: ['A: joy', 'B: fear, joy'], more: 0 }],
  });
  expect(preview.first[1].answers[0]).toMatchObject({ more: 2 });
  expect(preview.reasons.map(({ rows, first }) => [rows, first.line, first.reason])).toEqual([
    [2, 13, 'An earlier row with the id "1" has another text.'],
    [1, 15, 'The column "rater" is empty.'],
  ]);
});
