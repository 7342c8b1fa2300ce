import { describe, expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import { readMapping, writeMapping } from '../../src/readers/saved-mapping.ts';
import { file, fixture } from './files.ts';

/** For each item its answers to the first question as `rater: seconds`, and what else was found. */
async function read(rows: readonly string[], name = 'answers.csv') {
  return timesIn(file(name, `${rows.join('\n')}\n`));
}

async function timesIn(...files: Parameters<typeof readFiles>[0]) {
  const { dataset, asks } = await readFiles(files);
  const questions = dataset!.questions.map(({ votes: { voteStart, raters, raterIds, times } }) =>
    dataset!.ids.map((_, item) =>
      Array.from({ length: voteStart[item + 1] - voteStart[item] }, (_vote, at) => {
        const vote = voteStart[item] + at;
        return `${raterIds![raters![vote]]}: ${Number(times?.seconds[vote].toFixed(3))}`;
      }),
    ),
  );
  const from = dataset!.questions[0].votes.times?.from ?? null;
  return { items: questions[0], questions, from, asks, layout: dataset!.sources[0].layout };
}

const ROWS = ['a,One text,ann,joy', 'a,One text,bob,fear', 'b,Two texts,ann,joy', 'b,Two texts,bob,joy'];

const withColumn = (name: string, cells: readonly string[]) => [
  `id,text,rater,label,${name}`,
  ...ROWS.map((row, at) => `${row},${cells[at]}`),
];

describe('how long an answer took', () => {
  it.each([
    ['seconds', ['3', '4.5', '', '12']],
    ['Duration (seconds)', ['3', '4.5', '', '12']],
    ['lead_time', ['3', '4.5', '', '12']],
    ['time_spent_ms', ['3000', '4500', '', '12000']],
    ['responseTimeMs', ['3000', '4500', '', '12000']],
    ['duration', ['0:00:03', '0:04.5', '', '0:12']],
    ['time in minutes', ['0.05', '0.075', '', '0.2']],
  ])('is read from a column called %s', async (name, cells) => {
    const { items, from, asks, layout } = await read(withColumn(name, cells));
    expect(items).toEqual([
      ['ann: 3', 'bob: 4.5'],
      ['ann: NaN', 'bob: 12'],
    ]);
    expect(from).toBe('stated');
    expect(asks).toEqual([]);
    expect(layout).toContain(`of an answer = "${name}"`);
  });

  it('is asked about where its column names no unit, and the choice can be saved', async () => {
    const rows = withColumn('rt', ['800', '950', '1400', '2100']);
    const { items, asks } = await read(rows);
    expect(items[0]).toEqual(['ann: 0.8', 'bob: 0.95']);
    expect(asks).toMatchObject([{ what: expect.stringContaining('In what unit?') as string, taken: 1 }]);
    const saved = readMapping('m.json', writeMapping(asks[0].choices[0].mapping!));
    const { dataset } = await readFiles([file('answers.csv', rows.join('\n'))], { mappings: saved });
    expect([...dataset!.questions[0].votes.times!.seconds]).toEqual([800, 950, 1400, 2100]);
    expect((await read(withColumn('duration', ['8', '9', '14', '21']))).asks).toMatchObject([{ taken: 0 }]);
  });

  it('is no length of the text, no clock time, no answer and no other number', async () => {
    for (const [name, cells] of [
      ['duration', ['30', '30', '45', '45']],
      ['duration', ['1767000000', '1767000009', '1767000200', '1767000300']],
      ['duration', ['short', 'long', 'long', 'short']],
      ['ms', ['1', '2', '3', '4']],
      ['mins', ['1', '2', '3', '4']],
      ['time', ['1', '2', '3', '4']],
    ] as const)
      expect((await read(withColumn(name, cells))).from, name).toBeNull();
  });

  it('is the later answer’s where a rater answered again', async () => {
    const rows = [...withColumn('seconds', ['3', '4', '5', '6']), 'a,One text,ann,fear,9'];
    expect((await read(rows)).items[0]).toEqual(['ann: 9', 'bob: 4']);
  });

  it.each(['cases/labelstudio-csv.csv', 'cases/labelstudio-json-min.json', 'cases/mturk-label.csv'])(
    'is read from %s',
    async (name) => {
      const { items, from } = await timesIn(await fixture(name));
      expect(from).toBe('stated');
      expect(items.flat().some((one) => one.endsWith('NaN'))).toBe(false);
    },
  );

  it('is read from Label Studio’s JSON', async () => {
    const annotation = (by: number, choice: string, lead: number) => ({
      completed_by: by,
      lead_time: lead,
      result: [{ from_name: 'mood', type: 'choices', value: { choices: [choice] } }],
    });
    const tasks = [
      { id: 1, data: { text: 'One' }, annotations: [annotation(7, 'joy', 4.25), annotation(8, 'fear', 60)] },
    ];
    const { items, from } = await timesIn(file('export.json', JSON.stringify(tasks)));
    expect(items).toEqual([['7: 4.25', '8: 60']]);
    expect(from).toBe('stated');
  });
});

describe('the time since a rater’s answer before', () => {
  const at = (...seconds: readonly number[]) => seconds.map((second) => `${1_767_000_000 + second}`);

  it('stands in where the file says when each was given', async () => {
    const { items, from } = await read(withColumn('timestamp', at(0, 100, 7, 131)));
    expect(items).toEqual([
      ['ann: NaN', 'bob: NaN'],
      ['ann: 7', 'bob: 31'],
    ]);
    expect(from).toBe('between answers');
  });

  it('is taken in the order of the times, and not over a break or of answers sent together', async () => {
    const { items } = await read(withColumn('timestamp', at(20, 0, 5, 0)));
    expect(items).toEqual([
      ['ann: 15', 'bob: NaN'],
      ['ann: NaN', 'bob: NaN'],
    ]);
    expect((await read(withColumn('timestamp', at(0, 1, 3601, 3601)))).items[1]).toEqual([
      'ann: NaN',
      'bob: 3600',
    ]);
  });

  it('is since the answer to any question, of which a row’s are one', async () => {
    const [first, second, third, fourth] = at(0, 5, 10, 17);
    const byRow = [
      'id,text,rater,question,label,timestamp',
      `a,One text,ann,valence,1,${first}`,
      `a,One text,ann,arousal,2,${second}`,
      `b,Two texts,ann,valence,3,${third}`,
      `b,Two texts,ann,arousal,1,${fourth}`,
    ];
    expect((await read(byRow)).questions).toEqual([
      [['ann: NaN'], ['ann: 5']],
      [['ann: 5'], ['ann: 7']],
    ]);
    const bySide = [
      'id,text,rater,valence,arousal,timestamp',
      `a,One text,ann,1,2,${first}`,
      `b,Two texts,ann,3,1,${third}`,
      `a,One text,bob,1,2,${second}`,
      `b,Two texts,bob,3,1,${fourth}`,
    ];
    const items = [
      ['ann: NaN', 'bob: NaN'],
      ['ann: 10', 'bob: 12'],
    ];
    expect((await read(bySide)).questions).toEqual([items, items]);
  });

  it('is since an answer that was changed later too, and not known of the change', async () => {
    const [first, second, much, more] = at(0, 10, 1000, 1004);
    const rows = [
      'id,text,rater,label,timestamp',
      `a,One text,ann,joy,${first}`,
      `b,Two texts,ann,joy,${second}`,
      `a,One text,ann,fear,${much}`,
      `c,Three texts,ann,fear,${more}`,
    ];
    const items = [['ann: NaN'], ['ann: 10'], ['ann: 4']];
    expect((await read(rows)).items).toEqual(items);
    const [header, ...answers] = rows;
    const turned = await read([header, ...answers.reverse()]);
    expect(turned.items).toEqual([['ann: 4'], ['ann: NaN'], ['ann: 10']]);
  });

  it('is not known of answers about several texts sent together', async () => {
    const rows = [
      'id,text,rater,label,timestamp',
      ...['a', 'b', 'c'].map((id, place) => `${id},Text ${id},ann,joy,${at(0, 60, 60)[place]}`),
      ...['a', 'b', 'c'].map((id, place) => `${id},Text ${id},bob,fear,${at(7, 70, 91)[place]}`),
    ];
    expect((await read(rows)).items).toEqual([
      ['ann: NaN', 'bob: NaN'],
      ['ann: NaN', 'bob: 63'],
      ['ann: NaN', 'bob: 21'],
    ]);
  });

  it('is not taken from times of texts, nor from days and minutes', async () => {
    expect((await read(withColumn('created_at', at(3, 3, 90, 90)))).from).toBeNull();
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
    expect((await read(withColumn('date', days))).from).toBeNull();
    const minutes = ['10:00', '10:01', '10:02', '10:04'].map((time) => `2026-03-01T${time}:00Z`);
    expect((await read(withColumn('timestamp', minutes))).from).toBeNull();
  });

  it('gives way to what another file states', async () => {
    const stated = file('a.csv', withColumn('seconds', ['3', '4', '5', '6']).join('\n'));
    const rows = [
      'id,text,rater,label,timestamp',
      `c,Three texts,ann,joy,1767000001`,
      `d,Four texts,ann,joy,1767000003`,
    ];
    const { items, from } = await timesIn(stated, file('b.csv', rows.join('\n')));
    expect(items.flat()).toContain('ann: NaN');
    expect(from).toBe('stated');
  });

  it('is read from Prodigy', async () => {
    const rows = [
      ['ann', 1, 10],
      ['bob', 1, 50],
      ['ann', 2, 16],
      ['bob', 2, 59],
    ].map(([who, hash, second]) =>
      JSON.stringify({
        text: `Text ${hash}`,
        _input_hash: hash,
        _task_hash: hash,
        _session_id: who,
        options: [
          { id: 'joy', text: 'joy' },
          { id: 'fear', text: 'fear' },
        ],
        accept: ['joy'],
        answer: 'accept',
        _timestamp: 1_767_000_000 + Number(second),
      }),
    );
    const { items, from } = await read(rows, 'out.jsonl');
    expect(items[1]).toEqual(['ann: 6', 'bob: 9']);
    expect(from).toBe('between answers');
  });
});
