import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { loadTextHash } from '../../../src/judgments/text-hash.ts';
import type { Mapping } from '../../../src/readers/annotated/mapping.ts';
import { joinTexts } from '../../../src/readers/benchmarks/join-texts.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';
import { votesOf } from '../votes-of.ts';

async function read(content: BlobPart, name = 'a.csv', mapping?: Mapping) {
  const given = mapping ? [mapping] : [];
  const { dataset, mappings } = await readFiles([file(name, content)], { mappings: given });
  const { ids, texts, questions, sources } = dataset!;
  return {
    ids,
    texts,
    layout: sources[0].layout,
    skipped: sources[0].skipped.map(({ line, reason }) => `${line} ${reason}`),
    questions: questions.map(({ question, votes, origin }) => ({
      ...question,
      origin,
      votes: votesOf(question, votes),
      abstentions: [...votes.abstentions],
    })),
    mapping: mappings[0]?.mapping,
  };
}

describe('the long layout', () => {
  it('joins repeated rows and a|b into one vote, and counts nothing and "unclear" as abstentions', async () => {
    const csv = [
      'text,id,rater,label',
      'It rains,1,Ann,joy',
      'It rains,1,Ann,fear',
      'It rains,1,Bo,Joy |sadness',
      'It rains,1,Cy,',
      'It rains,1,Di,unclear',
      'It shines,2,Ann,joy',
      'It shines,2,Ann,joy',
      'It pours,2,Bo,joy',
      'It shines,2,,joy',
      ',3,Bo,joy',
      '',
    ].join('\n');
    expect(await read(csv)).toMatchObject({
      ids: ['1', '2'],
      texts: ['It rains', 'It shines'],
      layout:
        'annotated CSV (one row per answer: text = "text", id = "id", rater = "rater", label = "label"); ' +
        '1 row taken for a further label of the same rater’s answer in the row before',
      skipped: [
        '8 An earlier row says the same of this text by the same rater.',
        '9 An earlier row with the id "2" has another text.',
        '10 The column "rater" is empty.',
        '11 The column "text" is empty.',
      ],
      questions: [
        {
          kind: 'categorical',
          id: 'label',
          name: 'label',
          labels: ['fear', 'joy', 'sadness'],
          origin: 'raters',
          votes: [['Ann: fear joy', 'Bo: joy sadness'], ['Ann: joy']],
          abstentions: [2, 0],
        },
      ],
    });
  });

  it('tells items apart by their texts where there are no ids, and takes repeated answers of unknown raters as votes', async () => {
    const { ids, texts, questions } = await read('text\tlabel\none\tx\ntwo\ty\none\tx\none\ty\n', 'a.tsv');
    expect([ids, texts]).toEqual([
      ['1', '2'],
      ['one', 'two'],
    ]);
    expect(questions[0]).toMatchObject({ votes: [['x', 'x', 'y'], ['y']], origin: 'raters' });
  });

  it('calls one label for each text a consensus', async () => {
    const { questions } = await read('text,label\none,x\ntwo,y\n');
    expect(questions[0].origin).toBe('consensus');
  });

  it('reads several questions, ordinal ones as one group, and leaves the rest alone', async () => {
    const csv =
      'id,sentence,worker_id,age,Valence,arousal,emotion\n' +
      'a,One.,w1,30,1.0,5,joy\na,One.,w2,41,3.0,,fear\nb,Two.,w1,30,2.0,4,joy\nb,Two.,w2,41,2,2,joy\n';
    const { questions, layout } = await read(csv);
    expect(layout).toBe(
      'annotated CSV (one row per answer: text = "sentence", id = "id", rater = "worker_id", ' +
        'labels = "Valence", "arousal", "emotion", arousal from 1 to 5); attributes of raters: "age"; ' +
        'The answers to "arousal" go from 2 to 5. What are the ends of the scale? ' +
        'Taken: 1 to 5, of which not all points were used',
    );
    expect(questions).toMatchObject([
      {
        kind: 'ordinal',
        id: 'valence',
        name: 'Valence',
        labels: ['1', '2', '3'],
        points: [1, 2, 3],
        group: 'a.csv',
      },
      { kind: 'ordinal', labels: ['1', '2', '3', '4', '5'], abstentions: [1, 0] },
      {
        kind: 'categorical',
        votes: [
          ['w1: joy', 'w2: fear'],
          ['w1: joy', 'w2: joy'],
        ],
      },
    ]);
  });

  it('takes texts from a file beside it, joined by id', async () => {
    const files = [
      file('votes.csv', 'id,rater,label\nb,R,x\na,R,y\nz,R,y\nb,S,y\n'),
      file('texts.csv', 'id,text\na,One\nb,Two\nc,Three\n'),
    ];
    const { dataset } = await readFiles(files);
    expect(dataset).toMatchObject({ ids: ['a', 'b', 'c'], texts: ['One', 'Two', 'Three'] });
    expect(dataset!.sources.map(({ name, rowsRead, skipped }) => [name, rowsRead, skipped.length])).toEqual([
      ['votes.csv', 4, 1],
      ['texts.csv', 3, 0],
    ]);
    const { question, votes } = dataset!.questions[0];
    expect(votesOf(question, votes)).toEqual([['R: y'], ['R: x', 'S: y'], []]);
  });

  it('calls no id a text, where no file has the texts or a later row has some', async () => {
    const hash = await loadTextHash();
    const votes = file('votes.csv', 'id,rater,label\nb,R,x\na,R,y\nz,R,y\nb,S,y\n');
    const alone = (await readFiles([votes])).dataset!;
    expect(alone).toMatchObject({ ids: ['b', 'a', 'z'], texts: ['b', 'a', 'z'].map(hash) });
    expect([...alone.withoutText!]).toEqual([1, 1, 1]);
    const rain = 'One day it rained on all of us.';
    const more = file(
      'more.csv',
      `id,text,rater,label\na,${rain},T,x\na,${rain},U,x\nc,Three came home late.,T,y\n`,
    );
    const both = (await readFiles([votes, more])).dataset!;
    expect(both.ids).toEqual(['b', 'a', 'z', 'c']);
    expect(both.texts).toEqual([hash('b'), rain, hash('z'), 'Three came home late.']);
    expect([...both.withoutText!]).toEqual([1, 0, 1, 0]);
    expect(both.sources[1].skipped).toEqual([]);
    // Texts that come later go to their ids.
    const texts = (await readFiles([file('texts.csv', 'id,text\nz,Last\nb,First\n')])).dataset!;
    const joined = await joinTexts(both, texts);
    expect(joined.texts).toEqual(['First', rain, 'Last', 'Three came home late.']);
    expect(joined.withoutText).toBeUndefined();
  });

  it('takes a column’s name of several words for a text, and of a single word for an id', async () => {
    const answers = (names: readonly string[]) => {
      const labels = ['joy', 'fear', 'anger'];
      const rows = ['ann', 'bo', 'cy', 'di', 'eve'].map((rater, row) => [
        rater,
        ...names.map((_, place) => labels[(row * place + place) % 3]),
      ]);
      return file('a.csv', [['participant', ...names], ...rows].map((cells) => cells.join()).join('\n'));
    };
    const codes = ['t1', 't2', 't3', 't4'];
    const { dataset, mappings } = await readFiles([answers(codes)]);
    expect(dataset!.ids).toEqual(codes);
    expect([...dataset!.withoutText!]).toEqual([1, 1, 1, 1]);
    const said = JSON.stringify(mappings[0].mapping).replace(/"t(\d)"/g, '"We sang $1 times."');
    const texts = codes.map((code) => `We sang ${code[1]} times.`);
    const named = await read(await answers(texts).blob.text(), 'a.csv', JSON.parse(said) as Mapping);
    expect(named.texts).toEqual(texts);
  });
});

