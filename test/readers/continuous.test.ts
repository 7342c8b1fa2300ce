import { describe, expect, it } from 'vitest';
import { readAll } from '../../src/readers/read-all.ts';
import { readMapping, writeMapping } from '../../src/readers/saved-mapping.ts';
import { UnreadableFileError } from '../../src/readers/unreadable-file.ts';
import { file, fixture } from './files.ts';

const TEXTS = Array.from({ length: 8 }, (_, i) => `Sentence number ${'abcdefgh'[i]} with a few words.`);
const RATERS = ['ada', 'kim', 'lee'];

/** A row for each rater's answer. */
function ratings(column: string, answer: (item: number, rater: number) => number | string): string {
  const rows = TEXTS.flatMap((text, i) => RATERS.map((name, r) => `t${i},${text},${name},${answer(i, r)}`));
  return [`id,text,rater,${column}`, ...rows, ''].join('\n');
}

const decimals = (i: number, r: number) => (1 + ((i * 57 + r * 31) % 400) / 100).toFixed(2);
const slider = (i: number, r: number) => (i * 13 + r * 17) % 101;

async function read(content: string, options = {}, models: string | null = null) {
  const predictions = models === null ? [] : [file('model.csv', models)];
  const { document } = await readAll([file('a.csv', content)], predictions, options);
  return document;
}

