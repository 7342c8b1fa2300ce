import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../cli/input-error.ts';
import { checkResultPaths, STANDARD_OUTPUT, writeResult } from '../../cli/result-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-result-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('writing a result', () => {
  it('replaces a result of the same name and leaves nothing beside it', async () => {
    const path = join(folder, 'report.json');
    await writeFile(path, 'of an earlier run');
    await checkResultPaths([path], []);
    await writeResult(path, new Blob(['{}']));
    expect(await readFile(path, 'utf8')).toBe('{}');
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('keeps the earlier result when the new one breaks off', async () => {
    const path = join(folder, 'report.json');
    await writeFile(path, 'of an earlier run');
    const broken = new Blob(['half of it']);
    broken.stream = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('half'));
          controller.error(new Error('the disk is full'));
        },
      });
    await expect(writeResult(path, broken)).rejects.toThrow(
      /report.json could not be written: the disk is full/,
    );
    expect(await readFile(path, 'utf8')).toBe('of an earlier run');
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('keeps the permissions of the file that it replaces', async () => {
    const path = join(folder, 'private.json');
    await writeFile(path, 'of an earlier run');
    await chmod(path, 0o600);
    await writeResult(path, new Blob(['{}']));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('leaves somebody’s own .part file as it is, and two at once do not mix', async () => {
    const path = join(folder, 'report.json');
    await writeFile(`${path}.part`, 'notes');
    const long = ['a', 'b'].map((letter) => new Blob([letter.repeat(1_000_000)]));
    await Promise.all(long.map((content) => writeResult(path, content)));
    const written = await readFile(path, 'utf8');
    expect(written).toBe(written[0].repeat(1_000_000));
    expect(await readFile(`${path}.part`, 'utf8')).toBe('notes');
    expect((await readdir(folder)).sort()).toEqual(['report.json', 'report.json.part']);
  });
});

describe('before the work, it is refused to write', () => {
  it('to a folder that is missing, or that is in the way', async () => {
    await expect(checkResultPaths([join(folder, 'missing/report.json')], [])).rejects.toThrow(InputError);
    await expect(checkResultPaths([folder], [])).rejects.toThrow(/is a folder/);
  });

  it('over an input, whatever its name', async () => {
    const input = join(folder, 'texts.csv');
    await writeFile(input, 'text\none\n');
    await mkdir(join(folder, 'below'));
    for (const name of [input, join(folder, 'below/../texts.csv')])
      await expect(checkResultPaths([name], [input])).rejects.toThrow(/is an input/);
    await expect(checkResultPaths([join(folder, 'report.json'), input], [input])).rejects.toThrow(
      /is an input/,
    );
    await expect(checkResultPaths([join(folder, 'report.json')], [input])).resolves.toBeUndefined();
    await expect(checkResultPaths([input], [folder])).rejects.toThrow(/is an input/);
    await expect(checkResultPaths([join(folder, 'new.json')], [folder])).rejects.toThrow(/is an input/);
    await expect(
      checkResultPaths([join(folder, 'new.json')], [join(folder, 'below')]),
    ).resolves.toBeUndefined();
  });

  it('over a link', async () => {
    await writeFile(join(folder, 'target.json'), 'old');
    await symlink('target.json', join(folder, 'link.json'));
    await symlink('nowhere.json', join(folder, 'dangling.json'));
    for (const name of ['link.json', 'dangling.json'])
      await expect(checkResultPaths([join(folder, name)], [])).rejects.toThrow(/is a link to/);
  });

  it('over a device or a pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/null'])
      await expect(checkResultPaths([path], [])).rejects.toThrow(/is a device or a pipe, not a file/);
  });

  it('two results to one place', async () => {
    const path = join(folder, 'result.csv');
    await expect(checkResultPaths([path, path], [])).rejects.toThrow(/Two results have the name/);
    await expect(checkResultPaths([STANDARD_OUTPUT, STANDARD_OUTPUT], [])).rejects.toThrow(
      /Only one result can go to standard output/,
    );
  });
});
