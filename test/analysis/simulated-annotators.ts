import type { LabelledAnswers, Dataset } from '../../src/judgments/dataset.ts';
import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import { Random } from '../../src/analysis/random.ts';

/** A categorical question with labels `a`, `b`, ... */
export function lettered(labels: number): LabelledQuestion {
  return {
    id: 'mood',
    name: 'mood',
    kind: 'categorical',
    labels: Array.from({ length: labels }, (_, c) => String.fromCharCode(97 + c)),
  };
}

/** A distribution drawn evenly over the simplex raised to `sharpness` (1 is even; more is nearer to one label). */
export function randomRow(labels: number, random: Random, sharpness = 1): number[] {
  const row = Array.from({ length: labels }, () => (-Math.log(1 - random.uniform())) ** sharpness);
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
}

/** One label drawn from a distribution. */
export function drawLabel(row: readonly number[], random: Random): number {
  let ahead = random.uniform();
  for (const [c, share] of row.entries()) {
    ahead -= share;
    if (ahead < 0) return c;
  }
  return row.findLastIndex((share) => share > 0);
}

/** A set of labels drawn one after the other without replacement. */
export function drawSet(row: readonly number[], size: number, random: Random): number[] {
  const left = [...row];
  return Array.from({ length: size }, () => {
    const sum = left.reduce((a, b) => a + b, 0);
    const c = drawLabel(
      left.map((share) => share / sum),
      random,
    );
    left[c] = 0;
    return c;
  });
}

/** People who vote by drawing from the truth: `raters(item)` label set sizes per item, raters named `r0`, `r1`, ... */
export function simulatePeople(
  question: LabelledQuestion,
  truth: readonly (readonly number[])[],
  sizes: (item: number) => readonly number[],
  random: Random,
): LabelledAnswers {
  const votes = new VotesBuilder();
  for (const [item, row] of truth.entries()) {
    for (const [rater, size] of sizes(item).entries())
      votes.add(item, `r${rater}`, drawSet(row, size, random));
  }
  return { question, votes: votes.build(truth.length), origin: 'raters' };
}

export function judgments(
  question: LabelledQuestion,
  rows: readonly (readonly number[])[],
  name = 'model',
  samples?: number,
): ModelJudgments {
  return {
    annotator: {
      model: name,
      revision: '1',
      dtype: 'fp32',
      method: { name: 'imported' },
      questions: [question],
    },
    question,
    answered: new Uint8Array(rows.length).fill(1),
    distributions: Float32Array.from(rows.flat()),
    ...(samples !== undefined && { samples: new Uint32Array(rows.length).fill(samples) }),
  };
}

export function datasetOf(annotated: LabelledAnswers, texts?: readonly string[]): Dataset {
  const items = annotated.votes.voteStart.length - 1;
  const ids = Array.from({ length: items }, (_, item) => `t${item}`);
  return { name: 'simulated', ids, texts: texts ?? ids, questions: [annotated], sources: [] };
}

/** Every place below `count`. */
export function allItems(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, place) => place);
}
