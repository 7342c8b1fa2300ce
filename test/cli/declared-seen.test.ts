import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherJudgments } from '../../cli/gather-judgments.ts';
import { parseArguments } from '../../cli/arguments.ts';

let folder: string;
let files: { files: string[]; models: string[]; predictions: string[] };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-seen-'));
  const people = join(folder, 'people.csv');
  await writeFile(
    people,
    'id,text,rater,label\na,One,r,joy\na,One,s,fear\nb,Two,r,joy\nb,Two,s,joy\nc,Three,r,fear\n',
  );
  const answers = join(folder, 'answers.csv');
  await writeFile(answers, 'id,model,response\na,m,joy\nb,m,joy\nc,m,fear\na,other,joy\n');
  files = { files: [people], models: [], predictions: [answers] };
});
afterAll(async () => await rm(folder, { recursive: true }));

async function seen(...models: { model: string; file: string | null }[]) {
  const { judgments } = await gatherJudgments({ ...files, seen: { models } });
  return Object.fromEntries(judgments.map((one) => [one.annotator.model, [...one.seen!]]));
}

describe('what a model is said to have been trained on', () => {
  it('is all texts, or those of which a file has the ids', async () => {
    expect(await seen()).toEqual({ m: [0, 0, 0], other: [0, 0, 0] });
    expect(await seen({ model: 'm', file: null })).toEqual({ m: [1, 1, 1], other: [0, 0, 0] });
    const ids = join(folder, 'ids.txt');
    await writeFile(ids, 'b\r\n\nnobody\n');
    expect(await seen({ model: 'm', file: ids })).toEqual({ m: [0, 1, 0], other: [0, 0, 0] });
  });

  it('is refused for a model that is not there, or a file that names none of the texts', async () => {
    await expect(seen({ model: 'n', file: null })).rejects.toThrow('The models are: m, other.');
    const ids = join(folder, 'none.txt');
    await writeFile(ids, 'x\ny\n');
    await expect(seen({ model: 'm', file: ids })).rejects.toThrow(
      'None of its 2 lines is the id or the text of an item',
    );
    await expect(seen({ model: 'm', file: join(folder, 'gone.txt') })).rejects.toThrow('gone.txt');
  });

  it('is checked before a model is asked, which may take hours', async () => {
    const models = ['dissensus/minilm-everyday'];
    await expect(
      gatherJudgments({ ...files, models, seen: { models: [{ model: 'n', file: null }] } }),
    ).rejects.toThrow('The models are: m, other, dissensus/minilm-everyday.');
  });

  it('is asked for where the file says of its rows what they were used for', async () => {
    const table = join(folder, 'split.csv');
    await writeFile(table, 'id,text,split\na,One,train\nb,Two,test\nc,Three,train\n');
    await expect(seen({ model: 'm', file: table })).rejects.toThrow(
      'Which did the model see? Say it with --seen-rows "split=test", --seen-rows "split=train"',
    );
    const { judgments } = await gatherJudgments({
      ...files,
      seen: { models: [{ model: 'm', file: table }], rows: [{ column: 'split', value: 'train' }] },
    });
    expect([...judgments[0].seen!]).toEqual([1, 0, 1]);
    expect(judgments[0].declaredSeen).toEqual({ all: false, texts: 2, files: ['split.csv'] });
  });
});

describe('the options of what a model is said to have seen', () => {
  const line = (command: string) => parseArguments([...command.split(' '), '--out', 'r.json']);

  it('name models, files and rows', () => {
    expect(line('analyse a.csv --seen m --seen my/model=ids.csv --seen-rows split=train')).toMatchObject({
      seen: {
        models: [
          { model: 'm', file: null },
          { model: 'my/model', file: 'ids.csv' },
        ],
        rows: [{ column: 'split', value: 'train' }],
      },
    });
    expect(line('calibrate a.csv --seen embedded --seen-rows all')).toMatchObject({
      seen: { models: [{ model: 'dissensus/minilm-everyday', file: null }], rows: 'all' },
    });
  });

  it('are refused where they would change nothing, and where they say nothing', () => {
    expect(() => line('read a.csv --seen m')).toThrow('--seen belongs to analyse and calibrate.');
    expect(() => line('calibrate a.csv --seen m --calibrator c.json')).toThrow('--seen belongs to fitting');
    expect(() => line('analyse a.csv --seen-rows all')).toThrow('--seen');
    expect(() => line('analyse a.csv --seen m --seen-rows train')).toThrow('COLUMN=VALUE');
    expect(() => line('analyse a.csv --seen =ids.txt')).toThrow('MODEL=FILE');
  });
});
