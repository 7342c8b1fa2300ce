import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InputError } from '../../cli/input-error.ts';
import { checkResultPath, writeResult } from '../../cli/result-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-result-'));
});

afterEach(() => rm(folder, { recursive: true }));

it('replaces a result of the same name and leaves nothing beside it', async () => {
  const path = join(folder, 'report.json');
  await writeFile(path, 'of an earlier run');
  await checkResultPath(path);
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

it('says before the work that a folder is missing or is in the way', async () => {
  await expect(checkResultPath(join(folder, 'missing/report.json'))).rejects.toThrow(InputError);
  await expect(checkResultPath(folder)).rejects.toThrow(/is a folder/);
});
