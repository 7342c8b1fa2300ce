import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInput, openInputs } from '../../cli/open-inputs.ts';
import { readAll } from '../../src/readers/read-all.ts';

let folder: string;
const at = (path: string) => join(folder, path);

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), content);
}

/** What Potato writes for one person. */
const potato = (label: string) =>
  ['1', '2', '3']
    .map((id) =>
      JSON.stringify({ id, displayed_text: `Text ${id}`, label_annotations: { mood: { [label]: label } } }),
    )
    .join('\n');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-inputs-'));
  await write('out/kim/annotated_instances.jsonl', potato('joy'));
  await write('out/lee/annotated_instances.jsonl', potato('fear'));
  await write('out/.DS_Store', 'x');
  await write('other/kim/annotated_instances.jsonl', potato('joy'));
  await write('people.csv', 'id,rater,label\n1,a,joy\n1,b,fear\n');
  await mkdir(at('empty'));
});

afterAll(() => rm(folder, { recursive: true }));

const names = async (...paths: string[]) => (await openInputs(paths.map(at))).map(({ name }) => name);

describe('files that are named on the command line', () => {
  it('go by their own names where these tell them apart', async () => {
    expect(await names('out/kim/annotated_instances.jsonl', 'people.csv')).toEqual([
      'annotated_instances.jsonl',
      'people.csv',
    ]);
    expect(await names('people.csv', 'people.csv')).toEqual(['people.csv', 'people.csv']);
  });

  it('go by as much of their paths as tells files of one name apart', async () => {
    expect(await names('out/kim/annotated_instances.jsonl', 'out/lee/annotated_instances.jsonl')).toEqual([
      'kim/annotated_instances.jsonl',
      'lee/annotated_instances.jsonl',
    ]);
    expect(await names('out/kim/annotated_instances.jsonl', 'other/kim/annotated_instances.jsonl')).toEqual([
      'out/kim/annotated_instances.jsonl',
      'other/kim/annotated_instances.jsonl',
    ]);
  });

  it('are all those in a folder, but for hidden ones', async () => {
    expect(await names('out')).toEqual(['kim/annotated_instances.jsonl', 'lee/annotated_instances.jsonl']);
  });

  it('are refused where there is none, or several where one is meant', async () => {
    await expect(openInputs([at('none.csv')])).rejects.toThrow('There is no file');
    await expect(openInputs([at('empty')])).rejects.toThrow('holds no files');
    await expect(openInput(at('out'))).rejects.toThrow('one is expected');
  });

  it.each([
    ['a folder', ['out']],
    ['files in folders', ['out/kim/annotated_instances.jsonl', 'out/lee/annotated_instances.jsonl']],
  ])('give Potato’s raters by their folders: %s', async (_, paths) => {
    const { document } = await readAll(await openInputs(paths.map(at)), []);
    expect(document.questions[0].votes).toEqual([
      ['1', 'kim', ['joy']],
      ['1', 'lee', ['fear']],
      ['2', 'kim', ['joy']],
      ['2', 'lee', ['fear']],
      ['3', 'kim', ['joy']],
      ['3', 'lee', ['fear']],
    ]);
  });

  it('give the one person of a single file of Potato’s by its folder', async () => {
    const { document } = await readAll(await openInputs([at('out/kim/annotated_instances.jsonl')]), []);
    expect(document.questions[0].votes[0]).toEqual(['1', 'kim', ['joy']]);
    expect(document.asks[0].what).toContain('the folder "kim"');
  });
});
