import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/analysis/report.ts';
import { expectSound, expectWhole } from '../analysis/sound-report.ts';
import { dissensus } from './dissensus.ts';

const ITEMS = 60;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-bad-inputs-'));
  await write('people.csv', people(['joy', 'fear']));
  await write('model.csv', answers(['joy', 'fear']));
});

afterAll(() => rm(folder, { recursive: true }));

describe('analyse, given files that are not as they should be', () => {
  it('names the labels that people and model do not share', async () => {
    await write('other.csv', answers(['joy', 'anger']));
    const { status, stderr } = await dissensus(folder, ...line('people.csv', 'other.csv'));
    expect(status).toBe(1);
    expect(stderr).toContain('No column is named for the labels "fear". The columns "anger"');
  });

  it('divides probabilities by their sum, and counts them', async () => {
    await write(
      'double.csv',
      answers(['joy', 'fear'], (row) => row.map((share) => 2 * share)),
    );
    const { inputs, questions } = await report('people.csv', 'double.csv');
    expect(inputs.files[1]).toMatchObject({ name: 'double.csv', skipped: 0, renormalised: ITEMS });
    const plain = await report('people.csv', 'model.csv');
    expect(questions[0].models[0].gap!.jsd.mean).toBeCloseTo(plain.questions[0].models[0].gap!.jsd.mean!, 3);
  });

  it('counts a file of answers once that is given twice', async () => {
    await write('model (1).csv', answers(['joy', 'fear']));
    const twice = [...line('people.csv', 'model.csv'), '--predictions', 'model (1).csv'];
    const { status, stderr } = await dissensus(folder, ...twice);
    expect(status, stderr).toBe(0);
    const { inputs, questions } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;
    expect(inputs.files.map(({ layout }) => layout)).toContain(
      'the same file as model.csv, which counts once',
    );
    expect(questions[0].models.filter(({ reference }) => !reference)).toHaveLength(1);
  });

  it('leaves out rows that are no probabilities, with their lines', async () => {
    const odd: Record<number, (number | string)[]> = { 4: [-1, 2], 7: ['NaN', 1] };
    await write(
      'odd.csv',
      answers(['joy', 'fear'], (row, item) => odd[item] ?? row),
    );
    const { inputs, questions } = await report('people.csv', 'odd.csv');
    expect(inputs.files[1].skippedRows.map(({ line: at }) => at)).toEqual([6, 9]);
    expect(questions[0].models[0]).toMatchObject({ items: ITEMS - 2 });
  });

  it('takes no second text for an id', async () => {
    await write('twice.csv', 'id,text,rater,label\na,one,r1,joy\na,two,r2,fear\na,one,r3,sad\n');
    const { inputs, questions } = await report('twice.csv');
    expect(inputs.files[0].skippedRows).toEqual([
      { line: 3, reason: 'An earlier row with the id "a" has another text.' },
    ]);
    expect(questions[0].people).toMatchObject({ items: 1, votes: 2 });
  });

  it.each([
    ['empty.csv', '', 'The file is empty.'],
    ['header.csv', 'id,text,rater,label\n', 'holds no rows below its header'],
  ])('refuses %s', async (name, content, message) => {
    await write(name, content);
    const { status, stderr } = await dissensus(folder, ...line(name));
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  it.each([
    ['one class', people(['joy']), responses('joy')],
    ['raters who always agree', people(['joy', 'fear'], { agree: true }), answers(['joy', 'fear'])],
    [
      'labels that are names of another kind',
      people(['__proto__', '<b>joy</b>', 'constructor']),
      answers(['__proto__', '<b>joy</b>', 'constructor']),
    ],
    [
      'a byte order mark, CRLF, quoted lines, emoji and texts from right to left',
      `\uFEFF${people(['joy', 'fear'], { text: (item) => `שלום 😀 ""quoted""\n${item}` }).replaceAll('\n', '\r\n')}`,
      answers(['joy', 'fear']),
    ],
    [
      'texts of 200,000 characters',
      people(['joy', 'fear'], { text: (item) => `${'long '.repeat(item < 3 ? 40_000 : 1)}${item}` }),
      answers(['joy', 'fear']),
    ],
  ])('makes a sound report of %s', async (_, humans, models) => {
    await write('odd-people.csv', humans);
    await write('odd-model.csv', models);
    const whole = await report('odd-people.csv', 'odd-model.csv');
    expectSound(whole);
    expectWhole(whole);
    expect(whole.questions[0].models[0].items).toBe(ITEMS);
  });
});

/** Three raters for each item, who differ on some unless they agree. */
function people(
  labels: readonly string[],
  { agree = false, text = (item: number) => `text ${item}` } = {},
): string {
  const rows = ['id,text,rater,label'];
  for (let item = 0; item < ITEMS; item++)
    for (let rater = 0; rater < 3; rater++)
      rows.push(
        `t${item},"${text(item)}",r${rater},${labels[(item + (agree || item % 3 > 0 ? 0 : rater)) % labels.length]}`,
      );
  return `${rows.join('\n')}\n`;
}

function answers(
  labels: readonly string[],
  change: (row: number[], item: number) => readonly (number | string)[] = (row) => row,
): string {
  const rows = [`id,${labels.join(',')}`];
  for (let item = 0; item < ITEMS; item++) {
    const weights = labels.map((_, c) => 1 + ((item * (c + 3)) % 7));
    const sum = weights.reduce((a, b) => a + b, 0);
    const row = weights.map((weight) => weight / sum);
    rows.push(`t${item},${change(row, item).join(',')}`);
  }
  return `${rows.join('\n')}\n`;
}

function responses(label: string): string {
  return `id,response\n${Array.from({ length: ITEMS }, (_, item) => `t${item},${label}\n`).join('')}`;
}

function write(name: string, content: string): Promise<void> {
  return writeFile(join(folder, name), content);
}

function line(humans: string, model?: string): string[] {
  return [
    'analyse',
    humans,
    ...(model === undefined ? [] : ['--predictions', model]),
    '--out',
    'report.json',
  ];
}

async function report(humans: string, model?: string): Promise<Report> {
  const { status, stderr } = await dissensus(folder, ...line(humans, model));
  expect(status, stderr).toBe(0);
  return JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;
}
