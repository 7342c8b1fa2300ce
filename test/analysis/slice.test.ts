import { describe, expect, it } from 'vitest';
import { analyse, analyseHere } from '../../src/analysis/analyse.ts';
import { compareSlices } from '../../src/analysis/compare-slices.ts';
import { reasonFor } from '../../src/analysis/reasons.ts';
import { sliceChoices } from '../../src/analysis/slice-choices.ts';
import { sliceWords } from '../../src/analysis/slice-words.ts';
import { nameOfSlice, sliced, sliceNamed } from '../../src/analysis/slice.ts';
import type { Attribute } from '../../src/judgments/attributes.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { readPredictions } from '../../src/readers/predictions/read-predictions.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { FEW_DRAWS } from './few-draws.ts';
import { expectWhole } from './sound-report.ts';

const SETTINGS = { ...FEW_DRAWS, resamples: 50 };
const LABELS = ['joy', 'fear', 'anger'];

interface Answer {
  readonly item: number;
  readonly rater: number;
}

const ANSWERS: Answer[] = Array.from({ length: 60 }, (_, item) =>
  [0, 1, 2, 3, 4].filter((rater) => (item + rater) % 7 !== 0).map((rater) => ({ item, rater })),
).flat();

/** A row for each answer that is kept, and a model's probabilities for every text. */
async function read(kept: (answer: Answer) => boolean = () => true) {
  const own = ANSWERS.filter(kept);
  const rows = own.map(
    ({ item, rater }) =>
      `i${item},Text number ${item} of all,r${rater},${rater < 2 ? 'young' : 'old'},${item % 3 ? 'news' : 'blog'},${item},${LABELS[(item * item + rater * (item % 4)) % 3]}`,
  );
  const people = ['id,text,rater,age,source,words,label', ...rows];
  const model = [
    'id,joy,fear,anger',
    ...Array.from(
      { length: 60 },
      (_, item) =>
        `i${item},${[0.5, 0.25, 0.25].map((_, label) => (label === item % 3 ? 0.5 : 0.25)).join()}`,
    ),
  ];
  const { dataset, predictions } = await readFiles([
    { name: 'people.csv', blob: new Blob([people.join('\n')]) },
    { name: 'model.csv', blob: new Blob([model.join('\n')]) },
  ]);
  return { dataset: dataset!, predictions: predictions!.judgments };
}

/** A model's samples, three for every text; of the first forty texts many name two labels. */
async function samplesOf(dataset: Dataset) {
  // Always the same file, by which a model's answers are told from those of other files.
  const rows = Array.from({ length: 60 }).flatMap((_, item) => {
    const id = `i${item}`;
    return [0, 1, 2].map((sample) => {
      const [first, second] = [LABELS[(item + sample) % 3], LABELS[(item * sample + 1) % 3]];
      const isPair = item < 40 && item % 2 === 0 && first !== second;
      return JSON.stringify({ id, labels: isPair ? [first, second] : [first] });
    });
  });
  const file = { name: 'samples.jsonl', blob: new Blob([rows.join('\n')]) };
  return (await readPredictions([file], dataset, {})).judgments;
}

const figures = async ({ dataset, predictions }: Awaited<ReturnType<typeof read>>) =>
  (await analyse(dataset, predictions, SETTINGS)).questions;

