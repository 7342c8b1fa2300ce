import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/judgments/question.ts';
import { VotesBuilder } from '../../../src/judgments/votes.ts';
import type { PredictionOptions } from '../../../src/readers/predictions/model-predictions.ts';
import { readPredictions } from '../../../src/readers/predictions/read-predictions.ts';
import { file } from '../files.ts';

const asked = (id: string, labels: string[]): Question => ({ kind: 'categorical', id, name: id, labels });
const MOOD = asked('mood', ['low', 'high']);
const TONE = asked('tone', ['soft', 'hard']);

async function read(content: string, options: PredictionOptions = {}) {
  const questions = [MOOD, TONE].map((question) => ({
    question,
    votes: new VotesBuilder().build(3),
    origin: 'raters' as const,
  }));
  const people = { ids: ['a', 'b', 'c'], texts: ['A', 'B', 'C'], questions };
  const { judgments, sources, asks } = await readPredictions([file('m.csv', content)], people, options);
  return {
    asks,
    skipped: sources[0].skipped.map(({ reason }) => reason),
    answers: Object.fromEntries(
      judgments.map(({ question, answered, distributions }) => [
        question.id,
        [...answered].map((one, item) =>
          one ? [0, 1].map((at) => Number(distributions[2 * item + at].toFixed(3))) : null,
        ),
      ]),
    ),
  };
}

describe('numbers of several questions', () => {
  const HEADER = 'id,mood_low,mood_high,tone_soft,tone_hard';

  it('are probabilities or logits of each question by itself', async () => {
    const csv = [HEADER, 'a,0.2,0.8,-800,-800', 'b,0.7,0.3,0,0', 'c,0.5,0.5,900,-900', ''].join('\n');
    await expect(read(csv)).rejects.toThrow('"tone_soft", "tone_hard"');
    expect((await read(csv, { scores: 'softmax' })).answers).toEqual({
      mood: [
        [0.2, 0.8],
        [0.7, 0.3],
        [0.5, 0.5],
      ],
      tone: [
        [0.5, 0.5],
        [0.5, 0.5],
        [1, 0],
      ],
    });
  });

  it('leave out a question whose cells are blank, and a row of which one is', async () => {
    const csv = [HEADER, 'a,1,-1,,', 'b,2,,1,1', 'c,-3,-3,2,2', ''].join('\n');
    const { answers, skipped } = await read(csv, { scores: 'softmax' });
    expect(skipped).toEqual(['The column "mood_high" holds ""; a number is expected.']);
    expect(answers.mood).toEqual([[0.881, 0.119], null, [0.5, 0.5]]);
    expect(answers.tone).toEqual([null, null, [0.5, 0.5]]);
  });

  it('are the logit of one of two labels in a column alone', async () => {
    const csv = 'id,hard\na,0\nb,-40\nc,40\n';
    expect((await read(csv, { scores: 'softmax', question: 'tone' })).answers.tone).toEqual([
      [0.5, 0.5],
      [1, 0],
      [0, 1],
    ]);
  });
});

describe('columns of answers that are named as the questions are', () => {
  const CSV = 'id,mood,tone\na,low,soft\nb,high,hard\nc,low,hard\n';

  it('answer each its own, and say so', async () => {
    const { answers, asks } = await read(CSV);
    expect(Object.keys(answers)).toEqual(['mood', 'tone']);
    expect(asks[0].what).toContain("named as the people's questions are");
  });

  it('answer only the question that a person names', async () => {
    const { answers, asks } = await read(CSV, { question: 'tone' });
    expect(Object.keys(answers)).toEqual(['tone']);
    expect(asks).toEqual([]);
  });
});

it('asks what scores of many labels are that come near 1 by chance', async () => {
  const labels = Array.from({ length: 28 }, (_, at) => `label${at}`);
  const question = asked('many', labels);
  const row = (id: string, sum: number) => `${id},${labels.map(() => (sum / 28).toFixed(4)).join(',')}`;
  const csv = [`id,${labels.join(',')}`, row('a', 0.9), row('b', 1.1), row('c', 0.88), ''].join('\n');
  const people = {
    ids: ['a', 'b', 'c'],
    texts: ['A', 'B', 'C'],
    questions: [{ question, votes: new VotesBuilder().build(3), origin: 'raters' as const }],
  };
  await expect(readPredictions([file('m.csv', csv)], people)).rejects.toThrow('come to no common sum');
});