describe('people’s ratings with decimals', () => {
  it('are numbers of a continuous question within the scale that the header declares', async () => {
    const { questions, asks } = await read(ratings('valence (1-5)', decimals));
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject({
      kind: 'continuous',
      labels: [],
      range: { lowest: 1, highest: 5 },
      origin: 'raters',
      raters: 3,
      abstentions: 0,
    });
    expect(questions[0].votes.slice(0, 3)).toEqual([
      ['t0', 'ada', [1]],
      ['t0', 'kim', [1.31]],
      ['t0', 'lee', [1.62]],
    ]);
    expect(questions[0].votes).toHaveLength(24);
    expect(asks).toEqual([]);
  });

  it('keep the ends of a declared slider, however few numbers of it were given', async () => {
    for (const answer of ['41.5', '12.25']) {
      const { questions } = await read(
        ratings('valence (0-100)', () => answer),
        {},
        'id,model,response\nt0,m,41.5\nt1,m,77\n',
      );
      expect(questions[0]).toMatchObject({ kind: 'continuous', range: { lowest: 0, highest: 100 } });
    }
  });

  it('in steps of a half are points from one declared end to the other', async () => {
    const { questions } = await read(ratings('valence (1-5)', (_, r) => [2.5, 3, 3.5][r]));
    expect(questions[0]).toMatchObject({ kind: 'ordinal' });
    expect(questions[0].labels).toEqual(['1', '1.5', '2', '2.5', '3', '3.5', '4', '4.5', '5']);
  });

  it('are read where many cells say that nothing was answered', async () => {
    for (const empty of ['NaN', 'NA', 'null', '-']) {
      const { questions } = await read(
        ratings('valence (1-5)', (i, r) => ((i + r) % 3 === 0 ? empty : decimals(i, r))),
      );
      expect(questions[0], empty).toMatchObject({ kind: 'continuous', abstentions: 8 });
      expect(questions[0].votes).toHaveLength(16);
    }
  });

  it('say what the ends were taken for where answers nearly reach those of a usual scale', async () => {
    const { questions, asks } = await read(ratings('valence', decimals));
    expect(questions[0].range).toEqual({ lowest: 1, highest: 5 });
    expect(asks[0].what).toContain('What are the ends of the scale?');
    expect(asks[0].choices[asks[0].taken!].option).toBe('--scale 1..5');
  });

  it('are not read before the ends are said where they do not reach them', async () => {
    const content = ratings('valence', (i, r) => (2.5 + ((i * 7 + r * 3) % 100) / 100).toFixed(2));
    const refused = await read(content);
    expect(refused.questions).toEqual([]);
    expect(refused.asks[0]).toMatchObject({ taken: null });
    expect(refused.asks[0].choices.map(({ option }) => option)).toContain('--scale 1..7');
    // Each choice has the reading it comes to.
    expect(refused.asks[0].choices.every(({ mapping }) => mapping !== undefined)).toBe(true);
    const said = await read(content, { said: { scale: { lowest: 1, highest: 7 } } });
    expect(said.questions[0]).toMatchObject({ kind: 'continuous', range: { lowest: 1, highest: 7 } });
    expect(said.asks).toEqual([]);
  });

  it('may be points: each answer the nearest, the upper of two as near', async () => {
    const content = ratings(
      'valence',
      (i, r) => [1, 5, 2.44, 2.51, 3.5][(i * 3 + r) % 5] + (i === 7 ? 0.03 : 0),
    );
    const kinds = [{ question: 'valence', kind: 'ordinal' as const }];
    const { questions } = await read(content.replace(/5\.03/g, '4.97'), {
      said: { kinds, scale: { lowest: 1, highest: 5 } },
    });
    expect(questions[0].labels).toEqual(['1', '2', '3', '4', '5']);
    expect(questions[0].votes.slice(0, 5).map(([, , answer]) => answer)).toEqual([
      ['1'],
      ['5'],
      ['2'],
      ['3'],
      ['4'],
    ]);
  });

  it('in half steps stay points of a scale', async () => {
    const { questions, asks } = await read(ratings('valence', (i, r) => 1 + ((i + r) % 9) / 2));
    expect(questions[0]).toMatchObject({ kind: 'ordinal' });
    expect(questions[0].labels).toHaveLength(9);
    expect(asks).toEqual([]);
  });

  it('in tenths of which few differ may be either: both readings are offered and none is taken', async () => {
    const content = ratings('intensity', (i, r) => ((i * 3 + r) % 11) / 10);
    const { questions, asks } = await read(content);
    expect(questions).toEqual([]);
    expect(asks[0].taken).toBeNull();
    expect(asks[0].choices.map(({ option }) => option)).toEqual(['--kind ordinal', '--kind continuous']);
    const [points, numbers] = await Promise.all(
      asks[0].choices.map(({ mapping }) => read(content, { mappings: [mapping!] })),
    );
    expect(points.questions[0].labels).toHaveLength(11);
    expect(numbers.questions[0]).toMatchObject({ kind: 'continuous', range: { lowest: 0, highest: 1 } });
    const said = await read(content, { said: { kinds: [{ question: null, kind: 'continuous' }] } });
    expect(said.questions).toEqual(numbers.questions);
  });

  it('may stand in columns of raters, in rows of people, and with commas', async () => {
    const wide = [
      'id,text,rater_1,rater_2,rater_3',
      ...TEXTS.map((text, i) => [`t${i}`, text, ...[0, 1, 2].map((r) => decimals(i, r))].join()),
    ].join('\n');
    const people = [
      ['participant', ...TEXTS].join(),
      ...RATERS.map((name, r) => [name, ...TEXTS.map((_, i) => decimals(i, r))].join()),
    ].join('\n');
    const comma = ratings('valence', decimals)
      .replaceAll(',', ';')
      .replaceAll(/(\d)\.(\d)/g, '$1,$2');
    const votes = (await read(ratings('valence', decimals))).questions[0].votes.map(([, , answer]) => answer);
    for (const content of [wide, people, comma]) {
      const { questions } = await read(content);
      expect(questions[0]).toMatchObject({ kind: 'continuous', range: { lowest: 1, highest: 5 } });
      expect(questions[0].votes.map(([, , answer]) => answer)).toEqual(votes);
    }
  });

  it('are left out and counted beyond the ends of the scale', async () => {
    const { questions, sources } = await read(
      ratings('valence (1-5)', decimals)
        .replace('t3,', 't3,')
        .replace(/1\.31\n/, '7.31\n'),
      { said: { scale: { lowest: 1, highest: 5 } } },
    );
    expect(questions[0].votes).toHaveLength(23);
    expect(sources[0].reasons[0].reason).toContain('"7.31" is no number from 1 to 5, the scale of');
  });

  it('are no ratings where a row is a text and no rater is named: they are means', async () => {
    const means = ['id,text,valence', ...TEXTS.map((text, i) => `t${i},${text},${decimals(i, 0)}`)].join(
      '\n',
    );
    expect((await read(means)).questions).toEqual([]);
  });
});

describe('a slider from 0 to 100', () => {
  it('in whole numbers is taken for points, and may be numbers or tens', async () => {
    const content = ratings('valence', slider);
    const { questions, asks } = await read(content);
    expect(questions[0].labels).toHaveLength(101);
    const [points, numbers, tens] = asks[0].choices;
    expect([points, numbers, tens].map(({ option }) => option)).toEqual([
      '--scale 0..100',
      '--kind continuous',
      '--kind ordinal --scale 0..100/10',
    ]);
    const said = await read(content, { said: { kinds: [{ question: 'valence', kind: 'continuous' }] } });
    expect(said.questions[0]).toMatchObject({ kind: 'continuous', range: { lowest: 0, highest: 100 } });
    expect(said.asks).toEqual([]);
    const binned = await read(content, { mappings: [tens.mapping!] });
    expect(binned.questions[0].labels).toEqual(Array.from({ length: 11 }, (_, at) => String(at * 10)));
    expect(binned.questions[0].votes[4]).toEqual(['t1', 'kim', [String(Math.round(slider(1, 1) / 10) * 10)]]);
  });

  it('that the header declares is numbers', async () => {
    const { questions, asks } = await read(ratings('"How pleasant? (0 = not at all - 100 = very)"', slider));
    expect(questions[0]).toMatchObject({ kind: 'continuous', range: { lowest: 0, highest: 100 } });
    expect(asks[0].choices[asks[0].taken!].option).toBe('--kind continuous');
  });
});