describe('a slice', () => {
  it('of texts has the figures of a data set of these texts', async () => {
    const { dataset, predictions } = await read();
    const part = sliced(dataset, predictions, { attribute: 'source', value: 'blog' });
    expect(part.slice).toEqual({ attribute: 'source', of: 'items', value: 'blog', ofItems: 60, items: 20 });
    expect(sliceWords(part.slice)).toBe('texts with source: blog, 20 of 60');
    expect(await figures(part)).toEqual(await figures(await read(({ item }) => item % 3 === 0)));
  });

  it('of texts has the figures of a data set of these texts where samples name several labels', async () => {
    const [whole, own] = [await read(), await read(({ item }) => item % 3 === 0)];
    const sampled = { ...whole, predictions: await samplesOf(whole.dataset) };
    const part = sliced(sampled.dataset, sampled.predictions, { attribute: 'source', value: 'blog' });
    expect(part.predictions[0].several!.voteStart).toHaveLength(21);
    const expected = await figures({ ...own, predictions: await samplesOf(own.dataset) });
    expect(await figures(part)).toEqual(expected);
    // The texts whose samples all name one label.
    const single = sliced(sampled.dataset, sampled.predictions, { attribute: 'words', value: 'highest' });
    expect(single.predictions[0]).not.toHaveProperty('several');
  });

  it('of raters has the figures of a data set of their answers', async () => {
    const { dataset, predictions } = await read();
    const part = sliced(dataset, predictions, { attribute: 'age', value: 'old' });
    expect(part.slice).toMatchObject({ of: 'raters', raters: 3, ofRaters: 5 });
    expect(sliceWords(part.slice)).toBe('raters with age: old, 3 of 5');
    expect(part.dataset.questions[0].votes.raterIds).toHaveLength(3);
    expect(await figures(part)).toEqual(await figures(await read(({ rater }) => rater >= 2)));
  });

  it('of numbers is a third of them, and of each number where there are three or fewer', async () => {
    const { dataset, predictions } = await read();
    const words = sliceChoices(dataset).find(({ attribute }) => attribute === 'words')!;
    expect(words.values.map(({ value, words: said, count }) => [value, said, count])).toEqual([
      ['lowest', 'lowest third, 0 to 19', 20],
      ['middle', 'middle third, 20 to 39', 20],
      ['highest', 'highest third, 40 to 59', 20],
    ]);
    const part = sliced(dataset, predictions, { attribute: 'words', value: 'highest' });
    expect(part.dataset.ids[0]).toBe('i40');
    const few = choice({ name: 'stars', of: 'items', kind: 'number', values: [2, 10, 2, 3] });
    expect(few.values.map(({ value, count }) => [value, count])).toEqual([
      ['2', 2],
      ['3', 1],
      ['10', 1],
    ]);
    const alike = choice({ name: 'n', of: 'items', kind: 'number', values: [1, 1, 1, 1, 1, 1, 2, 3, 4] });
    expect(alike.values.map(({ value, count }) => [value, count])).toEqual([
      ['lowest', 6],
      ['highest', 3],
    ]);
  });

  it('of numbers is each of few, or nothing, where one third would be everybody', () => {
    const ages = choice({ name: 'age', of: 'items', kind: 'number', values: [1, 2, 3, ...eight(4)] });
    expect(ages.values.map(({ value, count }) => [value, count])).toEqual([
      ['1', 1],
      ['2', 1],
      ['3', 1],
      ['4', 8],
    ]);
    const numbers = Array.from({ length: 13 }, (_, number) => number);
    const many = [...numbers, ...Array<number>(40).fill(99)];
    expect(choice({ name: 'score', of: 'items', kind: 'number', values: many })).toMatchObject({
      values: [],
      reason: 'Two thirds of the texts or more have one value, 99, so that there are no thirds.',
    });
    const dates = many.map((number) => (number === 99 ? '2020-12-24' : `2020-01-${number + 10}`));
    const raters = many.map((_, place) => `r${place}`);
    expect(choice({ name: 'born', of: 'raters', raters, kind: 'date', values: dates }).reason).toBe(
      'Two thirds of the raters or more have one value, 2020-12-24, so that there are no thirds.',
    );
  });

  it('of dates is a third of them', () => {
    const values = ['2020-01-01', '2021-05-01', '2019-03-01', '2022-01-01', null, '2018-01-01', '2023-01-01'];
    const dates = choice({ name: 'written', of: 'items', kind: 'date', values });
    expect(dates.values.map(({ words }) => words)).toEqual([
      'earliest third, 2018-01-01 to 2019-03-01',
      'middle third, 2020-01-01 to 2021-05-01',
      'latest third, 2022-01-01 to 2023-01-01',
    ]);
    expect(dates.values[0].has(null)).toBe(false);
  });

  it('says why there is none', async () => {
    const same = choice({ name: 'split', of: 'items', kind: 'text', values: ['a', 'a', null] });
    expect(same).toMatchObject({ values: [], reason: 'Every text has the same value, or none.' });
    const own = choice({ name: 'url', of: 'items', kind: 'text', values: ['a', 'b', 'c'] });
    expect(own.reason).toBe('Every text has a value of its own.');
    const { dataset, predictions } = await read();
    const wrong = (attribute: string, value: string) => () =>
      sliced(dataset, predictions, { attribute, value });
    expect(wrong('sauce', 'blog')).toThrow(
      'There is no attribute "sauce"; there are age, source, words, length in characters.',
    );
    expect(wrong('source', 'book')).toThrow('"source" has no value "book"; there are news, blog.');
    const { attributes: _, ...bare } = dataset;
    const hashed = { ...bare, withoutText: new Uint8Array(60).fill(1) };
    expect(() => sliced(hashed, predictions, { attribute: 'x', value: 'y' })).toThrow('nothing is known');
  });

  it('by the length of texts counts characters, and leaves out texts that are not here', () => {
    const texts = ['a', 'bb', 'ccc', 'dddd', '😀', '0123'];
    const withoutText = Uint8Array.from([0, 0, 0, 0, 0, 1]);
    const length = sliceChoices({ texts, withoutText })[0];
    expect(length.attribute).toBe('length in characters');
    expect(length.values.map(({ words, count }) => [words, count])).toEqual([
      ['lowest third, 1 to 1', 2],
      ['middle third, 2 to 2', 1],
      ['highest third, 3 to 4', 2],
    ]);
    const own: Attribute = {
      name: 'length in characters',
      of: 'items',
      kind: 'text',
      values: ['s', 's', 'l'],
    };
    expect(sliceChoices({ texts, attributes: [own] })).toHaveLength(1);
  });

  it('is named by attribute and value, also where a name has "=" in it', async () => {
    const { dataset } = await read();
    expect(sliceNamed(dataset, 'source=blog')).toEqual({ attribute: 'source', value: 'blog' });
    const attributes: Attribute[] = [{ name: 'a=b', of: 'items', kind: 'text', values: ['x=y', 'z'] }];
    expect(sliceNamed({ attributes }, 'a=b=x=y')).toEqual({ attribute: 'a=b', value: 'x=y' });
    expect(nameOfSlice({ attribute: 'a=b', value: 'x=y' })).toBe('a=b=x=y');
    expect(sliceNamed(dataset, 'nothing')).toEqual({ attribute: 'nothing', value: '' });
  });
});

