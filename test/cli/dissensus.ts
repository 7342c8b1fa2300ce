import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

/** The command line of the checkout, which tsx compiles as it is loaded. */
export const CHECKOUT_PROGRAM = fileURLToPath(new URL('../../bin/dissensus.mjs', import.meta.url));

export interface Outcome {
  /** Exit status. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the real command in a process of its own, compiled where the test's set-up has compiled it.
 * @param folder the working directory: never the repository, so that nothing works by accident of place
 */
export function dissensus(folder: string, ...args: string[]): Promise<Outcome> {
  return run(inject('commandLine') ?? CHECKOUT_PROGRAM, folder, args);
}

/** The same with the command line of the checkout. */
export function dissensusOfCheckout(folder: string, ...args: string[]): Promise<Outcome> {
  return run(CHECKOUT_PROGRAM, folder, args);
}

function run(program: string, folder: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 24 },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === 'number') resolve({ status, stdout, stderr });
        else reject(error ?? new Error('The command ended without a status.'));
      },
    );
  });
}
