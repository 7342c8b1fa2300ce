import { expect, test } from 'vitest';
import { everydayScore } from '../../cli/models-check/everyday-score.ts';
import { MODEL_BARS } from '../../cli/models-check/model-bars.ts';
import { loadEmbeddedAnnotators } from '../../cli/embedded-annotators.ts';
import { offeredFirst } from '../../src/annotators/embedded-models.ts';

const everyday = offeredFirst(false).model;

test('the model for everyday texts understands three of four everyday sentences that it was not trained near', async () => {
  const [annotator] = await (await loadEmbeddedAnnotators(everyday)).of([]);
  const { value, bar } = await everydayScore(annotator, MODEL_BARS[everyday].everyday);
  expect(bar).toBe(0.75);
  expect(value).toBeGreaterThanOrEqual(bar!);
});

test('one file of weights holds two annotators, each with its own questions', async () => {
  const asked = async (model: string) =>
    (await (await loadEmbeddedAnnotators(model)).of([]))[0].annotator.questions.map(({ id }) => id);
  expect(await asked(everyday)).toEqual(['emotion', 'valence-reader', 'arousal-reader', 'dominance-reader']);
  expect(await asked(offeredFirst(true).model)).toEqual(['emotion']);
});
