import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../../src/judgments/attributes.ts';
import { readAll } from '../../../src/readers/read-all.ts';
import { writeAnswers } from '../../../src/writers/write-answers.ts';
import { fixture } from '../files.ts';

const file = (name: string, rows: readonly string[]) => ({ name, blob: new Blob([rows.join('\n')]) });

async function read(...files: Parameters<typeof readAll>[0]) {
  const { dataset, document } = await readAll(files, []);
  const attributes = Object.fromEntries((dataset!.attributes ?? []).map((one) => [one.name, one]));
  return { dataset: dataset!, document, attributes };
}

const brief = ({ of, kind, values }: Attribute) => [of, kind, ...values];

const TEXTS = ['We went home.', 'The door closed.', 'It rained again.'];
const RATERS = [
  ['ann', 'f', '31'],
  ['Bo', 'm', '22'],
];
/** A row for each rater's answer, with what is known of the text, of the rater, and of the answer. */
const answers = TEXTS.flatMap((text, item) =>
  RATERS.map(
    ([rater, gender, age], place) =>
      `${item + 1},${text},${rater},${gender},${age},${item === 0 ? 'Reddit' : 'News'},${['2021-03-04', '2021-3-9', ''][item]},${item + 3 * place}.5,${place === 0 || item === 2 ? 'joy' : 'fear'}`,
  ),
);
const rows = ['id,text,rater,gender,age,source,written,position,label', ...answers];

