import { openAsBlob } from 'node:fs';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { NamedBlob } from '../src/readers/named-blob.ts';
import { InputError } from './input-error.ts';

/** Files that a folder may hold: more are hardly one data set. */
const MOST_FILES = 1000;

/**
 * Opens files, and all files in folders, in the order of their names. A file goes by its own name; files of one name go by as much of
 * their paths as tells them apart, and those of a folder that was named by their paths from it on, because tools write a file of the
 * same name into a folder for each person.
 * @throws {InputError} if there is no such file that may be read
 */
export async function openInputs(paths: readonly string[]): Promise<NamedBlob[]> {
  const found = (await Promise.all(paths.map(filesAt))).flat();
  const names = namesApart(found);
  return Promise.all(
    found.map(async ({ path }, at) => ({
      name: names[at],
      blob: await openAsBlob(path),
      folder: basename(dirname(resolve(path))),
    })),
  );
}

/** @throws {InputError} if it is no file that may be read */
export async function openInput(path: string): Promise<NamedBlob> {
  const [file, ...more] = await openInputs([path]);
  if (more.length > 0) throw new InputError(`${path} is a folder of several files, and one is expected.`);
  return file;
}

interface FoundFile {
  readonly path: string;
  /** Folders at the end of the path that are part of the name. */
  readonly depth: number;
}

async function filesAt(path: string): Promise<FoundFile[]> {
  const entry = await stat(path).catch(() => null);
  if (!entry) throw new InputError(`There is no file ${path}.`);
  if (entry.isDirectory()) return filesIn(path);
  if (!entry.isFile()) throw new InputError(`${path} is neither a file nor a folder.`);
  await access(path, constants.R_OK).catch(() => {
    throw new InputError(`${path} may not be read; its permissions forbid it.`);
  });
  return [{ path, depth: 0 }];
}

async function filesIn(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    // What a name with a dot in front holds is a program's, as in a ZIP archive.
    .filter((name) => !name.split(sep).some((part) => part.startsWith('.')))
    .sort();
  if (files.length === 0) throw new InputError(`The folder ${folder} holds no files.`);
  if (files.length > MOST_FILES)
    throw new InputError(
      `The folder ${folder} holds more than ${MOST_FILES.toLocaleString('en')} files; name those that are needed.`,
    );
  return files.map((name) => ({ path: join(folder, name), depth: name.split(sep).length - 1 }));
}

function namesApart(files: readonly FoundFile[]): string[] {
  const parts = files.map(({ path }) =>
    resolve(path)
      .split(sep)
      .filter((part) => part !== ''),
  );
  const longest = Math.max(0, ...parts.map(({ length }) => length));
  const named = (depth: number) =>
    files.map((file, at) => parts[at].slice(-1 - Math.max(depth, file.depth)).join('/'));
  const whole = named(longest);
  let names = named(0);
  for (let depth = 1; depth < longest; depth++) {
    const longer = named(depth);
    // The same file twice stays so.
    const alike = (at: number) =>
      names.some((name, other) => name === names[at] && whole[other] !== whole[at]);
    if (!names.some((_, at) => alike(at))) break;
    names = names.map((name, at) => (alike(at) ? longer[at] : name));
  }
  return names;
}
