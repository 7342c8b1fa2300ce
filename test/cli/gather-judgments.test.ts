import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { annotationsLayout } from '../../src/readers/annotations/annotations-layout.ts';
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
  // A prompt whose words someone changed is not passed on as what was asked.
  const altered = join(folder, 'altered.jsonl');
  const changed = (await written.text()).replace('{label}', 'rather {label}');
  await writeFile(altered, changed);
  await expect(gatherJudgments({ ...wanted, models: [], predictions: [altered] })).rejects.toThrow(
    'altered.jsonl: The words of the prompt “story-valence” are not those that its version',
  );
  // Each prompt is written once, however many answers were given to it.
  const [one] = prompts;
  const twice = { ids, texts, predictions: judgments, prompts: [one, { ...one }] };
  const { header } = annotationsLayout(twice);
  expect(header.prompts).toEqual([one]);
  await expect(gatherJudgments({ ...wanted, predictions: [file] })).rejects.toThrow(
    `One of the files holds annotations of ${model}`,
  );
});

test.each(['csv', 'jsonl', 'parquet'] as const)(
  'what a model was not asked and what failed come back from annotations as %s',
  async (format) => {
    const people = join(folder, 'people.csv');
    await writeFile(people, PEOPLE);
    const { dataset } = await gatherJudgments({ files: [people], models: [], predictions: [] });
    const [{ question }] = dataset.questions;
    const labels = question.labels.length;
    const distributions = new Float32Array(3 * labels);
    distributions[0] = 1;
    const predictions = [
      {
        annotator: {
          model: 'm',
          revision: '1',
          dtype: 'fp32',
          method: { name: 'softmax' as const },
          questions: [question],
        },
        question,
        answered: Uint8Array.of(1, 0, 0),
        missing: Uint8Array.of(0, 1, 0),
        distributions,
      },
    ];
    const written = await writeAnnotations(format, { ids: dataset.ids, texts: dataset.texts, predictions });
    const file = join(folder, `ended.${format}`);
    await writeFile(file, written.stream());
    for (const files of [
      { files: [people], predictions: [file] },
      { files: [people, file], predictions: [] },
    ]) {
      const { judgments } = await gatherJudgments({ ...files, models: [] });
      expect(judgments[0].answered).toEqual(predictions[0].answered);
      expect(judgments[0].missing).toEqual(predictions[0].missing);
    }
  },
);
