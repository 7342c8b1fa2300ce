import { expect, it } from 'vitest';
import { entropy } from '../../src/analysis/divergence.ts';
import { textColumns } from '../../src/jobs/text-columns.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import type { LabelledAnswers } from '../../src/judgments/dataset.ts';
import { diary, diaryModels } from '../readers/benchmarks/diary.ts';

it('draws the entropies of an exactly right model with as many raters as each text has', () => {
  const dataset = diary(200);
  const annotated = dataset.questions[0] as LabelledAnswers;
  const [one] = diaryModels(dataset, 200);
  const predictions: ModelJudgments = one.predictions;
  const columns = textColumns(annotated, predictions, 2, 1);
  const labels = annotated.question.labels.length;
  const drawn = columns.rightHumanEntropy!;
  const judged = [...drawn.keys()].filter((item) => !Number.isNaN(drawn[item]));
  expect(judged.length).toBeGreaterThan(50);
  for (const item of judged) {
    // These answers are no samples, so that the model's side is the model's own.
    expect(columns.rightModelEntropy![item]).toBeCloseTo(entropy(columns.model, item * labels, labels), 9);
    expect(drawn[item]).toBeGreaterThanOrEqual(0);
    expect(drawn[item]).toBeLessThanOrEqual(Math.log2(labels) + 1e-9);
  }
  const again = textColumns(annotated, predictions, 2, 1);
  expect(again.rightHumanEntropy).toEqual(drawn);
  expect(textColumns(annotated, predictions, 2, null).rightHumanEntropy).toBeNull();
});
