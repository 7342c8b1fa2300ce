import { describe, expect, it } from 'vitest';
import { leadingDate } from '../../src/readers/leading-date.ts';
import { readFiles, type ReadFilesOptions } from '../../src/readers/read-files.ts';
import { file } from './files.ts';

async function read(lines: readonly string[], options: ReadFilesOptions = {}, name = 'diary.txt') {
  const { dataset, asks } = await readFiles([file(name, lines.join('\n'))], options);
  const { ids, texts, attributes = [], sources } = dataset!;
  const [{ layout, skipped }] = sources;
  return { ids, texts, dates: attributes, layout, skipped, asks };
}

/** A file of as many days, each written so. */
function days(count: number, line: (day: number) => string): string[] {
  return Array.from({ length: count }, (_, at) => line(at + 1));
}

describe('the date that a line begins with', () => {
  it.each([
    ['2026-01-05: slept badly', '2026-01-05', 'slept badly'],
    ['2026-01-05 - slept badly', '2026-01-05', 'slept badly'],
    ['2026-01-05\tslept badly', '2026-01-05', 'slept badly'],
    ['2026-01-05 22:30 slept badly', '2026-01-05T22:30:00', 'slept badly'],
    ['2026-01-05T22:30:10Z | slept', '2026-01-05T22:30:10Z', 'slept'],
    ['[2026-01-05] slept badly', '2026-01-05', 'slept badly'],
    ['2026/1/5, slept badly', '2026-01-05', 'slept badly'],
    ['5 Jan 2026 - slept badly', '2026-01-05', 'slept badly'],
    ['Monday, 5th January 2026: slept', '2026-01-05', 'slept'],
    ['Jan 5, 2026 9:05 pm: slept', '2026-01-05T21:05:00', 'slept'],
    ['5.1.2026: slept badly', '5.1.2026', 'slept badly'],
    ['05/01/2026, 22:30 - Ann: hello', '05/01/2026 22:30:00', 'Ann: hello'],
    ['2026-01-05:', '2026-01-05', ''],
    ['2026-01-05', '2026-01-05', ''],
    ['0099-01-05: slept badly', '0099-01-05', 'slept badly'],
    // What follows the minutes is of the time, and no word of it is left over in the text.
    ['2026-01-05T10:00:00-05:00: slept', '2026-01-05T10:00:00-05:00', 'slept'],
    ['2026-01-05T10:00:00.5+02:00 | slept', '2026-01-05T10:00:00+02:00', 'slept'],
    ['2026-01-05 10:00 +0530 slept', '2026-01-05T10:00:00+05:30', 'slept'],
    ['2026-01-05 10:00:00 UTC slept', '2026-01-05T10:00:00Z', 'slept'],
    ['2026-01-05T10:00z slept', '2026-01-05T10:00:00Z', 'slept'],
    ['2026-01-05 10:00:00,123 slept', '2026-01-05T10:00:00', 'slept'],
    // What is no time of its own stays where it is.
    ['2026-01-05 10:00:1 slept', '2026-01-05', '10:00:1 slept'],
    ['2026-01-05 10:00-11:00 a meeting', '2026-01-05', '10:00-11:00 a meeting'],
    ['2026-01-05 10:00 -11:00 a meeting', '2026-01-05', '10:00 -11:00 a meeting'],
    ['2026-01-05 10:00 – 11:00 a meeting', '2026-01-05', '10:00 – 11:00 a meeting'],
    ['2026-01-05 22:30 am Abend', '2026-01-05T22:30:00', 'am Abend'],
    ['2026-01-05 10:00 amüsiert war ich', '2026-01-05T10:00:00', 'amüsiert war ich'],
    ['2026-01-05 10:00 UTCé', '2026-01-05T10:00:00', 'UTCé'],
    ['2026-01-05 13:05 am', '2026-01-05T13:05:00', 'am'],
    ['2026-01-05 12:05 a.m.: slept', '2026-01-05T00:05:00', 'slept'],
    ['05/01/2026 22:30 UTC - slept', '05/01/2026 22:30:00', 'slept'],
    ['\u200e[12/05/2020, 10:33:12] Ann: hi', '12/05/2020 10:33:12', 'Ann: hi'],
    ['2026-01-05\u200f: שלום', '2026-01-05', 'שלום'],
  ])('is found in “%s”', (line, date, text) => {
    expect(leadingDate(line)).toMatchObject({ date, text });
  });

  it.each([
    '2026 was a bad year.',
    '1984-85 was the winter of the strike.',
    '2026-02-30: no calendar has this day',
    '2026-13-01: nor this month',
    '2026-01-05 25:10 a time that no clock has',
    '2026-01-05-7 is the number of my order',
    '31.02.2026: no calendar has this day',
    '29/02/2023: nor this one',
    '99.99.2026: nor this month',
    '5.1/2026: is written as no date is',
    '05/01/2026 22:30 -0500: whose day is another in UTC',
    '(2026-01-05 was a day in brackets)',
    '[2026-01-05) slept',
    '5 marvels of 2026',
    'May 2026 be kind to us',
    '31 Jun 2026: June has 30 days',
    'On 2026-01-05 I slept badly',
    '12 people came',
    '',
  ])('is none in “%s”', (line) => {
    expect(leadingDate(line)).toBeNull();
  });
});