describe('what is known beside the answers', () => {
  it('is of texts where all rows of a text agree, of raters where theirs do, and else of single answers', async () => {
    const { attributes, document, dataset } = await read(file('a.csv', rows));
    expect(Object.keys(attributes)).toEqual(['gender', 'age', 'source', 'written']);
    expect(brief(attributes.source)).toEqual(['items', 'text', 'Reddit', 'News', 'News']);
    expect(brief(attributes.written)).toEqual(['items', 'date', '2021-03-04', '2021-03-09', null]);
    expect(attributes.gender).toEqual({
      name: 'gender',
      of: 'raters',
      kind: 'text',
      raters: ['ann', 'Bo'],
      values: ['f', 'm'],
    });
    expect(brief(attributes.age)).toEqual(['raters', 'number', 31, 22]);
    expect(dataset.questions.map(({ question }) => question.name)).toEqual(['label']);
    expect(document.attributes[3]).toEqual({
      name: 'written',
      of: 'items',
      kind: 'date',
      values: [
        ['1', '2021-03-04'],
        ['2', '2021-03-09'],
      ],
    });
    expect(document.sources[0].layout).toContain(
      'attributes of texts: "source", "written"; attributes of raters: "gender", "age"; ' +
        'columns not read, because they differ from answer to answer: "position"',
    );
    const roles = new Map(document.columns[0].columns.map(({ column, taken }) => [column, taken]));
    expect([...roles]).toContainEqual(['source', 'an attribute of texts']);
    expect([...roles]).toContainEqual(['age', 'an attribute of raters']);
    expect([...roles]).toContainEqual(['position', 'not read']);
  });

  it('is in the tidy table, a column each, whatever its name', async () => {
    const { dataset } = await read(
      file('a.csv', ['Item,text,who,rater', '1,One.,web,ann', '2,Two.,book,ann']),
    );
    expect(dataset.attributes).toBeUndefined();
    const { dataset: whole } = await read(file('a.csv', rows));
    const csv = await (await writeAnswers('csv', whole)).text();
    expect(csv.split('\n').slice(0, 3)).toEqual([
      'item,text,question,rater,label,gender,age,source,written',
      '1,We went home.,label,ann,joy,f,31,Reddit,2021-03-04',
      '1,We went home.,label,Bo,fear,m,22,Reddit,2021-03-04',
    ]);
    // It is read as what it was.
    const { attributes } = await read({ name: 'tidy.csv', blob: new Blob([csv]) });
    expect(brief(attributes.age)).toEqual(['raters', 'number', 31, 22]);
    const named = { ...whole, attributes: whole.attributes!.map((one) => ({ ...one, name: 'label' })) };
    const [header] = (await (await writeAnswers('csv', named)).text()).split('\n');
    expect(header).toBe(
      'item,text,question,rater,label,label of the rater,label (2),label of the item,label (3)',
    );
  });

  it('is of texts in a table with a row for each, and in a file of texts beside answers', async () => {
    const wide = [
      'id,text,topic,words,kim,lee,ada',
      ...TEXTS.map(
        (text, item) =>
          `${item},${text},${item % 2 ? 'home' : 'sky'},${item + 2},joy,fear,${item ? 'joy' : 'fear'}`,
      ),
    ];
    const { attributes } = await read(file('wide.csv', wide));
    expect(brief(attributes.topic)).toEqual(['items', 'text', 'sky', 'home', 'sky']);
    expect(brief(attributes.words)).toEqual(['items', 'number', 2, 3, 4]);
    const apart = await read(
      file('answers.csv', ['id,rater,label', '1,a,joy', '1,b,fear', '2,a,joy', '2,b,joy']),
      file('texts.csv', ['id,text,lang', '1,We went home.,en', '2,Wir gingen heim.,de']),
    );
    expect(brief(apart.attributes.lang)).toEqual(['items', 'text', 'en', 'de']);
  });

  it('is of texts in a table of texts alone, also over several files', async () => {
    const rows = TEXTS.map(
      (text, item) => `2024-03-0${item + 1},${text},${item ? 'home' : 'sea'},note ${item}`,
    );
    const { attributes, dataset, document } = await read(
      file('diary.csv', ['date,text,place,', ...rows, '2024-03-04,,home,none']),
      file('later.csv', ['text,date', 'Nothing new.,2025-01-01']),
    );
    expect(dataset.questions).toEqual([]);
    expect(dataset.texts).toHaveLength(4);
    expect(brief(attributes.date)).toEqual([
      'items',
      'date',
      '2024-03-01',
      '2024-03-02',
      '2024-03-03',
      '2025-01-01',
    ]);
    expect(brief(attributes.place)).toEqual(['items', 'text', 'sea', 'home', 'home', null]);
    expect(document.sources.map(({ layout }) => layout)).toEqual([
      'CSV with the texts in the column "text", columns not read: ""; attributes of texts: "date", "place"',
      'CSV with the texts in the column "text"; attributes of texts: "date"',
    ]);
    expect(dataset.sources[0].skipped.map(({ reason }) => reason)).toEqual(['The text is empty.']);
  });

  it.each([
    [
      'days first with points',
      ['3.1.2024', '14.12.2023', ' 01.02.2024'],
      ['2024-01-03', '2023-12-14', '2024-02-01'],
    ],
    ['days first with points and none above 12', ['3.1.2024', '4.12.2023'], ['2024-01-03', '2023-12-04']],
    ['months first with points', ['1.3.2024', '12.14.2023'], ['2024-01-03', '2023-12-14']],
    ['days first', ['3/1/2024', '14/12/2023'], ['2024-01-03', '2023-12-14']],
    [
      'months first with a time of day',
      ['1/3/2024 9:05 pm', '12/14/2023 12:30 AM', '2/1/2024'],
      ['2024-01-03T21:05:00.000Z', '2023-12-14T00:30:00.000Z', '2024-02-01'],
    ],
    [
      'times of one place, which stay on their days in summer and winter',
      ['2024-05-02T00:30:00+02:00', '2024-01-03 23:10 +0100'],
      ['2024-05-02T00:30:00.000Z', '2024-01-03T23:10:00.000Z'],
    ],
    [
      'times of several places, which are in UTC',
      ['2024-05-02T00:30:00+02:00', '2024-05-01T17:00:00-05:00'],
      ['2024-05-01T22:30:00.000Z', '2024-05-01T22:00:00.000Z'],
    ],
    ['months by name', ['3 March 2024', 'Dec 14, 2023', 'Feb 2024'], ['2024-03-03', '2023-12-14', '2024-02']],
  ])('reads dates written with %s', async (_, cells, dates) => {
    const { attributes } = await read(
      file('diary.tsv', ['text\twritten', ...cells.map((cell, item) => `${TEXTS[item]}\t${cell}`)]),
    );
    expect(brief(attributes.written)).toEqual(['items', 'date', ...dates]);
  });

  it.each([
    ['whose day and month may be one another', ['3/1/2024', '4/12/2023']],
    ['of which some have the day first and some the month', ['14/1/2024', '4/13/2023']],
    ['that no calendar has', ['30.2.2024', '1.3.2024']],
    ['with other words', ['3/14/2024', 'the day after']],
  ])('keeps dates %s as they are', async (_, cells) => {
    const { attributes } = await read(
      file('diary.tsv', ['text\twritten', ...cells.map((cell, item) => `${TEXTS[item]}\t${cell}`)]),
    );
    expect(brief(attributes.written)).toEqual(['items', 'text', ...cells]);
  });

  it('is of raters where a row is a person', async () => {
    const { attributes } = await read(await fixture('cases/googleforms-wide-id.csv'));
    const { of, kind, values } = attributes.Age;
    expect([of, kind, values.length]).toEqual(['raters', 'number', 24]);
  });

  it('is found in the rows of a tool, too', async () => {
    const mturk = [
      'HITId,WorkerId,AssignmentStatus,WorkerAge,Input.text,Input.source,Answer.mood.label',
      ...TEXTS.flatMap((text, item) =>
        ['W1', 'W2'].map(
          (who, place) =>
            `H${item},${who},Approved,${20 + place},"${text} And then we slept.",${item ? 'web' : 'book'},${place ? 'joy' : 'fear'}`,
        ),
      ),
    ];
    const { attributes } = await read(file('batch.csv', mturk));
    expect(brief(attributes['Input.source'])).toEqual(['items', 'text', 'book', 'web', 'web']);
    expect(brief(attributes.WorkerAge)).toEqual(['raters', 'number', 20, 21]);
  });

  it('is the rater’s by its name where every rater has one text of their own', async () => {
    const single = [
      'text,rater,age,source,label',
      ...TEXTS.map((text, item) => `${text},r${item},${20 + item},s${item % 2},joy`),
    ];
    const { attributes } = await read(file('single.csv', single));
    expect(attributes.age.of).toBe('raters');
    expect(attributes.source.of).toBe('items');
  });

  it('keeps codes and what may be two numbers as texts, and takes "unknown" among numbers for nothing', async () => {
    const table = [
      'id;text;rater;zip;price;width;size;label',
      ...['01234;1,250;2,5;unknown', '99999;3,500;10;4', '10115;9,999;0,25;NA'].flatMap((own, item) =>
        ['a', 'b'].map((rater) => `${item};${TEXTS[item]};${rater};${own};${rater === 'a' ? 'joy' : 'fear'}`),
      ),
    ];
    const { attributes } = await read(file('codes.csv', table));
    expect(brief(attributes.zip)).toEqual(['items', 'text', '01234', '99999', '10115']);
    expect(brief(attributes.price)).toEqual(['items', 'text', '1,250', '3,500', '9,999']);
    expect(brief(attributes.width)).toEqual(['items', 'number', 2.5, 10, 0.25]);
    expect(brief(attributes.size)).toEqual(['items', 'number', null, 4, null]);
  });

  it('keeps whole numbers that are too long for a number as texts', async () => {
    const ids = ['1234567890123456789', '9007199254740992.0', '12'];
    const table = (own: readonly string[]) => [
      'id,text,rater,tweet,label',
      ...own.flatMap((tweet, item) =>
        ['a', 'b'].map(
          (rater) => `${item},${TEXTS[item]},${rater},${tweet},${rater === 'a' ? 'joy' : 'fear'}`,
        ),
      ),
    ];
    const { attributes } = await read(file('long.csv', table(ids)));
    expect(brief(attributes.tweet)).toEqual(['items', 'text', ...ids]);
    const short = await read(
      file('short.csv', table(['9007199254740991', '0.12345678901234567890', '1e21'])),
    );
    expect(brief(short.attributes.tweet)).toEqual([
      'items',
      'number',
      9007199254740991,
      0.12345678901234568,
      1e21,
    ]);
  });

  it('is no column with a long text in it, though it begins with short ones', async () => {
    // More rows than a guess looks at.
    const count = 3000;
    const table = Array.from({ length: count }, (_, item) => {
      const clean =
        item === count - 1
          ? 'so many words that they are a text of their own and nothing that tells texts apart'
          : `word ${item}`;
      return `${item},Text number ${item} of all.,${clean},${item % 2 ? 'web' : 'book'},a,${item % 3 ? 'joy' : 'fear'}`;
    });
    const { attributes, document } = await read(
      file('tweets.csv', ['id,text,clean,source,rater,label', ...table]),
    );
    expect(Object.keys(attributes)).toEqual(['source']);
    expect(document.sources[0].layout).toContain('columns not read, because they hold long texts: "clean"');
    const roles = new Map(document.columns[0].columns.map((one) => [one.column, one]));
    expect(roles.get('clean')).toMatchObject({ taken: 'not read' });
    expect(roles.get('clean')!.why).toMatch(/^One of its cells is a long text;/);
  });

  it('is one attribute over all files that have the column, and none where they differ', async () => {
    const half = (own: readonly string[], source: string, rater: string) => [
      'id,text,rater,source,label',
      ...own.map((text) => `${text[0]},${text},${rater},${source},joy`),
    ];
    const { attributes } = await read(
      file('1.csv', half(TEXTS, 'web', 'a')),
      file('2.csv', half(TEXTS, 'web', 'b')),
    );
    expect(brief(attributes.source)).toEqual(['items', 'text', 'web', 'web', 'web']);
    const other = await read(file('1.csv', half(TEXTS, 'web', 'a')), file('2.csv', half(TEXTS, 'book', 'b')));
    // Each file is one rater's, so what differs between them is the rater's.
    expect(brief(other.attributes.source)).toEqual(['raters', 'text', 'web', 'book']);
  });
});
