import { expect, it } from 'vitest';
import { lookAtFile } from '../../../src/readers/annotated/file-look.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

const LONG = 'text,rater,label\nIt rains on the old roof again,A,joy\nIt snows,B,fear\nIt hails,B,joy\n';

it('shows every column with what stands in it, and what it would be taken for', async () => {
  const look = await lookAtFile(file('a.csv', LONG));
  expect(look.columns).toEqual([
    { name: 'text', examples: ['It rains on the old roof again', 'It snows', 'It hails'] },
    { name: 'rater', examples: ['A', 'B'] },
    { name: 'label', examples: ['joy', 'fear'] },
  ]);
  const { mappings } = await readFiles([file('a.csv', LONG)]);
  expect(look.guess).toEqual(mappings[0].mapping);
  expect(look.proposals.long).toEqual(look.guess);
});

it('proposes a mapping of each layout, without a question where nothing can be guessed', async () => {
  const { guess, proposals } = await lookAtFile(file('a.csv', 'note,joy,fear\nFirst,2,1\nSecond,0,3\n'));
  expect(guess).toBeNull();
  expect(proposals['label counts']).toMatchObject({ text: null, id: null });
  expect(proposals['label counts'].questions[0].columns.map(({ name }) => name)).toEqual(['joy', 'fear']);
  expect(proposals.votes).toMatchObject({ layout: 'votes', rater: null, questions: [] });
});

it('keeps a column called __proto__ and HTML as they are', async () => {
  const { columns } = await lookAtFile(file('a.csv', '__proto__,<b>x</b>\n1,<i>2</i>\n'));
  expect(columns).toEqual([
    { name: '__proto__', examples: ['1'] },
    { name: '<b>x</b>', examples: ['<i>2</i>'] },
  ]);
});
