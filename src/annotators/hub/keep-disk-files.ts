import type { AddedModel } from './added-model.ts';
import { checkedStream, type ListedFile } from './file-check.ts';
import type { ModelFileCache } from './model-file-cache.ts';

/**
 * Copies a model's files from disk into the cache; those that are there already are left.
 * @param blobOf the content of a file
 * @param named what a file is called where it was changed since it was hashed: `The folder my-model`
 * @param onBytes called with the size of each piece that is read
 * @throws HubError if a file was changed: it is not the one that the revision stands for
 */
export async function keepDiskFiles(
  cache: ModelFileCache,
  model: AddedModel,
  blobOf: (file: ListedFile) => Blob,
  named: (file: ListedFile) => string,
  { signal, onBytes }: { signal?: AbortSignal; onBytes?: (bytes: number) => void },
): Promise<void> {
  await cache.describe(model);
  for (const file of model.files) {
    if (await cache.open(model, file.path)) continue;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        signal?.throwIfAborted();
        onBytes?.(piece.length);
        controller.enqueue(piece);
      },
    });
    const checked = await checkedStream(file, named(file));
    await cache.keep(model, file, blobOf(file).stream().pipeThrough(counted).pipeThrough(checked));
  }
}
