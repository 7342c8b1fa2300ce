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

async function seen(...declared: { model: string; file: string | null }[]) {
  const { judgments } = await gatherJudgments({ ...files, reading: { said: {}, seen: declared } });
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
    await expect(seen({ model: 'm', file: ids })).rejects.toThrow('None of its 2 lines is the id of a text.');
    await expect(seen({ model: 'm', file: join(folder, 'gone.txt') })).rejects.toThrow('gone.txt');
  });

  it('is said by an option', () => {
    const parsed = parseArguments([
      'analyse',
      'a.csv',
      '--seen',
      'm',
      '--seen',
      'my/model=ids.txt',
      '--out',
      'r.json',
    ]);
    expect(parsed).toMatchObject({
      reading: {
        seen: [
          { model: 'm', file: null },
          { model: 'my/model', file: 'ids.txt' },
        ],
      },
    });
  });
});
