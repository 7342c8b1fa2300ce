import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { EMBEDDED_MODELS } from '../../../src/annotators/embedded-models.ts';
import { readModelConfig } from '../../../src/annotators/model-config.ts';
import type { Question } from '../../../src/judgments/question.ts';
import { EMBEDDED_QUESTIONS, knowsAQuestion } from '../../../src/pages/project/known-questions.ts';

const asked = (labels: readonly string[]): Question => ({ id: 'q', name: 'q', kind: 'categorical', labels });

it('the classifiers that ship answer what the page takes them to answer', async () => {
  for (const { kind, folder, domain } of EMBEDDED_MODELS) {
    if (kind !== 'classifier') continue;
    const json: unknown = JSON.parse(await readFile(`public/${folder}/config.json`, 'utf8'));
    const words = ({ name, labels }: Question) => [name, ...labels].join();
    const { heads } = readModelConfig(json as object, domain);
    const known = EMBEDDED_QUESTIONS.map(words);
    for (const { question } of heads) expect(known).toContain(words(question));
  }
});

it('a classifier that ships knows no other labels; a language model is asked with people’s', () => {
  const [classifier] = EMBEDDED_MODELS;
  const languageModel = EMBEDDED_MODELS.find(({ kind }) => kind === 'language model')!;
  expect(knowsAQuestion(classifier, [asked(['joy', 'fear'])])).toBe(false);
  expect(knowsAQuestion(classifier, [asked(['joy', 'fear']), EMBEDDED_QUESTIONS[1]])).toBe(true);
  expect(knowsAQuestion(classifier, [asked(EMBEDDED_QUESTIONS[0].labels)])).toBe(true);
  expect(knowsAQuestion(languageModel, [asked(['joy', 'fear'])])).toBe(true);
});
