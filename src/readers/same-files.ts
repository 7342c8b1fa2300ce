import { createSHA256 } from 'hash-wasm';
import type { SourceFile } from '../judgments/dataset.ts';
import type { NamedBlob } from './named-blob.ts';

/** Files without those whose bytes an earlier one has, and what to say of these: what is opened twice counts once. */
export async function withoutCopies(
  files: readonly NamedBlob[],
): Promise<{ readonly files: readonly NamedBlob[]; readonly copies: readonly SourceFile[] }> {
  const sizes = new Map<number, NamedBlob[]>();
  for (const file of files) sizes.set(file.blob.size, [...(sizes.get(file.blob.size) ?? []), file]);
  const first = new Map<string, NamedBlob>();
  const copies = new Map<NamedBlob, SourceFile>();
  // Files of different sizes are not read for this.
  for (const alike of sizes.values()) {
    if (alike.length < 2) continue;
    for (const file of alike) {
      const hash = await sha256(file.blob);
      const original = first.get(hash);
      if (original === undefined) first.set(hash, file);
      else copies.set(file, copyOf(original, file, hash));
    }
  }
  return { files: files.filter((file) => !copies.has(file)), copies: [...copies.values()] };
}

function copyOf(original: NamedBlob, { name, blob }: NamedBlob, sha256: string): SourceFile {
  const layout = `the same file as ${original.name}, which counts once`;
  return { name, bytes: blob.size, sha256, layout, rowsRead: 0, skipped: [] };
}

async function sha256(blob: Blob): Promise<string> {
  const hash = await createSHA256();
  const reader = blob.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
  return hash.digest('hex');
}
