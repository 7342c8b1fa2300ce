import { sha256 } from '../readers/same-files.ts';

/** Those of a project's files that have the name of one that is added, and another content. */
export async function earlierFiles(files: readonly File[], added: readonly File[]): Promise<File[]> {
  const earlier: File[] = [];
  for (const file of files) {
    const namesakes = added.filter(({ name }) => name === file.name);
    if (namesakes.length > 0 && !(await isAmong(file, namesakes))) earlier.push(file);
  }
  return earlier;
}

/** Files without those that are given again. */
export async function notAmong(files: readonly File[], again: readonly File[]): Promise<File[]> {
  const others: File[] = [];
  for (const file of files) {
    const namesakes = again.filter(({ name }) => name === file.name);
    if (!(await isAmong(file, namesakes))) others.push(file);
  }
  return others;
}

async function isAmong(file: File, others: readonly File[]): Promise<boolean> {
  const alike = others.filter(({ size }) => size === file.size);
  if (alike.length === 0) return false;
  const hash = await sha256(file);
  return (await Promise.all(alike.map(sha256))).includes(hash);
}
