import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteDB } from 'idb';
import { definePrompt, type Prompt } from '../../src/annotators/language-model/prompt.ts';
import { promptFor } from '../../src/annotators/language-model/prompts.ts';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { keepReading } from '../../src/jobs/keep-reading.ts';
import type { ReadRequest } from '../../src/jobs/reading.ts';
import { annotationsFile, keepProjectFile, projectFile } from '../../src/jobs/write-files.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import type { Question } from '../../src/judgments/question.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { readProject, writeProject } from '../../src/project-files/project-file.ts';
import { promptOf, promptsOf } from '../../src/store/prompts-of.ts';
import { StoredPrompts } from '../../src/store/stored-prompts.ts';
import { DATABASE_NAME } from '../../src/store/schema.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const question: Question = { id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['fear', 'joy'] };
const PEOPLE = 'id,text,rater,emotion\n1,Fine.,a,joy\n1,Fine.,b,joy\n2,Dark.,a,fear\n2,Dark.,b,joy\n';
const stored = new StoredPrompts();

let store: Store;
/** Made by a person here, with commas, quotes, lines and words that look like code. */
let own: Prompt;
let shipped: Prompt;

beforeEach(async () => {
  store = await openStore();
  own = await definePrompt({
    id: 'chat-emotion',
    question,
    wording: {
      form: 'chat',
      system: '=1+1, "so"\n\r# x',
      user: 'How is this?\n\n{text}',
      answer: 'It is {label}.',
    },
    words: { fear: ['afraid', 'שלום'], joy: ['happy'] },
  });
  shipped = await promptFor('story', question);
});
afterEach(inAnotherBrowser);

/** Goes on with a storage that holds nothing. */
async function inAnotherBrowser() {
  store.close();
  for (const name of [DATABASE_NAME, 'dissensus:prompts']) await deleteDB(name);
  store = await openStore();
}

function request(given: Partial<ReadRequest>): ReadRequest {
  return { files: [], predictionFiles: [], mappings: [], answers: {}, replaces: null, ...given };
}
const people = () => new File([PEOPLE], 'people.csv');
const annotatorWith = ({ id, version }: Prompt): Annotator => ({
  model: 'lm',
  revision: '1',
  dtype: 'Q4_1',
  method: { name: 'label likelihood' },
  prompt: { id, version },
  questions: [question],
});

/** A project that a model answered with the person's own prompt and with the shipped one. */
async function asked(): Promise<number> {
  await stored.use(own);
  const { project } = await keepReading(store, request({ files: [people()] }), () => undefined);
  const hash = await loadTextHash();
  for (const prompt of [own, shipped]) {
    const chunk = new OutputChunkBuilder(annotatorWith(prompt));
    for (const text of ['Fine.', 'Dark.']) chunk.add(hash(text), false, [Float64Array.of(0.25, 0.75)], 0);
    await store.outputs.append(annotatorWith(prompt), chunk.take(), { project, total: 2, done: 2 });
  }
  return project;
}

