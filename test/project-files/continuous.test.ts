import { expect, test } from 'vitest';
import { readProject, writeProject } from '../../src/project-files/project-file.ts';
import { sliced } from '../../src/analysis/slice.ts';
import { withoutRaters } from '../../src/judgments/votes.ts';
import { annotationsLayout } from '../../src/readers/annotations/annotations-layout.ts';
import { writeAnswers } from '../../src/writers/write-answers.ts';
import { answersOf, numberDataset } from '../analysis/rated-numbers.ts';

const dataset = numberDataset([
  [12.5, 0.1, null],
  [null, 99.99, 100],
  [0, null, 33.333333333333336],
]);
const models = [
  answersOf('samples', [[12, 14.25], [90], []]),
  answersOf('spread', [[12], [90.5], []], [1.5, NaN, NaN]),
].map(({ annotator, question, answered, distributions, numbers }) => ({
  annotator,
  question,
  answered,
  distributions,
  numbers,
}));

test('a project file keeps numbers to the bit, and a changed one is refused', async () => {
  const content = { dataset, predictions: models, outputs: [] };
  const back = await readProject('p.dissensus', await writeProject(content));
  expect(back.dataset).toEqual(dataset);
  expect(back.predictions).toEqual(models);
  const outside = [
    { ...models[0], numbers: { ...models[0].numbers!, values: Float64Array.of(12, 14, 900) } },
  ];
  await expect(readProject('p', await writeProject({ ...content, predictions: outside }))).rejects.toThrow(
    /predictions\.0: a number/,
  );
  const far = { ...dataset.questions[0].votes, numbers: Float64Array.of(1, 2, 3, 4, 5, 101) };
  const questions = [{ ...dataset.questions[0], votes: far }];
  await expect(
    readProject('p', await writeProject({ ...content, dataset: { ...dataset, questions } })),
  ).rejects.toThrow(/a number/);
  const { numbers: _, ...without } = models[0];
  await expect(readProject('p', await writeProject({ ...content, predictions: [without] }))).rejects.toThrow(
    /another kind/,
  );
});

test('a slice and a data set without a rater keep each number with its rater', () => {
  const values = ['a', 'b', 'b'];
  const attributes = [{ name: 'source', of: 'items' as const, kind: 'text' as const, values }];
  const part = sliced({ ...dataset, attributes }, models, { attribute: 'source', value: 'b' });
  expect([...part.dataset.questions[0].votes.numbers!]).toEqual([99.99, 100, 0, 33.333333333333336]);
  expect([...part.predictions[0].numbers!.values]).toEqual([90]);
  expect([...part.predictions[0].numbers!.start]).toEqual([0, 1, 1]);
  expect([...part.predictions[1].numbers!.spread!]).toEqual([NaN, NaN]);
  expect([...withoutRaters(dataset.questions[0].votes, [1]).numbers!]).toEqual([
    12.5, 100, 0, 33.333333333333336,
  ]);
});

test('the table of answers has the number, and a file of annotations has no column for it', async () => {
  const table = await (await writeAnswers('csv', dataset)).text();
  expect(table.split('\n').slice(0, 3)).toEqual([
    'item,text,question,rater,label',
    't0,text 0,valence,r0,12.5',
    't0,text 0,valence,r1,0.1',
  ]);
  const { header } = annotationsLayout({ ids: dataset.ids, texts: null, predictions: models });
  expect(header.annotators).toEqual([]);
});
