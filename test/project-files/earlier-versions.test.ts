import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readProject } from '../../src/project-files/project-file.ts';

const FOLDER = 'test/project-files/earlier';
const files = readdirSync(FOLDER);

it('there are files that earlier versions of the page have written', () => {
  expect(files.length).toBeGreaterThanOrEqual(4);
});

it.each(files)('%s is read as it was when it was written', async (name) => {
  const content = await readProject(name, new Uint8Array(readFileSync(`${FOLDER}/${name}`)));
  const { dataset, predictions, outputs } = content;
  expect(dataset.name).toBe('Named');
  expect(dataset.ids).toEqual(['1', '2', '3']);
  expect(dataset.texts).toEqual(['Fine.', 'Dark.', 'Odd, <b>']);
  const [{ question, votes }] = dataset.questions;
  expect(question.labels).toEqual(['fear', 'joy', 'sadness']);
  expect([...votes.voteStart]).toEqual([0, 2, 4, 6]);
  expect([...votes.labels]).toEqual([1, 0, 0, 0, 1, 2]);
  expect(votes.raterIds).toEqual(['a', 'b']);
  expect(
    dataset.sources.map(({ name: file, kind, rowsRead, skipped }) => [file, kind, rowsRead, skipped.length]),
  ).toEqual([
    ['people.csv', 'people', 7, 1],
    ['model.csv', 'answers', 3, 0],
    ['samples.csv', 'answers', 5, 2],
  ]);
  expect(predictions.map(({ annotator, answered }) => [annotator.model, [...answered]])).toEqual([
    ['model', [1, 1, 0]],
    ['m', [1, 1, 0]],
  ]);
  expect([...predictions[1].distributions]).toEqual([0.5, 0.5, 0, 0, 1, 0, 0, 0, 0]);
  expect(outputs.map(({ annotator, truncated }) => [annotator.model, truncated.length])).toEqual([
    ['computed', 2],
  ]);
});
