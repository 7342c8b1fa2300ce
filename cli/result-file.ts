import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  lstat,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from './input-error.ts';

/** The name that stands for standard output. */
export const STANDARD_OUTPUT = '-';

/**
 * Finds out whether results can be written before minutes are spent on them.
 * @param paths of the results
 * @param inputs paths of what is read, which no result may replace
 * @throws {InputError}
 */
export async function checkResultPaths(paths: readonly string[], inputs: readonly string[]): Promise<void> {
  const files = paths.filter((path) => path !== STANDARD_OUTPUT);
  if (paths.length - files.length > 1)
    throw new InputError('Only one result can go to standard output; name files for the others.');
  for (const path of files) {
    await checkResultPath(path);
    for (const input of inputs)
      if (await isRead(path, input))
        throw new InputError(
          `${path} is an input or in a folder that is read, and the result would be taken for one; choose another place.`,
        );
  }
  if (new Set(files.map((path) => resolve(path))).size < files.length)
    throw new InputError(`Two results have the name ${files[0]}; choose another name for one of them.`);
}

async function checkResultPath(path: string): Promise<void> {
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch(() => {
    throw new InputError(
      `Nothing can be written to the folder ${folder}; make it, or choose another folder.`,
    );
  });
  const entry = await lstat(path).catch(() => null);
  if (entry === null) return;
  if (entry.isDirectory()) throw new InputError(`${path} is a folder; give the name of a file in it.`);
  if (entry.isSymbolicLink())
    throw new InputError(
      `${path} is a link to ${await readlink(path)}; give the name of the file itself, or ${STANDARD_OUTPUT} for standard output.`,
    );
  if (!entry.isFile())
    throw new InputError(
      `${path} is a device or a pipe, not a file; ${STANDARD_OUTPUT} stands for standard output.`,
    );
  await access(path, constants.W_OK).catch(() => {
    throw new InputError(`${path} may not be changed: its permissions forbid it. Choose another name.`);
  });
}

/**
 * Writes a result, whole or not at all, and says so on standard error. A file of that name is replaced, and its permissions are kept.
 * @throws {InputError}
 */
export async function writeResult(path: string, content: Blob): Promise<void> {
  if (path === STANDARD_OUTPUT) {
    await pipeline(Readable.fromWeb(content.stream()), process.stdout, { end: false }).catch(
      (error: unknown) => {
        if (!isClosedPipe(error)) throw error;
      },
    );
    return;
  }
  // A name that nobody else has: neither a person's own file nor that of another command beside this one.
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    await writeFile(unfinished, content.stream(), { flag: 'wx' });
    const replaced = await stat(path).catch(() => null);
    if (replaced) await chmod(unfinished, replaced.mode & 0o7777);
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw new InputError(`${path} could not be written: ${(cause as Error).message}.`, { cause });
  }
  process.stderr.write(`Wrote ${path} (${content.size.toLocaleString('en')} bytes)\n`);
}

/** Whether a stream failed because nobody reads it any more. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** Whether a path is that of an input, by whatever name, or in a folder that is read. */
async function isRead(path: string, input: string): Promise<boolean> {
  const [one, two] = await Promise.all(
    [path, input].map((each) => stat(each, { bigint: true }).catch(() => null)),
  );
  if (two?.isDirectory()) {
    // Also where nothing is there yet: the next run would read it.
    const [folder, read] = await Promise.all([realpath(dirname(path)), realpath(input)]);
    return folder === read || folder.startsWith(read + sep);
  }
  return one !== null && two !== null && one.dev === two.dev && one.ino === two.ino;
}
