import { group } from 'd3';
import { createSHA256 } from 'hash-wasm';
import type { SourceFile } from '../judgments/dataset.ts';
import type { NamedBlob } from './named-blob.ts';

/**
 * Files whose bytes an earlier one has, each with what to say of it: what is opened twice counts once. Two raters or two models may
 * have said the same, so where a file's name says whose answers it holds, only a copy that a system named so (`ann (1).csv`) is one.
 * @param ownerOf whose answers a file's name says that it holds; `null` where it says nothing of it
 */
export async function copiesAmong(
  files: readonly NamedBlob[],
  ownerOf: (file: NamedBlob) => string | null,
): Promise<ReadonlyMap<NamedBlob, SourceFile>> {
  const sizes = group(files, ({ blob }) => blob.size);
  const first = new Map<string, NamedBlob>();
  const copies = new Map<NamedBlob, SourceFile>();
  // Files of different sizes are not read for this.
  for (const alike of sizes.values()) {
    if (alike.length < 2) continue;
    for (const file of alike) {
      const hash = await sha256(file.blob);
      const original = first.get(hash);
      if (original === undefined) first.set(hash, file);
      else if (ownName(ownerOf(file)) === ownName(ownerOf(original)))
        copies.set(file, copyOf(original, file, hash));
    }
  }
  return copies;
}

/** A name without what systems add to the name of a copy. */
function ownName(owner: string | null): string | null {
  return owner?.replace(/(?: ?\(\d+\)| - Copy| copy)?$/, '') ?? null;
}

function copyOf(original: NamedBlob, { name, blob }: NamedBlob, sha256: string): SourceFile {
  const layout = `the same file as ${original.name}, which counts once`;
  return { name, bytes: blob.size, sha256, layout, rowsRead: 0, skipped: [] };
}

/** SHA-256 of a file, hexadecimal; it streams. */
export async function sha256(blob: Blob): Promise<string> {
  const hash = await createSHA256();
  const reader = blob.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
  return hash.digest('hex');
}
