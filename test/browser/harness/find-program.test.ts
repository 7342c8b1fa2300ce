import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findProgram } from './find-program.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-path-'));
  for (const name of ['first', 'second']) await mkdir(join(folder, name));
  vi.stubEnv('PATH', [join(folder, 'first'), join(folder, 'second')].join(delimiter));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function program(path: string): Promise<string> {
  await writeFile(join(folder, path), '#!/bin/sh\n');
  await chmod(join(folder, path), 0o755);
  return join(folder, path);
}

it('prefers the earlier name to the earlier folder', async () => {
  await program('first/google-chrome');
  const chromium = await program('second/chromium');
  expect(findProgram(['chromium', 'google-chrome'])).toBe(chromium);
});

it('takes an absolute path as it is', async () => {
  await program('first/chromium');
  const chosen = await program('chosen');
  expect(findProgram([chosen, 'chromium'])).toBe(chosen);
});

it('finds nothing where a folder bears the name', async () => {
  await mkdir(join(folder, 'first/chromium'));
  expect(findProgram(['chromium', join(folder, 'missing')])).toBeNull();
});
