import { f16round } from '@petamoriken/float16';
import { describe, expect, it } from 'vitest';
import { itemColumns } from '../../src/analysis/item-columns.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import { textAnswers, textNumbers } from '../../src/jobs/text-answers.ts';
import { annotatorKey } from '../../src/judgments/annotator.ts';
import type { LabelledAnswers } from '../../src/judgments/dataset.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { diary, diaryModels } from '../readers/benchmarks/diary.ts';

const ITEMS = 60;
const dataset = diary(ITEMS);
const annotated = dataset.questions[0] as LabelledAnswers;
const { labels } = annotated.question;

/** Answers of two models: one in the people's order of labels, one in another and counted from samples that may name two. */
function twoModels(): ModelJudgments[] {
  const [{ predictions }] = diaryModels(dataset, 5);
  const turned = { ...annotated.question, labels: [labels[2], labels[0], labels[1]] };
  const several = new VotesBuilder();
  const distributions = new Float32Array(ITEMS * labels.length);
  for (let item = 0; item < ITEMS; item++) {
    // Four samples: two of one label, one of the next, one of both.
    const [first, second] = [item % 3, (item + 1) % 3];
    distributions[item * 3 + first] = f16round(2.5 / 4);
    distributions[item * 3 + second] = f16round(1.5 / 4);
    several.add(item, null, [first, second]);
  }
  const annotator = { ...predictions.annotator, model: 'sampled by a test' };
  const sampled: ModelJudgments = {
    annotator,
    question: turned,
    answered: new Uint8Array(ITEMS).fill(1),
    distributions,
    samples: new Uint32Array(ITEMS).fill(4),
    several: several.build(ITEMS),
  };
  return [predictions, sampled];
}

it('a continuous question has every model’s numbers of one text, with the spread that it states', () => {
  const [labelled] = twoModels();
  const numbers = { start: Uint32Array.from([0, 2, 2, 3]), values: Float64Array.from([10, 30, 55]) };
  const stating = { ...labelled, numbers: { ...numbers, spread: Float64Array.from([NaN, NaN, 4]) } };
  const said = (item: number) =>
    textNumbers([labelled, { ...labelled, numbers }, stating], item).map(({ values, stated }) => [
      [...values],
      stated,
    ]);
  expect(said(0)).toEqual([
    [[10, 30], NaN],
    [[10, 30], NaN],
  ]);
  expect(said(1)).toEqual([
    [[], NaN],
    [[], NaN],
  ]);
  expect(said(2)).toEqual([
    [[55], NaN],
    [[55], 4],
  ]);
});

describe('what every model said of one text', () => {
  it.each([1, 3])('is its row of the table of texts, with gaps from %i raters on', (minimumRaters) => {
    const models = twoModels();
    let unanswered = 0;
    let without = 0;
    for (let item = 0; item < ITEMS; item++) {
      const answers = textAnswers(annotated, models, item, minimumRaters);
      expect(answers.map(({ annotator }) => annotator)).toEqual(
        models.map((one) => annotatorKey(one.annotator)),
      );
      for (const [place, one] of models.entries()) {
        const columns = itemColumns(annotated, one, minimumRaters);
        const { shares, gap } = answers[place];
        if (columns.answered[item])
          expect([...shares!]).toEqual([...columns.model.subarray(3 * item, 3 * item + 3)]);
        else {
          expect(shares).toBeNull();
          unanswered++;
        }
        expect(gap).toBe(columns.gap![item]);
        if (columns.answered[item] && Number.isNaN(gap)) without++;
      }
    }
    expect(unanswered).toBe(ITEMS / 5);
    expect(without > 0).toBe(minimumRaters > 1);
  });

  it('has no gap from labels that are no raters’ votes, nor where nobody was asked', () => {
    const models = twoModels();
    const agreed = textAnswers({ ...annotated, origin: 'consensus' }, models, 1, 1);
    const alone = textAnswers(null, models, 1, 1);
    for (const { gap } of [...agreed, ...alone]) expect(gap).toBeNaN();
    // Nobody's order of labels is the model's own.
    expect([...alone[1].shares!]).toEqual([0, 2.5 / 4, 1.5 / 4]);
    expect([...agreed[1].shares!]).toEqual([2.5 / 4, 1.5 / 4, 0]);
  });

  it('says how many of its samples were read, where it was sampled here', () => {
    const [labelled, sampled] = twoModels();
    const annotator = {
      ...sampled.annotator,
      method: { name: 'samples' as const, parameters: { samples: 5, temperature: 1 } },
    };
    const none = { ...sampled, annotator, answered: new Uint8Array(ITEMS), samples: new Uint32Array(ITEMS) };
    const unasked = { ...none, missing: Uint8Array.from({ length: ITEMS }, (_, item) => Number(item === 1)) };
    const answers = textAnswers(annotated, [labelled, { ...sampled, annotator }, none, unasked], 1, 1);
    expect(answers.map(({ read }) => read)).toEqual([
      undefined,
      { answers: 4, of: 5 },
      { answers: 0, of: 5 },
      // Samples that were never drawn could not be read, and are no failure.
      undefined,
    ]);
  });
});
