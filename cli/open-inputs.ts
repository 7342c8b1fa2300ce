import { openAsBlob } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
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
  await requireReadable(path);
  return [{ path, depth: 0 }];
}

/** @throws {InputError} if the file may not be read */
async function requireReadable(path: string): Promise<void> {
  const file = await open(path).catch((error: unknown) => {
    throw notReadable(path, error);
  });
  await file.close();
}

function notReadable(path: string, error: unknown): InputError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new InputError(
    code === 'EACCES' || code === 'EPERM'
      ? `${path} may not be read; its permissions forbid it.`
      : `${path} cannot be read: ${message}.`,
  );
}

/** All files in a folder, and those that links in it lead to. What a name with a dot in front holds is a program's, as in a ZIP archive. */
async function filesIn(folder: string): Promise<FoundFile[]> {
  const paths: string[] = [];
  const folders = [folder];
  const linked: string[] = [];
  const seen = new Set<string>();
  for (;;) {
    // A folder goes by its own name, and by a link's where it lies elsewhere: links may lead back to where they are from.
    const next = folders.pop() ?? linked.pop();
    if (next === undefined) break;
    const own = await realpath(next);
    if (seen.has(own)) continue;
    seen.add(own);
    const entries = await readdir(next, { withFileTypes: true }).catch((error: unknown) => {
      throw notReadable(next, error);
    });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      const path = join(next, entry.name);
      const isLink = entry.isSymbolicLink();
      const target = isLink ? await stat(path).catch(() => null) : entry;
      if (target === null) throw new InputError(`${path} is a link to nothing.`);
      if (target.isDirectory()) (isLink ? linked : folders).push(path);
      else if (target.isFile()) paths.push(path);
    }
    if (paths.length > MOST_FILES)
      throw new InputError(
        `The folder ${folder} holds more than ${MOST_FILES.toLocaleString('en')} files; name those that are needed.`,
      );
  }
  if (paths.length === 0) throw new InputError(`The folder ${folder} holds no files.`);
  // One after the other: a process may hold few files open.
  for (const path of paths) await requireReadable(path);
  const names = paths.map((path) => relative(folder, path)).sort();
  return names.map((name) => ({ path: join(folder, name), depth: name.split(sep).length - 1 }));
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
