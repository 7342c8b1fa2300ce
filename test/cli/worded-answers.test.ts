import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asksAsToday } from '../../cli/benchmarks/prompts-of-today.ts';
import { readWordedAnswers } from '../../cli/benchmarks/worded-answers.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import { loadPredictions } from '../../src/annotators/stored-predictions.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { keepPredictions } from '../../src/store/keep-predictions.ts';

const MODEL = { model: 'maker/model', revision: '1', dtype: 'Q4_1, PyTorch' };
const ASKING = { method: 'samples', samples: 4, temperature: 1, seed: 1, tokens: 12 } as const;

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'dissensus-worded-'))));
afterEach(() => rm(folder, { recursive: true }));

async function emotionPrompt() {
  return (await shippedPrompts('brief chat')).find(({ id }) => id === 'brief-emotion')!;
}

async function write(version: string, told: Readonly<Record<string, readonly string[]>>) {
  const hash = await loadTextHash();
  const header = { model: MODEL, family: 'brief chat', prompt: 'brief-emotion', version, asking: ASKING };
  const lines = Object.entries(told).map(([text, answers]) => ({
    text: hash(text),
    answers: answers.map((answer) => ({ text: answer, cut: false })),
  }));
  await writeFile(
    join(folder, 'x.answers'),
    [header, ...lines].map((line) => JSON.stringify(line)).join('\n'),
  );
}

it('are shares of all answers, so that those that failed are counted once they are kept', async () => {
  const { version, question } = await emotionPrompt();
  await write(version, {
    'Well done.': [' joy.', ' joy and love.', ' nothing', ' love.'],
    'So what.': [' nothing', ' a lot', ' joy and anger', ' well'],
  });
  const dataset: Dataset = {
    name: 'three',
    ids: ['a', 'b', 'c'],
    texts: ['Not asked about.', 'Well done.', 'So what.'],
    questions: [{ question, votes: new VotesBuilder().build(3), origin: 'raters' }],
    sources: [],
  };
  const [found] = await readWordedAnswers(folder, dataset);
  expect(found.annotator).toMatchObject({ ...MODEL, method: { name: 'samples' } });
  expect([...found.answered, ...found.missing!]).toEqual([0, 1, 0, 1, 0, 0]);
  const store = new MemoryOutputStore();
  await keepPredictions(store, 0, dataset, [found]);
  const [kept] = await loadPredictions(dataset, found.annotator, store);
  const row = (label: string) =>
    kept.distributions[question.labels.length + (question.labels as readonly string[]).indexOf(label)];
  expect([row('joy'), row('love')]).toEqual([0.5, 0.5]);
  expect(kept.samples![1]).toBe(2);
  expect([...kept.answered]).toEqual([0, 1, 0]);
});

it('of another prompt than today’s are refused', async () => {
  await write('another', {});
  await expect(readWordedAnswers(folder, { questions: [] } as unknown as Dataset)).rejects.toThrow(
    'the page asks with another prompt',
  );
});

it('an answer to a prompt that ships is told from one to a wording that it had before', async () => {
  const { id, version } = await emotionPrompt();
  expect(await asksAsToday({ prompt: { id, version } })).toBe(true);
  expect(await asksAsToday({ prompt: { id, version: '3a37b2bc' } })).toBe(false);
  expect(await asksAsToday({})).toBe(true);
});