describe('the wide layouts', () => {
  it('reads a column of votes for each label', async () => {
    const csv =
      'id,text,votes_joy,votes_fear,votes_unclear\n1,One,2,1,1\n2,Two,,3,0\n3,Three,-1,0,0\n4,Four,1.5,0,0\n2,Two,1,1,0\n5,Five,1,0,0\n';
    expect(await read(csv)).toMatchObject({
      ids: ['1', '2', '5'],
      layout:
        'annotated CSV (a column of votes per label: text = "text", id = "id", votes for = "votes_joy", "votes_fear", "votes_unclear")',
      skipped: [
        '4 The column "votes_joy" holds "-1"; a whole number of votes from 0 to 10,000 is expected.',
        '5 The column "votes_joy" holds "1.5"; a whole number of votes from 0 to 10,000 is expected.',
        '6 The id "2" stands in an earlier row.',
      ],
      questions: [
        {
          labels: ['joy', 'fear'],
          votes: [['joy', 'joy', 'fear'], ['fear', 'fear', 'fear'], ['joy']],
          abstentions: [1, 0, 0],
        },
      ],
    });
  });

  it('reads a column for each rater, an empty cell not asked', async () => {
    const numbered =
      'text,rater_1,rater_2,rater_3\nOne,joy,fear,\nTwo,joy,joy|fear,NA\nThree,fear,unclear,joy\n';
    expect(await read(numbered)).toMatchObject({
      ids: ['1', '2', '3'],
      layout: 'annotated CSV (a column per rater: text = "text", raters = "rater_1", "rater_2", "rater_3")',
      questions: [
        {
          labels: ['fear', 'joy'],
          votes: [
            ['rater_1: joy', 'rater_2: fear'],
            ['rater_1: joy', 'rater_2: fear joy'],
            ['rater_1: fear', 'rater_3: joy'],
          ],
          abstentions: [0, 0, 1],
        },
      ],
    });
    const named = 'text,split,Kim,Åsa\nOne,train,joy,fear\nTwo,test,fear,joy\n';
    const { questions, mapping } = await read(named);
    expect(questions[0].votes).toEqual([
      ['Kim: joy', 'Åsa: fear'],
      ['Kim: fear', 'Åsa: joy'],
    ]);
    expect(mapping?.questions[0].columns.map(({ name }) => name)).toEqual(['Kim', 'Åsa']);
  });

  it('reads a rater’s columns for several questions', async () => {
    const csv = 'text,ann1_valence,ann2_valence,ann1_mood,ann2_mood\nOne,1,3,x,y\nTwo,2,2,y,y\n';
    expect((await read(csv)).questions).toMatchObject([
      {
        name: 'valence',
        kind: 'ordinal',
        votes: [
          ['ann1: 1', 'ann2: 3'],
          ['ann1: 2', 'ann2: 2'],
        ],
      },
      { name: 'mood', kind: 'categorical' },
    ]);
  });
});

