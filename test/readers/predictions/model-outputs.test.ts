import { describe, expect, it } from 'vitest';
import { readAll } from '../../../src/readers/read-all.ts';
import { fixture } from '../files.ts';

const LABELS = ['joy', 'anger', 'sadness', 'fear'];
/** As the people's labels are sorted. */
const ORDER = ['anger', 'fear', 'joy', 'sadness'];
const ITEMS = 8;

async function read(name: string) {
  const [people, model] = await Promise.all([
    fixture('model-outputs/people.csv'),
    fixture(`model-outputs/${name}`),
  ]);
  return (await readAll([people], [model])).document;
}

/** The label with the greatest share, for each text that was answered. */
function best(answers: readonly (readonly [string, readonly number[]])[]): string[] {
  return answers.map(([id, shares]) => `${id} ${ORDER[shares.indexOf(Math.max(...shares))]}`);
}

const ALL = Array.from({ length: ITEMS }, (_, item) => `t${item} ${LABELS[item % 4]}`);

describe('the answers of models', () => {
  it.each([
    ['anthropic-tool.jsonl', 'claude'],
    ['bedrock-llama.jsonl', 'bedrock-llama'],
    ['bedrock-titan.jsonl', 'bedrock-titan'],
    ['bedrock-nova.jsonl', 'bedrock-nova'],
    ['boxed.jsonl', 'boxed'],
    ['fenced.jsonl', 'fenced'],
    ['label-conf.csv', 'label-conf'],
    ['langchain.jsonl', 'langchain'],
    ['long-text.csv', 'm'],
    ['messages.jsonl', 'messages'],
    ['pipeline-nested.jsonl', 'pipeline-nested'],
    ['pipeline-list.json', 'pipeline-list'],
    ['probs-object.jsonl', 'm'],
    ['responses-tool.jsonl', 'gpt-5'],
    ['text-response.csv', 'text-response'],
    ['together.jsonl', 'x'],
  ])('%s are read whole', async (name, model) => {
    const { predictions } = await read(name);
    expect(predictions).toMatchObject([{ model, failed: 0, unmatched: [] }]);
    expect(best(predictions[0].answers)).toEqual(ALL);
  });

  it.each([
    ['anthropic.jsonl', 'The request ended as "errored": bad.'],
    ['gemini-raw.jsonl', 'The request was blocked: SAFETY'],
    ['nonjoy.csv', 'The answer denies a label.'],
  ])('%s lack the first', async (name, reason) => {
    const { predictions, sources } = await read(name);
    expect(predictions[0].failed).toBe(1);
    expect(best(predictions[0].answers)).toEqual(ALL.slice(1));
    expect(sources[1].reasons[0].reason).toContain(reason);
  });

  it('refusals that name a label are failures', async () => {
    expect((await read('refusal.csv')).predictions).toMatchObject([{ failed: 4 }]);
  });

  it('several choices are samples', async () => {
    const { predictions } = await read('n-choices.jsonl');
    expect(predictions[0].answers[1][1].map((share) => Math.round(share * 3))).toEqual([2, 0, 1, 0]);
  });

  it.each([
    ['models-answer.csv', ['gpt-4o', 'llama3']],
    ['models-wide.csv', ['gpt-4o', 'llama-3']],
    ['seed.csv', ['m (seed 1)', 'm (seed 2)']],
  ])('%s are those of several models or runs', async (name, models) => {
    expect((await read(name)).predictions.map(({ model }) => model)).toEqual(models);
  });

  it('multiple choice by log-likelihoods gives the softmax of the choices', async () => {
    const { predictions } = await read('lm-eval-mc.jsonl');
    const [, shares] = predictions[0].answers[0];
    const joy = Math.exp(-1) / (Math.exp(-1) + Math.exp(-2));
    expect(shares[2]).toBeCloseTo(joy, 3);
    expect(shares[0]).toBeCloseTo(1 - joy, 3);
  });

  it.each([
    ['logits.csv', 'They may be logits.'],
    ['sigmoid.csv', 'They may be scores of each label by itself (sigmoids).'],
    ['typo-ids.csv', '0 of 8 ids match'],
  ])('%s are asked about', async (name, what) => {
    const { predictions, asks } = await read(name);
    expect(predictions).toEqual([]);
    expect(asks).toMatchObject([{ taken: null }]);
    expect(asks[0].what).toContain(what);
  });
});