describe('a diary of plain text', () => {
  it('has its dates as an attribute and not in its texts, and says so', async () => {
    const { ids, texts, dates, layout, asks } = await read([
      '2026-01-05: slept badly',
      '',
      '2026-01-07: better, 8 hours',
    ]);
    expect(ids).toEqual(['1', '3']);
    expect(texts).toEqual(['slept badly', 'better, 8 hours']);
    expect(dates).toEqual([
      { name: 'date', of: 'items', kind: 'date', values: ['2026-01-05', '2026-01-07'] },
    ]);
    expect(layout).toContain('2 lines, each with a date. Taken: The date is not part of the text.');
    expect(asks).toMatchObject([{ file: 'diary.txt', taken: 0 }]);
    expect(asks[0].choices.map(({ option }) => option)).toEqual(['--dates apart', '--dates text']);
  });

  it('keeps its dates in the texts where a person says so, of all files or of one', async () => {
    const lines = ['2026-01-05: slept badly', '2026-01-06: better'];
    for (const dates of ['text', { 'diary.txt': 'text' }] as const) {
      const { texts, dates: attributes, asks } = await read(lines, { dates });
      expect(texts).toEqual(lines);
      expect(attributes).toEqual([]);
      expect(asks).toMatchObject([{ taken: 1 }]);
    }
    expect((await read(lines, { dates: { 'other.txt': 'text' } })).texts).toEqual(['slept badly', 'better']);
  });

  it('may have some lines without a date, which are texts without one', async () => {
    const lines = [...days(19, (day) => `${day} Jan 2026 - day ${day}`), 'and that was it'];
    const { texts, dates, layout } = await read(lines);
    expect(texts.slice(17)).toEqual(['day 18', 'day 19', 'and that was it']);
    expect(dates[0].values.slice(17)).toEqual(['2026-01-18', '2026-01-19', null]);
    expect(layout).toContain('20 lines, 19 of them with a date.');
  });

  it('lists a line that holds a date and nothing else', async () => {
    const { ids, skipped } = await read([...days(9, (day) => `2026-01-0${day}: day`), '2026-01-10:']);
    expect(ids).toHaveLength(9);
    expect(skipped).toMatchObject([{ line: 10, reason: 'The text is empty.' }]);
  });

  it('takes the order of day and month from all lines, and where none tells it leaves the dates in the texts', async () => {
    const certain = await read(days(14, (day) => `${day}/3/2026: day ${day}`));
    expect(certain.dates[0]).toMatchObject({ kind: 'date' });
    expect(certain.dates[0].values[13]).toBe('2026-03-14');
    const open = days(6, (day) => `${day}/3/2026: day ${day}`);
    const asked = await read(open);
    expect(asked.texts).toEqual(open);
    expect(asked.dates).toEqual([]);
    expect(asked.layout).toContain(
      'whose day and month nothing tells apart. Taken: The date is part of the text',
    );
    expect((await read(open, { dates: 'apart' })).texts[0]).toBe('day 1');
  });

  it('keeps a line whole whose date no calendar has, and reads the others', async () => {
    const { texts, dates } = await read([
      ...days(20, (day) => `${day}.1.2026: day ${day}`),
      '31.02.2026: what',
    ]);
    expect(texts.slice(19)).toEqual(['day 20', '31.02.2026: what']);
    expect(dates[0]).toMatchObject({ kind: 'date' });
    expect(dates[0].values.slice(19)).toEqual(['2026-01-20', null]);
  });

  it('may have its dates in several forms, each read as it is', async () => {
    const { texts, dates } = await read([
      ...days(14, (day) => `${day}/1/2026: day ${day}`),
      ...days(9, (day) => `2026-02-0${day}: day ${day}`),
    ]);
    expect(texts[0]).toBe('day 1');
    expect(dates[0]).toMatchObject({ kind: 'date' });
    expect(dates[0].values.slice(12, 15)).toEqual(['2026-01-13', '2026-01-14', '2026-02-01']);
  });

  it('has dates beside those of another, whatever order of day and month each is in', async () => {
    const written = [
      days(14, (day) => `${day}/1/2026: European`),
      days(14, (day) => `1/${day}/2026: American`),
      days(9, (day) => `2026-01-0${day}: ISO`),
    ];
    const { dataset } = await readFiles(written.map((lines, at) => file(`${at}.txt`, lines.join('\n'))));
    const [{ kind, values }] = dataset!.attributes!;
    expect(kind).toBe('date');
    expect([values[1], values[15], values[29]]).toEqual(['2026-01-02', '2026-01-02', '2026-01-02']);
  });

  it('takes “am” for a word where hours are counted to 24', async () => {
    const lines = ['2026-01-05 7:30 am Bahnhof', '2026-01-05 22:30 am Abend', '2026-01-06 8:00 zu Hause'];
    const { texts, dates } = await read([...lines, '2026-01-07 0:10 wach', '2026-01-08 9:00 müde']);
    expect(texts.slice(0, 2)).toEqual(['am Bahnhof', 'am Abend']);
    expect(dates[0].values.slice(0, 2)).toEqual(['2026-01-05T07:30:00.000Z', '2026-01-05T22:30:00.000Z']);
    const english = await read(days(9, (day) => `2026-01-0${day} 7:30 ${day % 2 ? 'am' : 'pm'} slept`));
    expect(english.texts[0]).toBe('slept');
    expect(english.dates[0].values.slice(0, 2)).toEqual([
      '2026-01-01T07:30:00.000Z',
      '2026-01-02T19:30:00.000Z',
    ]);
  });

  it.each(['constructor', '__proto__', 'toString'])('may be in a file called %s', async (name) => {
    const lines = ['2026-01-05: slept badly', '2026-01-06: better'];
    expect((await read(lines, { dates: {} }, name)).texts).toEqual(['slept badly', 'better']);
    const asked = (await read(lines, {}, name)).asks[0].choices[1].answers!;
    expect((await read(lines, { dates: asked.dates }, name)).texts).toEqual(lines);
  });

  it('is read in a time that grows with its lines alone, however long they are', () => {
    for (const begin of ['', '2026-01-05', '1 Jan 2026', '2026-01-05 10:00'])
      for (const filler of [' ', '\t', '\u200e', '1', '-', 'Mon ', ' ,'])
        expect(leadingDate(`${begin}${filler.repeat(100_000)}x`)?.date ?? '').not.toContain('x');
  }, 2000);

  it.each([
    ['half of the lines', days(10, (day) => (day % 2 ? `2026-01-0${day}: day` : 'a line of prose'))],
    ['years that begin sentences', days(8, (day) => `${2010 + day} was a year like others.`)],
    ['a few lines whose date may belong to a sentence', ['2026-01-05 was a bad day', '2026-01-06 was not']],
    ['one dated line among prose', ['2026-01-05: slept badly', ...days(9, () => 'and so on')]],
  ])('is not seen in %s', async (_, lines) => {
    const { texts, dates, asks } = await read(lines);
    expect(texts).toEqual(lines);
    expect(dates).toEqual([]);
    expect(asks).toEqual([]);
  });

  it('is read with every separator, also those of tables', async () => {
    for (const sign of [': ', ' - ', '\t', ' | ', '; ', ', ', ' – ']) {
      const { texts, dates } = await read(
        days(9, (day) => `2026-01-0${day}${sign}slept ${day} hours, badly`),
      );
      expect([sign, texts[0]]).toEqual([sign, 'slept 1 hours, badly']);
      expect(dates[0]).toMatchObject({ kind: 'date' });
    }
  });
});
