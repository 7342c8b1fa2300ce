import { describe, expect, it } from 'vitest';
import { readFiles, type ReadFilesOptions } from '../../src/readers/read-files.ts';
import { readMapping, writeMapping } from '../../src/readers/saved-mapping.ts';
import { writeAnswers } from '../../src/writers/write-answers.ts';
import { file } from './files.ts';
import { votesOf } from './votes-of.ts';

async function read(name: string, lines: readonly string[], options: ReadFilesOptions = {}) {
  const { dataset, asks } = await readFiles([file(name, `${lines.join('\n')}\n`)], options);
  if (dataset === null) throw new Error('no answers were read');
  const [{ question, votes }] = dataset.questions;
  return { dataset, asks, said: votesOf(question, votes), labels: question.labels };
}

const LONG = [
  'id,text,rater,label',
  '1,A good day.,ann,+',
  '1,A good day.,bob,0',
  '2,A bad day.,ann,-',
  '2,A bad day.,bob,--',
  '3,A day.,ann,++',
  '3,A day.,bob,-',
];
const SAID = [
  ['ann: +', 'bob: 0'],
  ['ann: -', 'bob: --'],
  ['ann: ++', 'bob: -'],
];

describe('plus and minus signs as labels', () => {
  it('are read in rows, and it is asked whether a dash is an answer', async () => {
    const { said, asks, labels } = await read('a.csv', LONG);
    expect(said).toEqual(SAID);
    expect(new Set(labels)).toEqual(new Set(['++', '+', '0', '-', '--']));
    expect(asks.map(({ what, taken }) => [what, taken])).toEqual([
      ['Are "-", "--" answers, as "+" is, or do they say that somebody gave none?', 0],
    ]);
    expect(asks[0].choices.map(({ option }) => option)).toEqual([
      '--missing none',
      '--missing=- --missing=--',
    ]);
  });

  it('a dash is no answer where a person says so', async () => {
    const { asks } = await read('a.csv', LONG);
    const { said } = await read('a.csv', LONG, { mappings: [asks[0].choices[1].mapping!] });
    expect(said).toEqual([['ann: +', 'bob: 0'], [], ['ann: ++']]);
  });

  it('hold in a mapping that was saved', async () => {
    const { asks } = await read('a.csv', LONG);
    const [saved] = readMapping('m.json', writeMapping(asks[0].choices[0].mapping!));
    expect((await read('a.csv', LONG, { mappings: [saved] })).said).toEqual(SAID);
  });

  it('are read from columns of raters, one of whom says minus alone', async () => {
    const rows = ['id,text,ann,bob,cem', '1,A good day.,+,-,0', '2,A bad day.,+,-,-', '3,A day.,0,-,+'];
    expect((await read('a.csv', rows)).said).toEqual([
      ['ann: +', 'bob: -', 'cem: 0'],
      ['ann: +', 'bob: -', 'cem: -'],
      ['ann: 0', 'bob: -', 'cem: +'],
    ]);
  });

  it.each([
    ['lists', '["+","-"]', ['+', '-']],
    ['an object by rater', '{"ann":"+","bob":"-"}', ['ann: +', 'bob: -']],
    ['pairs', '"ann: +; bob: -"', ['ann: +', 'bob: -']],
  ])('are read from %s in a cell', async (_, annotations, said) => {
    const rows = ['1', '2', '3'].map(
      (id) => `{"id":"${id}","text":"A day ${id}.","annotations":${annotations}}`,
    );
    expect((await read('a.jsonl', rows)).said).toEqual([said, said, said]);
  });

  it('are read from columns of votes that are named for them', async () => {
    const rows = ['id,text,+,-,0', '1,A good day.,2,0,1', '2,A bad day.,0,2,1', '3,A day.,1,1,1'];
    expect((await read('a.csv', rows)).said).toEqual([
      ['+', '+', '0'],
      ['-', '-', '0'],
      ['+', '-', '0'],
    ]);
  });

  it('say yes and no in columns that are named for labels', async () => {
    const rows = [
      'id,text,joy,anger,fear',
      '1,A good day.,+,-,-',
      '2,A bad day.,-,+,+',
      '3,A day.,-,+,-',
      '4,Rain.,-,-,-',
    ];
    expect((await read('a.csv', rows)).said).toEqual([['joy'], ['anger fear'], ['anger'], []]);
  });

  it('in columns of other names are answers of people, or yes and no: it is asked', async () => {
    const rows = ['id,text,warm,hostile,calm', '1,A good day.,+,-,+', '2,A bad day.,-,+,-', '3,A day.,-,-,+'];
    const { asks, said } = await read('a.csv', rows);
    expect(said[0]).toEqual(['warm: +', 'hostile: -', 'calm: +']);
    const ask = asks.find(({ what }) => what.includes('labels that a row has or lacks'))!;
    expect(ask.what).toContain('"warm", "hostile", "calm"');
    const flags = await read('a.csv', rows, { mappings: [ask.choices[1].mapping!] });
    expect(flags.said).toEqual([['warm calm'], ['hostile'], ['calm']]);
  });

  it('hold in a file of another person who never says plus', async () => {
    const own = (name: string, labels: readonly string[]) =>
      file(name, `text,label\n${labels.map((label, at) => `A day ${at}.,${label}`).join('\n')}\n`);
    const { dataset } = await readFiles([
      own('ann.csv', ['+', '-', '+', '0']),
      own('bob.csv', ['-', '-', '0', '-']),
    ]);
    const [{ question, votes }] = dataset!.questions;
    expect(votesOf(question, votes)).toEqual([
      ['ann: +', 'bob: -'],
      ['ann: -', 'bob: -'],
      ['ann: +', 'bob: 0'],
      ['ann: 0', 'bob: -'],
    ]);
  });

  it('leave a plus sign between labels what it is, and a dash beside words empty', async () => {
    const rows = [
      'id,text,rater,label',
      '1,T,ann,joy+love',
      '1,T,bob,-',
      '2,U,ann,joy',
      '2,U,bob,love',
      '3,V,ann,love',
    ];
    const { said, asks } = await read('a.csv', rows);
    expect(said).toEqual([['ann: joy love'], ['ann: joy', 'bob: love'], ['ann: love']]);
    expect(asks).toEqual([]);
  });
});

