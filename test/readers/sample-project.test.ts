import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sha256 } from 'hash-wasm';
import { expect, it } from 'vitest';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { SAMPLE_PROJECT } from '../../src/readers/sample-project.ts';

it('the sample project is the file that is named, and reads without a question as texts of ten readers', async () => {
  const content = await readFile(resolve('public', SAMPLE_PROJECT.path));
  expect(await sha256(content)).toBe(SAMPLE_PROJECT.sha256);
  const { dataset } = await readFiles([{ name: `${SAMPLE_PROJECT.name}.csv`, blob: new Blob([content]) }]);
  const [{ question, votes, origin }] = dataset!.questions;
  expect(dataset!.texts.length).toBe(SAMPLE_PROJECT.texts);
  expect(votes.voteStart[SAMPLE_PROJECT.texts]).toBe(SAMPLE_PROJECT.texts * SAMPLE_PROJECT.readings);
  expect(origin).toBe('raters');
  // Every label of the models that are part of this page, so that they can be compared.
  if (!('labels' in question)) throw new Error('no labels');
  expect([...question.labels].sort()).toEqual([...emotionQuestion.labels].sort());
  expect(dataset!.sources.flatMap(({ skipped }) => skipped)).toEqual([]);
});
