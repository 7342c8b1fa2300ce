import { expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import { annotatorKey } from '../../src/judgments/annotator.ts';
import { CASES } from '../reference/case.ts';
import { FEW_DRAWS } from './few-draws.ts';

const [{ dataset, annotated, models }] = CASES.filter(
  ({ annotated: { question }, models }) => question.kind === 'categorical' && models.length > 0,
);

function asked(version: string, method: 'samples' | 'verbalised'): ModelJudgments {
  const prompt = { id: 'prompt', version };
  return { ...models[0], annotator: { ...models[0].annotator, method: { name: method }, prompt } };
}

it('a model that was asked with two prompts and in two ways has its figures under each of its keys', async () => {
  const answers = [asked('1', 'samples'), asked('2', 'samples'), asked('1', 'verbalised')];
  const keys = answers.map(({ annotator }) => annotatorKey(annotator));
  const report = await analyse(dataset, answers, FEW_DRAWS);
  const { comparisons = [] } = report.questions.find(({ question }) => question === annotated.question.id)!;
  const pairs = comparisons.map(({ annotators }) => annotators).filter((pair) => !pair.includes(null));
  expect(pairs).toEqual([
    [keys[0], keys[1]],
    [keys[0], keys[2]],
    [keys[1], keys[2]],
  ]);
  // A baseline is nobody's answer, though it may be made of one.
  const named = comparisons.filter(({ a }) => a.endsWith('top label only'));
  for (const { annotators } of named) expect(annotators[0]).toBeNull();
  expect(report.gradients!.map(({ annotators, method }) => [annotators, method])).toEqual([
    [[keys[0]], 'samples'],
    [[keys[1]], 'samples'],
    [[keys[2]], 'verbalised'],
  ]);
  for (const { points } of report.gradients!)
    expect(points.length).toBeLessThanOrEqual(annotated.question.labels.length);
});
