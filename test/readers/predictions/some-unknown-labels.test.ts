import { describe, expect, it } from 'vitest';
import { readAll } from '../../../src/readers/read-all.ts';
import { emotions } from '../variants/models.ts';
import { file, LABELS, table, TEXTS } from '../variants/people.ts';

/** One label per text; "glad" comes twice and "dread" once, which are none of the people's. */
const answers = TEXTS.map((_, item) => ['glad', 'dread', 'glad'][item] ?? LABELS[item % 3]);
const mixed = file('out.csv', table([['id', 'label'], ...answers.map((one, item) => [`t${item}`, one])]));

describe('answers that come again and are none of the people’s labels, among others that are', () => {
  it('are asked about, and are failed ones until somebody says what they stand for', async () => {
    const { document } = await readAll([emotions], [mixed]);
    expect(document.predictions.map(({ failed }) => failed)).toEqual([3]);
    const [{ what, taken, words }] = document.asks;
    expect(what).toContain('none of the people\'s labels: "glad" (2). What does each stand for?');
    expect(taken).toBe(0);
    expect(words!.said).toEqual(['glad']);
  });

  it('stand for what a person says, and are not asked about again', async () => {
    const { document } = await readAll([emotions], [mixed], { predictions: { labels: { glad: 'happy' } } });
    const [{ answers: read, failed }] = document.predictions;
    expect(failed).toBe(1);
    const happy = document.questions[0].labels.indexOf('happy');
    expect(read.find(([item]) => item === 't0')![1][happy]).toBe(1);
    expect(document.asks).toEqual([]);
  });

  it('are asked about behind a hundred answers that failed in other ways', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => [
      `t${at % 3}`,
      `Nobody could tell what this text number ${at} says.`,
    ]);
    const late = file(
      'out.csv',
      table([['id', 'label'], ...rows, ['t0', 'glad'], ['t1', 'glad'], ['t2', 'happy']]),
    );
    const { document } = await readAll([emotions], [late]);
    expect(document.asks.map(({ words }) => words?.said)).toEqual([['glad']]);
  });

  it('are left out for good where a person says so', async () => {
    const { document } = await readAll([emotions], [mixed], { predictions: { labels: { glad: null } } });
    expect(document.predictions[0].failed).toBe(3);
    expect(document.asks).toEqual([]);
  });
});
