import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import type { Outcome } from '../cli/dissensus.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

/** The npm package, built, packed and installed in a folder that had nothing in it. */
export interface InstalledPackage {
  readonly folder: string;
  /** Runs a command of the folder, as `npx` finds it. */
  run(command: string, ...args: string[]): Promise<Outcome>;
  /** Lets the command line find ONNX Runtime, which was left out so that 290 MB are not unpacked again. */
  addOnnxRuntime(): Promise<void>;
  remove(): Promise<void>;
}

/** As a person has it after `npm install dissensus`, but from the packed file and without its optional dependency. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'dissensus-installed-'));
  // Vitest's own would build Svelte's development code.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const tsx = join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist/cli.mjs');
  execFileSync(process.execPath, [tsx, 'package/build.ts'], { cwd: PROJECT, env, stdio: 'pipe' });
  execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: PROJECT, env, stdio: 'pipe' });
  const [packed] = await readdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  execFileSync('npm', ['install', '--omit=optional', '--no-audit', '--no-fund', `./${packed}`], {
    cwd: folder,
    env,
    stdio: 'pipe',
  });
  return {
    folder,
    run: (command, ...args) =>
      new Promise((done, failed) => {
        execFile(
          command,
          args,
          { cwd: folder, env, encoding: 'utf8', maxBuffer: 2 ** 24 },
          (error, stdout, stderr) => {
            const status = error === null ? 0 : error.code;
            if (typeof status === 'number') done({ status, stdout, stderr });
            else failed(error ?? new Error('The command ended without a status.'));
          },
        );
      }),
    addOnnxRuntime: () =>
      symlink(
        join(PROJECT, 'node_modules/onnxruntime-node'),
        join(folder, 'node_modules/onnxruntime-node'),
        'dir',
      ),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