describe('JSON', () => {
  it('reads a list of objects with votes', async () => {
    const json = JSON.stringify(
      [
        { id: 7, text: 'One', votes: { joy: 2, fear: 1 } },
        { id: 8, text: 'Two', votes: { fear: '3', joy: null } },
        { id: 9, text: 'Three', votes: { joy: 'many' } },
        'stray',
        { id: 10, text: 'Four', votes: null },
      ],
      null,
      1,
    );
    expect(await read(json, 'a.json')).toMatchObject({
      ids: ['7', '8', '10'],
      layout: 'annotated JSON (votes per text: text = "text", id = "id", votes = "votes")',
      skipped: [
        '3 The label "joy" of the column "votes" holds "many"; a whole number of votes from 0 to 10,000 is expected.',
        '4 The entry is not an object.',
      ],
      questions: [{ labels: ['fear', 'joy'], votes: [['joy', 'joy', 'fear'], ['fear', 'fear', 'fear'], []] }],
    });
  });

  it('reads the form of LeWiDi, an object keyed by id on one line', async () => {
    const entry = (annotations: string, annotators: string) => ({
      text: `Text ${annotations}`,
      annotations,
      annotators,
      soft_label: { '0': 0.5, '1': 0.5 },
      hard_label: '1',
      split: 'train',
      lang: 'en',
      'number of annotations': 3,
      other_info: {},
    });
    const json = JSON.stringify({
      1: entry('1,0,1', 'Ann1,Ann2,Ann3'),
      2: entry('0,0', 'Ann2,Ann3'),
      3: entry('1,1', 'Ann2'),
    });
    expect(await read(json, 'HS-Brexit_train.json')).toMatchObject({
      ids: ['1', '2'],
      skipped: ['3 The column "annotations" has 2 answers, and the column of raters names 1.'],
      questions: [
        {
          kind: 'categorical',
          labels: ['0', '1'],
          votes: [
            ['Ann1: 1', 'Ann2: 0', 'Ann3: 1'],
            ['Ann2: 0', 'Ann3: 0'],
          ],
        },
      ],
    });
  });

  it('reads the form of LeWiDi 2025, annotators to labels', async () => {
    const json = JSON.stringify({
      a: { text: 'One', annotations: { Ann1: '-5', Ann2: '0' }, annotators: 'Ann1,Ann2', soft_label: {} },
      b: { text: 'Two', annotations: { Ann1: '3' }, annotators: 'Ann1', soft_label: {} },
    });
    const { questions } = await read(json, 'a.json');
    expect(questions[0]).toMatchObject({ kind: 'ordinal', votes: [['Ann1: -5', 'Ann2: 0'], ['Ann1: 3']] });
    expect(questions[0].labels).toHaveLength(9);
    const passages = '{"x": {"text": {"post": "One?", "reply": "Two."}, "annotations": {"Ann1": "0"}}}';
    expect((await read(passages, 'a.json')).texts).toEqual(['One?\nTwo.']);
    const sets = '{"x": {"text": "T", "annotations": {"Ann1": "neutral,entailment", "Ann2": "neutral"}}}';
    expect((await read(sets, 'a.json')).questions[0].votes).toEqual([
      ['Ann1: entailment neutral', 'Ann2: neutral'],
    ]);
  });

  it('reads JSON Lines with lists of labels, of lists, and of raters with labels', async () => {
    const lines = [
      { text: 'One', annotations: ['joy', 'fear', null] },
      { text: 'Two', annotations: [['joy', 'fear'], 'joy'] },
      {
        text: 'Three',
        annotations: [
          { annotator: 'K', labels: ['joy'] },
          { label: 'fear', rater: 5 },
        ],
      },
      { text: 'Four', annotations: [{ says: 'joy' }] },
    ].map((line) => JSON.stringify(line));
    expect(await read(lines.slice(0, 2).join('\n'), 'a.jsonl')).toMatchObject({
      layout: 'annotated JSONL (annotations per text: text = "text", annotations = "annotations")',
      questions: [
        {
          votes: [
            ['joy', 'fear'],
            ['fear joy', 'joy'],
          ],
          abstentions: [1, 0],
        },
      ],
    });
    expect(await read(lines.slice(2).join('\n'), 'a.jsonl')).toMatchObject({
      skipped: ['2 The column "annotations" has an answer "{"says":"joy"}" with no key "label".'],
      questions: [{ votes: [['K: joy', '5: fear']] }],
    });
  });

  it('refuses a document that is damaged or holds no rows', async () => {
    await expect(read('[{"text": "a"},\n{"text": ', 'a.json')).rejects.toThrow(
      /^a\.json, line 1: This looks like a JSON document and is not one \(.*\)\. Save it as JSON Lines/,
    );
    await expect(read('{"a": [1],\n"b": [2, 3]}', 'a.json')).rejects.toThrow('holds no list of objects');
  });
});

