import { describe, expect, it } from 'vitest';
import { readAll } from '../../../src/readers/read-all.ts';
import { emotions } from '../variants/models.ts';
import { file, LABELS, table, TEXTS } from '../variants/people.ts';

/** One label per text; "glad" comes twice and "dread" once, which are none of the people's. */
const answers = TEXTS.map((_, item) => ['glad', 'dread', 'glad'][item] ?? LABELS[item % 3]);
const mixed = file('out.csv', table([['id', 'label'], ...answers.map((one, item) => [`t${item}`, one])]));

describe('answers that are none of the people’s labels, among others that are', () => {
  it('are asked about, and are failed ones until somebody says what they stand for', async () => {
    const { document } = await readAll([emotions], [mixed]);
    expect(document.predictions.map(({ failed }) => failed)).toEqual([3]);
    const [{ what, taken, words }] = document.asks;
    expect(what).toContain(
      'none of the people\'s labels: "glad" (2), "dread" (1). What does each stand for?',
    );
    expect(taken).toBe(0);
    expect(words).toMatchObject({ said: ['glad', 'dread'], times: [2, 1] });
  });

  it('stand for what a person says, and are not asked about again', async () => {
    const labels = { glad: 'happy', dread: null };
    const { document } = await readAll([emotions], [mixed], { predictions: { labels } });
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
    const { document } = await readAll([emotions], [mixed], {
      predictions: { labels: { glad: null, dread: null } },
    });
    expect(document.predictions[0].failed).toBe(3);
    expect(document.asks).toEqual([]);
  });

  it('are one word in whatever case, of which one is enough to be said something of', async () => {
    const said = ['Glad', 'glad', 'GLAD', 'dread', 'glad', 'sad'];
    const out = file('out.csv', table([['id', 'label'], ...said.map((one, item) => [`t${item}`, one])]));
    const [{ what, words }] = (await readAll([emotions], [out])).document.asks;
    expect(what).toContain('"glad" or "Glad" or "GLAD" (4), "dread" (1).');
    expect(words).toMatchObject({ said: ['glad', 'Glad', 'GLAD', 'dread'], times: [2, 1, 1, 1] });
    const { document } = await readAll([emotions], [out], { predictions: { labels: { Glad: 'happy' } } });
    expect(document.predictions[0].failed).toBe(1);
    expect(document.asks.map(({ words: more }) => more!.said)).toEqual([['dread']]);
  });

  it('are asked about part by part where they are very many', async () => {
    const many = Array.from({ length: 30 }, (_, at) => ['t0', `word${String.fromCodePoint(97 + at)}`]);
    const out = file('out.csv', table([['id', 'label'], ['t1', 'happy'], ...many]));
    const [{ words }] = (await readAll([emotions], [out])).document.asks;
    expect(words).toMatchObject({ more: 6 });
    const labels = Object.fromEntries(words!.said.map((word) => [word, null]));
    const { document } = await readAll([emotions], [out], { predictions: { labels } });
    expect(document.asks.map(({ words: rest }) => rest!.said.length)).toEqual([6]);
  });
});

describe('answers of which none is one of people’s labels', () => {
  it('are failed ones where a person says that they stand for none', async () => {
    const said = TEXTS.map((_, item) => ['glad', 'Glad', 'dread', 'dread'][item % 4]);
    const out = file('out.csv', table([['id', 'label'], ...said.map((one, item) => [`t${item}`, one])]));
    const [{ what, taken }] = (await readAll([emotions], [out])).document.asks;
    expect(what).toContain('They are "dread", "glad" or "Glad".');
    expect(taken).toBeNull();
    const labels = { glad: null, dread: null };
    const { document } = await readAll([emotions], [out], { predictions: { labels } });
    expect(document.predictions.map(({ failed }) => failed)).toEqual([TEXTS.length]);
  });
});
