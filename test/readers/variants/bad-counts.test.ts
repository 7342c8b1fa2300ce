import { expect, it } from 'vitest';
import { UndecidedReadingError } from '../../../src/readers/reading-ask.ts';
import { readFiles } from '../../../src/readers/read-files.ts';

function read(name: string, text: string) {
  return readFiles([{ name, blob: new Blob([text]) }]);
}

it('numbers of votes that can be none are left out and named, and no column of votes is passed over', async () => {
  const { dataset } = await read(
    'neg.jsonl',
    ['{"joy":-1,"fear":2}', '{"joy":1,"fear":0.5}', '{"joy":1,"fear":3}', '{"joy":100000000,"fear":2}']
      .map((votes, at) => `{"id":"${at}","text":"text ${at}","votes":${votes}}`)
      .join('\n'),
  );
  expect(dataset!.questions.map(({ question }) => question.labels)).toEqual([['fear', 'joy']]);
  const [source] = dataset!.sources;
  expect(source!.skipped.map(({ line }) => line)).toEqual([1, 2, 4]);
  expect(JSON.stringify(source)).toContain('a whole number of votes from 0 to 10,000 is expected');
});

it('columns named for emotions with numbers that are too large are asked about', async () => {
  await expect(read('votes.csv', 'id,text,joy,fear\n1,a,1000000,1\n2,b,1,2\n')).rejects.toBeInstanceOf(
    UndecidedReadingError,
  );
});

it('probabilities under a name for votes are not taken for them', async () => {
  const { dataset } = await read(
    'p.jsonl',
    '{"id":"1","text":"a","votes":{"joy":0.25,"fear":0.75}}\n{"id":"2","text":"b","votes":{"joy":1,"fear":0}}\n{"id":"3","text":"c","votes":{"joy":0.5,"fear":0.5}}',
  );
  expect(dataset!.questions).toEqual([]);
});