describe('Parquet', () => {
  const text = {
    name: 'text',
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    repetition_type: 'OPTIONAL',
  } as const;
  const list = (name: string, type: 'BYTE_ARRAY' | 'INT64') =>
    [
      { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      {
        name: 'element',
        type,
        repetition_type: 'OPTIONAL',
        ...(type === 'BYTE_ARRAY' && { converted_type: 'UTF8' as const }),
      },
    ] as const;

  it('reads columns of lists', async () => {
    const buffer = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 3 },
        text,
        ...list('annotations', 'BYTE_ARRAY'),
        ...list('annotator_ids', 'INT64'),
      ],
      columnData: [
        { name: 'text', data: ['One', 'Two'] },
        {
          name: 'annotations',
          data: [
            ['joy', 'fear'],
            ['joy', null],
          ],
        },
        {
          name: 'annotator_ids',
          data: [
            [1n, 2n],
            [2n, 3n],
          ],
        },
      ],
    });
    expect(await read(buffer, 'a.parquet')).toMatchObject({
      layout:
        'annotated Parquet (annotations per text: text = "text", rater = "annotator_ids", annotations = "annotations")',
      questions: [{ votes: [['1: joy', '2: fear'], ['2: joy']], abstentions: [0, 1] }],
    });
  });

  it('reads a column of votes', async () => {
    const count = { type: 'INT64', repetition_type: 'OPTIONAL' } as const;
    const buffer = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 2 },
        text,
        { name: 'votes', repetition_type: 'OPTIONAL', num_children: 2 },
        { name: 'joy', ...count },
        { name: 'fear', ...count },
      ],
      columnData: [
        { name: 'text', data: ['One', 'Two'] },
        {
          name: 'votes',
          data: [
            { joy: 1n, fear: 2n },
            { joy: null, fear: 1n },
          ],
        },
      ],
    });
    expect((await read(buffer, 'a.parquet')).questions[0].votes).toEqual([['joy', 'fear', 'fear'], ['fear']]);
  });
});

