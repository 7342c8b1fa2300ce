import { group } from 'd3';
import { createSHA256 } from 'hash-wasm';
import type { CopiedFile } from '../judgments/source-file.ts';
import type { NamedBlob } from './named-blob.ts';

/**
 * Files whose bytes an earlier one has, each with what to say of it: what is opened twice counts once. Two raters or two models may
 * have said the same, so where a file's name says whose answers it holds, only a copy that a system named so (`ann (1).csv`) is one.
 * @param hold what the files hold, models' answers or what people said
 * @param ownerOf whose answers a file's name says that it holds; `null` where it says nothing of it
 */
export async function copiesAmong(
  files: readonly NamedBlob[],
  hold: 'answers' | 'people',
  ownerOf: (file: NamedBlob) => string | null,
): Promise<ReadonlyMap<NamedBlob, CopiedFile>> {
  const sizes = group(files, ({ blob }) => blob.size);
  const first = new Map<string, NamedBlob>();
  const copies = new Map<NamedBlob, CopiedFile>();
  // Files of different sizes are not read for this.
  for (const alike of sizes.values()) {
    if (alike.length < 2) continue;
    for (const file of alike) {
      const hash = await sha256(file.blob);
      const original = first.get(hash);
      if (original === undefined) first.set(hash, file);
      else if (ownName(ownerOf(file)) === ownName(ownerOf(original)))
        copies.set(file, copyOf(original, file, hash, hold === 'answers'));
    }
  }
  return copies;
}

/** A name without what systems add to the name of a copy. */
function ownName(owner: string | null): string | null {
  return owner?.replace(/(?: ?\(\d+\)| - Copy| copy)?$/, '') ?? null;
}

function copyOf(
  { name: of }: NamedBlob,
  { name, blob }: NamedBlob,
  sha256: string,
  ofAnswers: boolean,
): CopiedFile {
  const layout = `the same file as ${of}, which counts once`;
  return { name, bytes: blob.size, sha256, layout, rowsRead: 0, skipped: [], kind: 'copy', of, ofAnswers };
}

/** SHA-256 of a file, hexadecimal; it streams. */
export async function sha256(blob: Blob): Promise<string> {
  const hash = await createSHA256();
  const reader = blob.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
  return hash.digest('hex');
}