describe('answers that were written as CSV', () => {
  it('are the same when they are read again, though cells are guarded against formulas', async () => {
    const rows = LONG.map((row) => row.replace('A good day.', '@kim: =a good day'));
    const { dataset } = await read('a.csv', rows);
    const written = await (await writeAnswers('csv', dataset)).text();
    expect(written).toContain("'@kim");
    const again = await read('again.csv', written.trimEnd().split('\n'));
    expect(again.dataset.texts).toEqual(dataset.texts);
    expect(again.said).toEqual(SAID);
  });
});

describe('models that answer with signs', () => {
  const long = file('people.csv', `${LONG.join('\n')}\n`);
  const top = async (lines: readonly string[], name: string) => {
    const { predictions, dataset } = await readFiles([long, file(name, `${lines.join('\n')}\n`)]);
    const [{ labels }] = dataset!.questions.map(({ question }) => question);
    const [{ answered, distributions }] = predictions!.judgments;
    return dataset!.ids.map((_, item) => {
      const own = [...distributions.subarray(item * labels.length, (item + 1) * labels.length)];
      return answered[item] === 0 ? null : labels[own.indexOf(Math.max(...own))];
    });
  };

  it('in a column', async () => {
    expect(await top(['id,model,response', '1,m,+', '2,m,-', '3,m,--'], 'm.csv')).toEqual(['+', '-', '--']);
  });

  it('in words, but not where a sentence or percentages say more than one', async () => {
    const rows = ['Answer: -', '+: 60%, -: 30%, 0: 10%', 'I would say + and never 0'];
    const lines = rows.map((response, at) => JSON.stringify({ id: String(at + 1), response }));
    expect(await top(lines, 'm.jsonl')).toEqual(['-', null, null]);
  });
});