describe('a mapping', () => {
  const csv = 'note,who,mark\nFirst note of all,A,1\nFirst note of all,B,0\nSecond,A,1\n';

  it('that a person chose takes the place of the guess', async () => {
    const mapping: Mapping = {
      layout: 'long',
      text: 'note',
      id: null,
      rater: 'who',
      questions: [{ name: 'spam', kind: 'ordinal', columns: [{ column: 'mark', name: 'mark' }] }],
      abstentions: ['0'],
    };
    const result = await read(csv, 'a.csv', mapping);
    expect(result.questions).toMatchObject([
      { kind: 'ordinal', name: 'spam', labels: ['1'], votes: [['A: 1'], ['A: 1']], abstentions: [1, 0] },
    ]);
    expect(result.mapping).toEqual(mapping);
    await expect(read(csv, 'a.csv', { ...mapping, rater: 'whom' })).rejects.toThrow(
      'a.csv: It has no column "whom", which the choice of columns names.',
    );
    await expect(read(csv, 'a.csv', { ...mapping, questions: [] })).rejects.toThrow(
      'lacks a column of labels',
    );
    const words: Mapping = {
      ...mapping,
      questions: [{ name: 'q', kind: 'ordinal', columns: [{ column: 'who', name: '' }] }],
    };
    await expect(read(csv, 'a.csv', words)).rejects.toThrow(
      'is to be ordinal, and one of its labels is not a number',
    );
  });

  it('says what stands between several labels', async () => {
    const guessed = (await read('text,rater,label\nOne,A,joy; fear\nOne,B,joy\n')).mapping!;
    const mapping: Mapping = { ...guessed, separator: ';' };
    const { questions, layout } = await read(
      'text,rater,label\nOne,A,joy; fear\nOne,B,joy\n',
      'a.csv',
      mapping,
    );
    expect(questions[0]).toMatchObject({ labels: ['fear', 'joy'], votes: [['A: fear joy', 'B: joy']] });
    expect(layout).toContain('label = "label", several labels with ";" between them');
    const wide = 'text,rater_1,rater_2\nOne,a/b,b\nTwo,b,a\n';
    const slashed = { ...(await read(wide)).mapping!, separator: '/' } as const;
    expect((await read(wide, 'a.csv', slashed)).questions[0].votes).toEqual([
      ['rater_1: a b', 'rater_2: b'],
      ['rater_1: b', 'rater_2: a'],
    ]);
    const lists = '{"id": 1, "text": "One", "annotations": {"A": "x;y", "B": "y"}}\n';
    const split = { ...(await read(lists, 'a.jsonl')).mapping!, separator: ';' } as const;
    expect((await read(lists, 'a.jsonl', split)).questions[0].votes).toEqual([['A: x y', 'B: y']]);
  });

  it('declares a scale, and leaves out what is none of its points', async () => {
    const tsv = 'text\trater\trating\nOne\tA\t2\nOne\tB\t4.0\nTwo\tA\t9\nTwo\tB\thigh\nTwo\tC\t\n';
    const guessed = (await read(tsv)).mapping!;
    const scaled = (lowest: number, highest: number): Mapping => ({
      ...guessed,
      questions: [{ ...guessed.questions[0], kind: 'ordinal', scale: { lowest, highest } }],
    });
    const { questions, skipped } = await read(tsv, 'a.csv', scaled(1, 5));
    expect(questions[0]).toMatchObject({
      kind: 'ordinal',
      points: [1, 2, 3, 4, 5],
      votes: [['A: 2', 'B: 4'], []],
      abstentions: [0, 1],
    });
    expect(skipped).toEqual([
      '4 "9" is no point of the scale of "rating", 1 to 5.',
      '5 "high" is no point of the scale of "rating", 1 to 5.',
    ]);
    for (const [lowest, highest] of [
      [5, 1],
      [1, 1.5],
      [0, 101],
      [NaN, 3],
    ])
      await expect(read(tsv, 'a.csv', scaled(lowest, highest))).rejects.toThrow(
        'two whole numbers are expected',
      );
  });

  it('may declare steps from point to point, and has no points between or beyond them', async () => {
    const csv = 'text,rater,rating\nOne,A,1\nOne,B,5\nTwo,A,4\nTwo,B,7\n';
    const guessed = (await read(csv)).mapping!;
    const stepped = (step: number): Mapping => ({
      ...guessed,
      questions: [{ ...guessed.questions[0], kind: 'ordinal', scale: { lowest: 1, highest: 7, step } }],
    });
    const { questions, skipped } = await read(csv, 'a.csv', stepped(2));
    expect(questions[0]).toMatchObject({
      labels: ['1', '3', '5', '7'],
      points: [1, 3, 5, 7],
      votes: [['A: 1', 'B: 5'], ['B: 7']],
    });
    expect(skipped).toEqual(['4 "4" is no point of the scale of "rating", 1 to 7 in steps of 2.']);
    expect((await read(csv, 'a.csv', stepped(0.5))).questions[0]).toMatchObject({
      points: [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7],
    });
    for (const step of [4, 0.7, 7])
      await expect(read(csv, 'a.csv', stepped(step))).rejects.toThrow(
        `The scale of "rating" is to go from 1 to 7 in steps of ${step}; two whole numbers are expected`,
      );
  });

  it('of each file stands beside those of the others', async () => {
    const files = [
      file('a.csv', 'nr,note,who,mark\n1,One,A,x\n2,Two,A,y\n'),
      file('b.csv', 'numero,nota,chi,voto\n1,One,B,y\n'),
    ];
    const long = (id: string, text: string, rater: string, column: string): Mapping => ({
      layout: 'long',
      text,
      id,
      rater,
      questions: [{ name: 'mark', kind: 'categorical', columns: [{ column, name: column }] }],
      abstentions: [],
    });
    const { dataset } = await readFiles(files, {
      mappings: [long('nr', 'note', 'who', 'mark'), long('numero', 'nota', 'chi', 'voto')],
    });
    const { question, votes } = dataset!.questions[0];
    expect(dataset!.texts).toEqual(['One', 'Two']);
    expect(votesOf(question, votes)).toEqual([['A: x', 'B: y'], ['A: y']]);
  });

  it('that was guessed reads the file in the same way, and is plain data', async () => {
    const long = 'text,annotator,emotion\nOne,A,x\nOne,B,y\n';
    const guessed = await read(long);
    const again = await read(long, 'a.csv', JSON.parse(JSON.stringify(guessed.mapping)) as Mapping);
    expect(again).toEqual(guessed);
  });
});

