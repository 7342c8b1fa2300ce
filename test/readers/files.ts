import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NamedBlob } from '../../src/readers/named-blob.ts';

export function file(name: string, ...content: BlobPart[]): NamedBlob {
  return { name, blob: new Blob(content) };
}

export async function fromDisk(path: string): Promise<NamedBlob> {
  return { name: basename(path), blob: await openAsBlob(path) };
}

export async function fixture(name: string): Promise<NamedBlob> {
  return fromDisk(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
}

/** A blob that streams in chunks of the given sizes, over and over, as a slow or odd source would. */
export function inChunks(content: string | Uint8Array<ArrayBuffer>, sizes: readonly number[]): Blob {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  class ChunkedBlob extends Blob {
    override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
      let at = 0;
      let turn = 0;
      return new ReadableStream({
        pull(controller) {
          if (at >= bytes.length) return controller.close();
          const size = sizes[turn++ % sizes.length];
          controller.enqueue(bytes.slice(at, at + size));
          at += size;
        },
      });
    }
  }
  return new ChunkedBlob([bytes]);
}