describe('the prompts of a project’s models', () => {
  it('are in its file, and are kept where it is opened, without being put to use', async () => {
    const project = await asked();
    const file = new File([await projectFile(store, project, false)], 'asked.dissensus');
    const { prompts } = await readProject(file.name, new Uint8Array(await file.arrayBuffer()));
    expect(prompts).toHaveLength(2);
    expect(prompts).toEqual(expect.arrayContaining([own, shipped]));

    await inAnotherBrowser();
    expect(await promptOf(own, question)).toBeNull();
    await keepProjectFile(store, file);
    expect(await promptOf(own, question)).toEqual(own);
    expect(await stored.find(shipped.id, shipped.version)).toEqual(shipped);
    expect(await stored.inUse(own)).toBeUndefined();
  });

  it.each(['constructor', '__proto__', 'prototype', 'toString'])(
    'may have words for a label %s',
    async (label) => {
      const labels = ['method', label];
      const code: Question = { kind: 'categorical', id: 'code', name: 'code', labels };
      const prompt = await promptFor('story', code);
      const annotator: Annotator = { ...annotatorWith(prompt), questions: [code] };
      const hash = await loadTextHash();
      const lines = [`1,Fine.,a,${label}`, '1,Fine.,b,method', `2,Dark.,a,${label}`, '2,Dark.,b,method'];
      const people = new File([`id,text,rater,code\n${lines.join('\n')}\n`], 'code.csv');
      const { project } = await keepReading(store, request({ files: [people] }), () => undefined);
      const chunk = new OutputChunkBuilder(annotator);
      for (const text of ['Fine.', 'Dark.']) chunk.add(hash(text), false, [Float64Array.of(0.25, 0.75)], 0);
      await store.outputs.append(annotator, chunk.take(), { project, total: 2, done: 2 });
      const file = new File([await projectFile(store, project, true)], 'code.dissensus');
      await inAnotherBrowser();
      await keepProjectFile(store, file);
      expect(JSON.stringify(await stored.find(prompt.id, prompt.version))).toBe(
        JSON.stringify({ ...prompt, version: prompt.version }),
      );
    },
  );

  it('that are no words are refused, whatever they are', async () => {
    const project = await asked();
    const text = await (await annotationsFile(store, project, 'jsonl', true)).text();
    await inAnotherBrowser();
    const words = JSON.stringify(own.words);
    expect(text).toContain(words);
    for (const other of [
      '{"fear":5,"joy":["happy"]}',
      '{"constructor":5}',
      '[]',
      'null',
      '"fear"',
      '{"fear":[[]],"joy":[{}]}',
    ]) {
      const files = [people(), new File([text.replace(words, other)], 'asked.jsonl')];
      await expect(keepReading(store, request({ files }), () => undefined)).rejects.toThrow(/^asked\.jsonl/);
    }
    expect(await store.projects.list()).toEqual([]);
  });

  it.each(['csv', 'jsonl', 'parquet'] as const)(
    'are in their annotations as %s, and come back',
    async (format) => {
      const project = await asked();
      const blob = await annotationsFile(store, project, format, true);
      await inAnotherBrowser();
      const files = [people(), new File([blob], `asked.${format}`)];
      await keepReading(store, request({ files }), () => undefined);
      expect(await promptOf(own, question)).toEqual(own);
      expect(await promptsOf([annotatorWith(own), annotatorWith(shipped)])).toEqual([own, shipped]);
    },
  );

  it('are refused where their words were altered, and nothing is kept', async () => {
    const project = await asked();
    const text = await (await annotationsFile(store, project, 'jsonl', true)).text();
    const written = new Uint8Array(await (await projectFile(store, project, true)).arrayBuffer());
    await inAnotherBrowser();
    const files = [people(), new File([text.replace('How is this?', 'How was this?')], 'asked.jsonl')];
    await expect(keepReading(store, request({ files }), () => undefined)).rejects.toThrow(
      `asked.jsonl: The words of the prompt “chat-emotion” are not those that its version ${own.version} stands for`,
    );
    const content = await readProject('asked', written);
    const prompts = content.prompts!.map((one) => ({ ...one, words: { ...one.words, joy: ['glad'] } }));
    const altered = new File([await writeProject({ ...content, prompts })], 'asked.dissensus');
    await expect(keepProjectFile(store, altered)).rejects.toThrow(
      /asked\.dissensus: The words of the prompt/,
    );
    expect(await store.projects.list()).toEqual([]);
    expect(await stored.find(own.id, own.version)).toBeUndefined();
  });

  it('that no annotator was asked with are neither written nor kept', async () => {
    const project = await asked();
    const content = await readProject(
      'asked',
      new Uint8Array(await (await projectFile(store, project, true)).arrayBuffer()),
    );
    const outputs = content.outputs.filter(({ annotator }) => annotator.prompt?.id === shipped.id);
    const file = new File([await writeProject({ ...content, outputs })], 'asked.dissensus');
    await inAnotherBrowser();
    await keepProjectFile(store, file);
    expect(await stored.find(own.id, own.version)).toBeUndefined();
    expect(await stored.find(shipped.id, shipped.version)).toEqual(shipped);
  });
});
