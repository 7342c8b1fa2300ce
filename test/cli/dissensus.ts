import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const PROGRAM = fileURLToPath(new URL('../../bin/dissensus.mjs', import.meta.url));

export interface Outcome {
  /** Exit status. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the real command in a process of its own.
 * @param folder the working directory: never the repository, so that nothing works by accident of place
 */
export function dissensus(folder: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [PROGRAM, ...args],
      { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 24 },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === 'number') resolve({ status, stdout, stderr });
        else reject(error ?? new Error('The command ended without a status.'));
      },
    );
  });
}