describe('bad input', () => {
  it('keeps labels such as __proto__ and HTML as they are', async () => {
    const csv =
      'id,text,rater,label\n1,One,__proto__,__proto__\n1,One,constructor,<b>x</b>\n__proto__,Two,A,toString\n';
    expect((await read(csv)).questions[0]).toMatchObject({
      labels: ['<b>x</b>', '__proto__', 'toString'],
      votes: [['__proto__: __proto__', 'constructor: <b>x</b>'], ['A: toString']],
    });
    const votes =
      '{"text": "One", "votes": {"__proto__": 2, "<i>": 1}}\n{"text": "Two", "votes": {"<i>": 1}}';
    expect((await read(votes, 'a.jsonl')).questions[0].votes).toEqual([
      ['__proto__', '__proto__', '<i>'],
      ['<i>'],
    ]);
  });

  it('reads a byte order mark, CRLF, quoted line breaks, emoji, right-to-left text and texts of 200,000 characters', async () => {
    const long = 'שלום 😀 "א"\r\n'.repeat(20_000);
    const csv = `\uFEFFid,text,rater,label\r\n1,"${long.replaceAll('"', '""')}",A,שמח\r\n1,"${long.replaceAll('"', '""')}",B,😀\r\n`;
    const { texts, questions } = await read(csv);
    expect(texts[0] === long).toBe(true);
    expect(questions[0].votes).toEqual([['A: שמח', 'B: 😀']]);
  });

  it('reads rows that are longer than what it looks at first', async () => {
    const escaped = JSON.stringify({ id: 1, text: 'TEXT', annotations: ['joy', 'fear'] }).replace(
      'TEXT',
      '\\ud83d\\ude00'.repeat(200_000),
    );
    const second = '{"id": 2, "text": "Two", "annotations": ["joy"]}';
    const json = await read(`${escaped}\n${second}\n`, 'a.jsonl');
    expect(json.texts.map((text) => text.length)).toEqual([400_000, 3]);
    expect(json.questions[0].votes).toEqual([['joy', 'fear'], ['joy']]);
    const quoted = `id,text,rater,label\n1,"${'""a""\n'.repeat(300_000)}",A,joy\n2,Two,A,fear\n`;
    expect((await read(quoted)).questions[0].votes).toEqual([['A: joy'], ['A: fear']]);
    const document = JSON.stringify([
      { text: 'é'.repeat(700_000), votes: { x: 1 } },
      { text: 'T', votes: { y: 2 } },
    ]);
    expect((await read(document, 'a.json')).questions[0].votes).toEqual([['x'], ['y', 'y']]);
  });

  it('reads one class only, and refuses a column of a thousand different labels', async () => {
    expect((await read('text,rater,label\nOne,A,x\nOne,B,x\n')).questions[0].labels).toEqual(['x']);
    const mapping: Mapping = {
      layout: 'long',
      text: 'text',
      id: null,
      rater: null,
      questions: [{ name: 'q', kind: 'by labels', columns: [{ column: 'x', name: 'x' }] }],
      abstentions: [],
    };
    const rows = Array.from({ length: 1200 }, (_, row) => `t${row},${row}`).join('\n');
    await expect(read(`text,x\n${rows}`, 'a.csv', mapping)).rejects.toThrow(
      'a.csv, line 1002: The question "q" has more than 1,000 different labels. Is this the right column?',
    );
  });
});
