import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from './input-error.ts';

/**
 * Finds out whether a result can be written before minutes are spent on it.
 * @throws {InputError}
 */
export async function checkResultPath(path: string): Promise<void> {
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch(() => {
    throw new InputError(`Nothing can be written to the folder ${folder}; make it, or choose another --out.`);
  });
  const entry = await stat(path).catch(() => null);
  if (entry?.isDirectory()) throw new InputError(`${path} is a folder; give --out the name of a file in it.`);
}

/** Writes a result, whole or not at all, in place of a file of that name, and says so on standard error. */
export async function writeResult(path: string, content: Blob): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await writeFile(unfinished, content.stream());
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw new InputError(`${path} could not be written: ${(cause as Error).message}.`, { cause });
  }
  process.stderr.write(`Wrote ${path} (${content.size.toLocaleString('en')} bytes)\n`);
}