describe('two slices beside one another', () => {
  it('have the figures of each, and their differences over both', async () => {
    const { dataset, predictions } = await read();
    const part = (attribute: string, value: string) => sliced(dataset, predictions, { attribute, value });
    const here = part('source', 'blog');
    const inputs = { ...here, settings: SETTINGS };
    const { other, questions } = compareSlices(inputs, part('source', 'news'));
    expect(other).toMatchObject({ value: 'news', items: 40 });
    const [{ models }] = questions;
    expect(models).toHaveLength(1);
    const [own, their] = [await figures(here), await figures(part('source', 'news'))].map(
      ([question]) => question.models[0],
    );
    const [{ squared, jsd, top1, entropyDifference, reasons }] = models;
    expect(reasons).toEqual({});
    expect([squared.here, squared.there]).toEqual([own.gap!.squared, their.gap!.squared]);
    expect([jsd.here, jsd.there]).toEqual([own.gap!.jsd, their.gap!.jsd]);
    expect([top1.here, top1.there]).toEqual([own.labels!.top1Interval, their.labels!.top1Interval]);
    expect(entropyDifference.here).toEqual(own.uncertainty!.entropyDifferenceInterval);
    expect([jsd.itemsHere, jsd.itemsThere]).toEqual([20, 40]);
    for (const { here: a, there: b, difference } of [squared, jsd, top1, entropyDifference]) {
      expect(difference.mean).toBeCloseTo(a.mean! - b.mean!, 12);
      expect(difference.lo).toBeLessThanOrEqual(difference.mean!);
      expect(difference.over).toBe('items and raters');
    }
  });

  it('say why they have no difference where one of them has no figure', async () => {
    const { dataset, predictions } = await read(
      ({ rater, item }) => rater < 3 && (item % 3 > 0 || rater === 0),
    );
    const part = (value: string) => sliced(dataset, predictions, { attribute: 'source', value });
    const { questions } = compareSlices({ ...part('news'), settings: SETTINGS }, part('blog'));
    const [{ squared, reasons }] = questions[0].models;
    expect([squared.here.mean === null, squared.there.mean, squared.difference.mean]).toEqual([
      false,
      null,
      null,
    ]);
    expect(reasonFor(reasons, 'squared.there.mean')).toBe('No item has 2 raters or more.');
    expect(reasonFor(reasons, 'squared.difference.lo')).toBe('No item has 2 raters or more.');
  });

  it('can be empty', async () => {
    const { dataset, predictions } = await read();
    const none: Attribute = {
      name: 'gone',
      of: 'raters',
      kind: 'text',
      raters: ['nobody', 'r0'],
      values: ['x', 'y'],
    };
    const part = sliced({ ...dataset, attributes: [none] }, predictions, { attribute: 'gone', value: 'x' });
    expect(part.slice).toMatchObject({ items: 0, raters: 1 });
    const report = await analyseHere({ ...part, settings: SETTINGS });
    expectWhole(report);
    expect(report.questions[0].people).toMatchObject({ votes: 0, items: 0 });
  });
});

const eight = (value: number) => Array<number>(8).fill(value);

function choice(attribute: Attribute) {
  return sliceChoices({ attributes: [attribute] })[0];
}