describe('a mapping with a continuous question', () => {
  it('is saved and used again', async () => {
    const { mappings } = await read(ratings('valence (1-5)', decimals));
    const saved = readMapping('m.json', writeMapping(mappings[0].mapping));
    const again = await read(
      ratings('valence (1-5)', () => 3),
      { mappings: saved },
    );
    expect(again.questions[0]).toMatchObject({ kind: 'continuous', range: { lowest: 1, highest: 5 } });
  });

  it('is found where only its column is said', async () => {
    const said = { label: ['x7'], scale: { lowest: 1, highest: 5 } };
    const { questions } = await read(ratings('x7', decimals), { said });
    expect(questions[0]).toMatchObject({ kind: 'continuous', range: { lowest: 1, highest: 5 } });
    expect(questions[0].votes).toHaveLength(24);
  });

  it('is found in columns of raters by any names', async () => {
    const content = [
      'id,text,ada,kim',
      ...TEXTS.map((text, i) => `t${i},${text},${decimals(i, 0)},${decimals(i, 1)}`),
    ].join('\n');
    const { questions } = await read(content, {
      said: { layout: 'rater columns' as const, label: ['ada', 'kim'], scale: { lowest: 1, highest: 5 } },
    });
    expect(questions[0]).toMatchObject({ kind: 'continuous', raters: 2 });
    expect(questions[0].votes).toHaveLength(16);
  });

  it('needs the ends of the scale', async () => {
    const content = ratings('valence', (i, r) => (i + r) % 5);
    const said = { kinds: [{ question: null, kind: 'continuous' as const }] };
    await expect(read(content, { said })).rejects.toThrow(UnreadableFileError);
    await expect(read(content, { said })).rejects.toThrow('say --scale 1..5');
  });
});

