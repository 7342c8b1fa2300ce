import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../cli/input-error.ts';
import { openInput, openInputs } from '../../cli/open-inputs.ts';
import { readAll } from '../../src/readers/read-all.ts';

/** A user who owns nothing. */
const NOBODY = 65534;

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

  it('are those that links in a folder lead to, each folder once', async () => {
    await write('links/kim/a.csv', 'x');
    await write('elsewhere/b.csv', 'x');
    await write('elsewhere/more/c.csv', 'x');
    await symlink(at('elsewhere/b.csv'), at('links/linked.csv'));
    await symlink(at('elsewhere/more'), at('links/folder'));
    // Back to where it is from, and to a folder that is read as itself.
    await symlink(at('links'), at('links/again'));
    await symlink(at('links/kim'), at('links/latest'));
    expect(await names('links')).toEqual(['folder/c.csv', 'kim/a.csv', 'linked.csv']);
    await symlink(at('elsewhere/gone.csv'), at('links/broken.csv'));
    await expect(openInputs([at('links')])).rejects.toThrow(/broken\.csv is a link to nothing/);
  });

  it.skipIf(process.platform === 'win32')('are refused in a folder where they may not be read', async () => {
    await write('closed/a.csv', 'x');
    await write('closed/b.csv', 'x');
    await write('shut/in/a.csv', 'x');
    await chmod(folder, 0o755);
    await chmod(at('closed/b.csv'), 0);
    await chmod(at('shut/in'), 0);
    // The administrator may read everything.
    const isAdministrator = process.geteuid!() === 0;
    if (isAdministrator) process.seteuid!(NOBODY);
    try {
      for (const [path, culprit] of [
        ['closed', 'closed/b.csv'],
        ['closed/b.csv', 'closed/b.csv'],
        ['shut', 'shut/in'],
        ['shut/in', 'shut/in'],
      ]) {
        const refused = expect(openInputs([at(path)])).rejects;
        await refused.toThrow(InputError);
        await refused.toThrow(`${at(culprit)} may not be read; its permissions forbid it.`);
      }
    } finally {
      if (isAdministrator) process.seteuid!(0);
      await chmod(at('shut/in'), 0o755);
    }
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
