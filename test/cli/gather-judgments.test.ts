import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { writeAnnotations } from '../../src/writers/write-annotations.ts';
import { gatherJudgments } from '../../cli/gather-judgments.ts';

const PEOPLE = `id,text,rater,valence
t1,"A calm morning, and then rain.",r1,3
t1,"A calm morning, and then rain.",r2,4
t2,What a wonderful day we had.,r1,5
t2,What a wonderful day we had.,r2,4
t3,Everything went wrong again.,r1,1
t3,Everything went wrong again.,r2,2
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-gather-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

test('a language model’s answers that come in a file are not asked for again, whichever question they are to', async () => {
  const people = join(folder, 'people.csv');
  await writeFile(people, PEOPLE);
  const { model } = EMBEDDED_MODELS.find(({ kind }) => kind === 'language model')!;
  const wanted = { files: [people], models: [model], predictions: [] };
  const { dataset, judgments, prompts } = await gatherJudgments(wanted);
  expect(judgments.map(({ annotator }) => annotator.prompt?.id)).toEqual(['story-valence']);
  // With the words that it was asked with, also where they come from a file.
  expect(prompts.map(({ id, wording }) => [id, wording.form])).toEqual([['story-valence', 'story']]);
  const { ids, texts } = dataset;
  const file = join(folder, 'answers.jsonl');
  const written = await writeAnnotations('jsonl', { ids, texts, predictions: judgments, prompts });
  await writeFile(file, written.stream());
  const again = await gatherJudgments({ ...wanted, models: [], predictions: [file] });
  expect(again.prompts).toEqual(prompts);
  await expect(gatherJudgments({ ...wanted, predictions: [file] })).rejects.toThrow(
    `One of the files holds annotations of ${model}`,
  );
});