describe('a model’s answers to a continuous question', () => {
  const people = ratings('valence (1-5)', decimals);
  const rows = (head: string, row: (item: number) => string) =>
    [head, ...TEXTS.map((_, i) => row(i))].join('\n');

  it.each([
    ['a column named for the question', rows('id,model,valence (1-5)', (i) => `t${i},m,${1 + i / 8}`)],
    ['a column of responses', rows('id,model,response', (i) => `t${i},m,${1 + i / 8}`)],
    ['a column by any name', rows('id,model,said', (i) => `t${i},m,${1 + i / 8}`)],
    ['words', rows('id,model,response', (i) => `t${i},m,I would rate it ${1 + i / 8} out of 5.`)],
    [
      'JSON',
      rows(
        'id,model,response',
        (i) => `t${i},m,"{""rating"": ${1 + i / 8}, ""confidence"": 0.9, ""why"": ""3 dogs""}"`,
      ),
    ],
  ])('are one number each: %s', async (_, models) => {
    const { predictions } = await read(people, {}, models);
    expect(predictions).toHaveLength(1);
    expect(predictions[0]).toMatchObject({ model: 'm', failed: 0 });
    expect(predictions[0].answers).toEqual(TEXTS.map((__, i) => [`t${i}`, [1 + i / 8]]));
  });

  it.each([
    [
      'rows',
      ['id,model,response', ...TEXTS.flatMap((_, i) => [2.5, 3, 2.25].map((x) => `t${i},m,${x}`))].join('\n'),
    ],
    ['columns', rows('id,model,sample_1,sample_2,sample_3', (i) => `t${i},m,2.5,3,2.25`)],
    ['a list', rows('id,model,responses', (i) => `t${i},m,"[2.5, 3, 2.25]"`)],
  ])('are samples in %s', async (_, models) => {
    const { predictions } = await read(people, {}, models);
    expect(predictions).toHaveLength(1);
    expect(predictions[0].answers).toEqual(TEXTS.map((__, i) => [`t${i}`, [2.5, 3, 2.25]]));
  });

  it.each([
    ['mean and sd', rows('id,model,mean,sd', (i) => `t${i},m,2.5,${i / 10}`)],
    ['the question’s name', rows('id,model,intensity_mean,intensity_std', (i) => `t${i},m,2.5,${i / 10}`)],
    ['fields of JSON', rows('id,model,response', (i) => `t${i},m,"{""mean"": 2.5, ""sd"": ${i / 10}}"`)],
  ])('are a mean with a spread: %s', async (_, models) => {
    const named = people.replace('valence (1-5)', 'intensity');
    const said = { said: { scale: { lowest: 1, highest: 5 } } };
    const { predictions } = await read(named, said, models);
    expect(predictions[0].answers[1]).toEqual(['t1', [2.5]]);
    expect(predictions[0].spreads).toEqual(TEXTS.map((__, i) => [`t${i}`, i / 10]));
  });

  it('fail where they hold no number, several, one beyond the scale, or a spread that is none', async () => {
    const answers = ['7.5', 'I cannot rate this.', '2.5 or 3.5', 'a low rating', '', '2.5'];
    const models = rows(
      'id,model,response,sd',
      (i) => `t${i},m,${answers[i] ?? '2'},${i === 5 ? '-1' : '0.5'}`,
    );
    const { predictions, sources } = await read(people, {}, models);
    expect(predictions[0].answers.map(([id]) => id)).toEqual(['t6', 't7']);
    expect(predictions[0].failed).toBe(6);
    const reasons = sources.flatMap((one) => one.reasons.map(({ reason }) => reason));
    for (const part of [
      'is no number from 1 to 5',
      'refusal',
      '2 numbers',
      'no number',
      'empty',
      'a standard deviation is expected',
    ])
      expect(
        reasons.some((reason) => reason.includes(part)),
        part,
      ).toBe(true);
  });

  it('are refused as probabilities of labels', async () => {
    const models = rows('id,model,one,two', (i) => `t${i},m,0.25,0.75`);
    await expect(read(people, {}, models)).rejects.toThrow('It was taken for probabilities of labels');
  });

  it('come to each its own of several questions', async () => {
    const two = people
      .split('\n')
      .map((line, at) => (line === '' ? '' : `${line},${at === 0 ? 'arousal (1-5)' : 3.14}`))
      .join('\n')
      .replace('3.14', '4.99');
    const models = rows('id,valence (1-5),arousal (1-5)', (i) => `t${i},2.${i},3.${i}`);
    const { predictions } = await read(two, {}, models);
    expect(predictions.map(({ question, answers }) => [question, answers[2]])).toEqual([
      ['valence (1-5)', ['t2', [2.2]]],
      ['arousal (1-5)', ['t2', [3.2]]],
    ]);
  });

  it('are read from files with the data of the fixture', async () => {
    const { document } = await readAll(
      [await fixture('continuous/slider.csv')],
      [await fixture('continuous/slider-models.csv'), await fixture('continuous/slider-spread.csv')],
    );
    expect(document.questions[0]).toMatchObject({ kind: 'continuous', raters: 5 });
    expect(document.predictions.map(({ model, answers }) => [model, answers.length])).toEqual([
      ['warm-model', 24],
      ['flat-model', 24],
      ['stated-model', 24],
    ]);
    expect(document.asks).toEqual([]);
  });
});

describe('a model’s decimals on a scale that people answered in whole points', () => {
  const people = ratings('valence', (i, r) => 1 + ((i * 2 + r) % 5));
  const each = async (content: string) =>
    (await read(people, {}, content)).predictions.map(({ answers, failed }) => ({
      first: answers[0][1],
      failed,
    }));
  const shared = [{ first: [0, 0.75, 0.25, 0, 0], failed: 0 }];

  it.each([
    ['a table of responses', ['id,response', ...TEXTS.map((_, i) => `t${i},2.25`)].join('\n')],
    ['a column named for the question', ['id,valence', ...TEXTS.map((_, i) => `t${i},2.25`)].join('\n')],
    ['words', ['id,response', ...TEXTS.map((_, i) => `t${i},"My rating: 2.25 out of 5"`)].join('\n')],
    ['JSON', ['id,response', ...TEXTS.map((_, i) => `t${i},"{""valence"": 2.25}"`)].join('\n')],
  ])('is shared by the two nearest: %s', async (_, content) => {
    expect(await each(content)).toEqual(shared);
  });

  it('in the output of a batch too', async () => {
    const lines = TEXTS.map((_, i) =>
      JSON.stringify({
        custom_id: `t${i}`,
        response: { status_code: 200, body: { model: 'm', choices: [{ message: { content: '2.25' } }] } },
      }),
    );
    const { document } = await readAll([file('a.csv', people)], [file('out.jsonl', lines.join('\n'))]);
    expect(document.predictions.map(({ answers }) => answers[0][1])).toEqual([[0, 0.75, 0.25, 0, 0]]);
  });

  it('fails beyond the ends', async () => {
    expect(
      await each(['id,response', ...TEXTS.map((_, i) => `t${i},${i === 7 ? 5.5 : 3.5}`)].join('\n')),
    ).toEqual([{ first: [0, 0, 0.5, 0.5, 0], failed: 1 }]);
  });
});
