import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { CHECKOUT_PROGRAM, dissensus, dissensusOfCheckout } from './dissensus.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-streams-'));
  await writeFile(
    join(folder, 'people.csv'),
    'id,text,rater,label\na,one,r1,joy\na,one,r2,fear\nb,two,r1,fear\nb,two,r2,fear\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));

it('writes a result to standard output where its name is -', async () => {
  const { status, stdout, stderr } = await dissensus(folder, 'read', 'people.csv', '--out', '-');
  expect(status, stderr).toBe(0);
  expect((JSON.parse(stdout) as { items: unknown[] }).items).toHaveLength(2);
  expect(await readdir(folder)).toEqual(['people.csv']);
});

it('refuses to replace its own input, and leaves it', async () => {
  const before = await readFile(join(folder, 'people.csv'), 'utf8');
  const { status, stderr } = await dissensus(folder, 'analyse', 'people.csv', '--out', 'people.csv');
  expect(status).toBe(1);
  expect(stderr).toContain('people.csv is an input');
  expect(await readFile(join(folder, 'people.csv'), 'utf8')).toBe(before);
});

it('ends without a word where nobody reads on', async () => {
  const child = spawn(process.execPath, [CHECKOUT_PROGRAM, 'schema'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  expect({ status, complaints }).toEqual({ status: 0, complaints: '' });
});

it('writes its files where nobody reads what it says', async () => {
  const args = ['analyse', 'people.csv', '--out', 'report.json'];
  const child = spawn(process.execPath, [CHECKOUT_PROGRAM, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.destroy();
  expect(await new Promise<number | null>((resolve) => child.once('close', resolve))).toBe(0);
  expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).toHaveProperty('questions');
  await rm(join(folder, 'report.json'));
});

it('says its version', async () => {
  const { status, stdout } = await dissensusOfCheckout(folder, '--version');
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${packageFile.version}\n` });
});

it('takes values that begin with a minus', async () => {
  await writeFile(
    join(folder, 'scale.csv'),
    'id,text,rater,score\na,one,r1,-3\na,one,r2,-9\nb,two,r1,2\nb,two,r2,3\n',
  );
  const line = ['read', 'scale.csv', '--scale', '-3..3', '--missing', '-9', '--out', '-'];
  const { status, stdout, stderr } = await dissensus(folder, ...line);
  expect(status, stderr).toBe(0);
  const { questions } = JSON.parse(stdout) as {
    questions: { kind: string; labels: string[]; votes: unknown[]; abstentions: number }[];
  };
  expect(questions).toMatchObject([{ kind: 'ordinal', abstentions: 1 }]);
  expect(questions[0].labels).toHaveLength(7);
  expect(questions[0].votes).toHaveLength(3);
  const seed = await dissensus(folder, 'analyse', 'people.csv', '--seed', '-1', '--out', '-');
  expect(seed.status).toBe(2);
  expect(seed.stderr).toContain('--seed is "-1"; a whole number from 0 on is expected');
});

it('ends with 3 where the files hold nothing that is asked for', async () => {
  await writeFile(join(folder, 'texts.csv'), 'id,text\na,one\nb,two\n');
  const { status, stderr } = await dissensus(folder, 'analyse', 'texts.csv', '--out', 'report.json');
  expect(status, stderr).toBe(3);
  expect(stderr).toContain('texts alone');
});
