import { describe, expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import { file, fixture } from './files.ts';
import { votesOf } from './votes-of.ts';

describe('GoEmotions train, dev and test', () => {
  it('takes each label set as one vote of nobody in particular', async () => {
    const { dataset } = await readFiles([
      await fixture('goemotions-dev.tsv'),
      file('more.tsv', 'An owl, at noon.\t26,26\tbb9\r\n'),
    ]);
    expect(dataset?.ids).toEqual(['bb1', 'bb2', 'bb3', 'bb9']);
    expect(dataset?.texts[1]).toBe('"Fine," he said, and it was not fine.');
    const [{ question, votes, origin }] = dataset!.questions;
    expect(origin).toBe('consensus');
    expect(votes.raters).toBeNull();
    expect(votesOf(question, votes)).toEqual([
      ['neutral'],
      ['annoyance disapproval'],
      ['admiration excitement pride'],
      ['surprise'],
    ]);
  });

  it('leaves out malformed rows, each with its line and reason', async () => {
    const good = Array.from({ length: 30 }, (_, index) => `Text ${index}.\t${index % 28}\tid${index}`);
    const bad = [
      'A text.\t28\tx',
      'A text.\tjoy\tx',
      '\t3\tx',
      'A text.\t3\t',
      'A text.',
      '',
      'Text 0.\t0\tid0',
      'Other.\t0\tid0',
    ];
    const { dataset } = await readFiles([file('train.tsv', [...good, ...bad].join('\n'))]);
    expect(dataset!.ids.length).toBe(30);
    expect(dataset!.sources[0].skipped.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '31 The label number 28 is not one of 0 to 27.',
      '32 The second column holds "joy"; label numbers with commas between them are expected.',
      '33 The text is empty.',
      '34 The id is empty.',
      '35 The row has 1 cells with tabs between them; text, label numbers and id are expected.',
      '36 The line is empty.',
      '37 The comment "id0" stands in an earlier row.',
      '38 An earlier row with the id "id0" has another text.',
    ]);
  });
});
