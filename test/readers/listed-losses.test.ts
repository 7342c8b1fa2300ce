import { expect, it } from 'vitest';
import { listedLosses } from '../../src/readers/predictions/listed-losses.ts';
import { readFiles } from '../../src/readers/read-files.ts';

const people = 'id,text,rater,label\nt0,One,r0,bad\nt0,One,r1,fine\nt1,Two,r0,fine\nt1,Two,r1,bad';
const named = (name: string, content: string) => ({ name, blob: new Blob([content]) });

it('lists every row of predictions that is not used, and says how many are too many to list', async () => {
  const answers = ['id,response', 't0,bad', 't9,fine', ...Array.from({ length: 103 }, () => 't1,perhaps')];
  const { predictions } = await readFiles([named('p.csv', people), named('answers.csv', answers.join('\n'))]);
  const [{ skipped }] = listedLosses(predictions!);
  expect(skipped.filter(({ content }) => content === 'perhaps').length).toBe(100);
  expect(skipped.find(({ content }) => content === 'perhaps')!.line).toBe(4);
  expect(skipped.map(({ reason }) => reason)).toContain('3 more answers could not be understood.');
  expect(skipped.at(-1)).toMatchObject({ content: 't9', lost: 'id' });
  expect(skipped.at(-2)).toMatchObject({ lost: 'answer', times: 3 });
});
