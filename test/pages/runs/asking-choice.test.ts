import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatWording, Prompt } from '../../../src/annotators/language-model/prompt.ts';
import type { Question } from '../../../src/judgments/question.ts';
import { AskingChoice } from '../../../src/pages/runs/asking-choice.svelte.ts';
import { pending } from '../background/fake-workers.ts';

const QUESTION: Question = { id: 'mood', name: 'mood', kind: 'categorical', labels: ['glad', 'sad'] };

const SCALE: Question = {
  id: 'calm',
  name: 'calm',
  kind: 'ordinal',
  labels: ['1', '2', '3'],
  points: [1, 2, 3],
};

/** No prompt was ever changed. */
const UNCHANGED = {
  inUse: () => Promise.resolve(undefined),
  use: () => Promise.resolve(),
  reset: () => Promise.resolve(),
};

beforeEach(() => sessionStorage.clear());

const CHAT = { prompts: 'chat', byGrammar: false, inOnnxRuntime: false } as const;
const versions = ({ prompts }: AskingChoice) => prompts.map(({ prompt }) => prompt.version);

describe('the way of asking', () => {
  it('is that of the last of two quick changes', async () => {
    const percentages = new AskingChoice(1, UNCHANGED);
    await percentages.settle(CHAT, [QUESTION]);
    const forLabels = versions(percentages);
    await percentages.choose('verbalised');
    expect(versions(percentages)).not.toEqual(forLabels);

    // What is in use is found out later for the first change than for the second.
    const slow = pending<undefined>();
    let asked = 0;
    const choice = new AskingChoice(2, {
      ...UNCHANGED,
      inUse: () => (++asked === 2 ? slow.promise : Promise.resolve(undefined)),
    });
    await choice.settle(CHAT, [QUESTION]);
    const first = choice.choose('verbalised');
    await expect.poll(() => asked).toBe(2);
    const second = choice.choose('label likelihood');
    await second;
    slow.resolve(undefined);
    await first;
    expect(choice.method).toBe('label likelihood');
    expect(versions(choice)).toEqual(forLabels);
  });

  it('is settled for who waits for it, though it was changed meanwhile', async () => {
    const choice = new AskingChoice(1, UNCHANGED);
    const waiting = choice.settle(CHAT, [QUESTION]);
    void choice.choose('verbalised');
    await waiting;
    expect(choice.prompts).toHaveLength(1);
  });

  it('is remembered in the tab, for its project', async () => {
    const choice = new AskingChoice(1, UNCHANGED);
    choice.numbers.samples = 7;
    await choice.choose('samples');
    expect(new AskingChoice(1, UNCHANGED).asking).toMatchObject({ method: 'samples', samples: 7 });
    expect(new AskingChoice(2, UNCHANGED).asking).toEqual({ method: 'label likelihood' });
  });

  it('can be as in the paper, where a model follows instructions, with prompts of its own', async () => {
    const choice = new AskingChoice(4, UNCHANGED);
    await choice.settle(CHAT, [QUESTION, SCALE]);
    choice.numbers.constrained = true;
    await choice.choose('samples');
    const forOne = versions(choice);
    await choice.chooseAllThatApply(true);
    expect(choice.asking).toMatchObject({ answers: 'all that apply', tokens: 200 });
    expect(choice.asking).not.toHaveProperty('constrained');
    expect(choice.annotators({ model: 'm', revision: '1', dtype: 'q4' })[0].method.parameters).toMatchObject({
      answers: 'all that apply',
    });
    const wordings = choice.prompts.map(({ prompt }) => prompt.wording as ChatWording);
    expect(wordings[0].system).toMatch(/that apply from this list: glad, sad.*JSON array/);
    expect(wordings[1].system).toMatch(/from 1 \(lowest\) to 3 \(highest\).*decimals.*JSON object/);
    expect(new AskingChoice(4, UNCHANGED).numbers.allThatApply).toBe(true);
    await choice.settle({ ...CHAT, byGrammar: true, inOnnxRuntime: true }, [QUESTION, SCALE]);
    expect(choice.asking).toMatchObject({ answers: 'all that apply', constrained: 'grammar' });
    await choice.settle(CHAT, [QUESTION, SCALE]);
    // Other ways are asked as before, and so is a model that only goes on with a text.
    await choice.choose('label likelihood');
    expect(versions(choice)).toEqual(forOne);
    await choice.choose('samples');
    await choice.settle({ ...CHAT, prompts: 'story' }, [QUESTION]);
    expect(choice.asking).not.toHaveProperty('answers');
    await choice.settle(CHAT, [QUESTION, SCALE]);
    await choice.chooseAllThatApply(false);
    expect(versions(choice)).toEqual(forOne);
  });

  it('has a prior taken off, and a grammar where the engine has one', async () => {
    const choice = new AskingChoice(3, UNCHANGED);
    await choice.settle({ prompts: 'brief chat', byGrammar: true, inOnnxRuntime: false }, []);
    choice.priorRemoved = true;
    expect(choice.asking).toEqual({ method: 'label likelihood', prior: 'removed' });
    expect(choice.annotators({ model: 'm', revision: '1', dtype: 'Q4_1' })[0].method).toEqual({
      name: 'label likelihood',
      parameters: { prior: 'removed' },
    });
    choice.numbers.constrained = true;
    await choice.choose('samples');
    expect(choice.asking).toMatchObject({ constrained: 'grammar' });
    await choice.choose('verbalised');
    expect(choice.asking).toMatchObject({ constrained: 'grammar' });
    await choice.settle(CHAT, []);
    expect(choice.asking).not.toHaveProperty('constrained');
    expect(new AskingChoice(3, UNCHANGED).priorRemoved).toBe(true);
  });

  it.each([
    '{',
    '{"method":"by force","numbers":{}}',
    '{"method":"samples","numbers":{"samples":-3}}',
    'null',
  ])('is the usual one where the tab remembers %s', (kept) => {
    sessionStorage.setItem('dissensus:asking:1', kept);
    expect(new AskingChoice(1, UNCHANGED).asking).toEqual({ method: 'label likelihood' });
  });
});

it('a changed prompt is in use beside the one that ships', async () => {
  const changed = { id: 'mine', version: 'changed' } as Prompt;
  const choice = new AskingChoice(1, { ...UNCHANGED, inUse: () => Promise.resolve(changed) });
  await choice.settle(CHAT, [QUESTION]);
  expect(versions(choice)).toEqual(['changed']);
  expect(choice.prompts[0].shipped.version).not.toBe('changed');
});
