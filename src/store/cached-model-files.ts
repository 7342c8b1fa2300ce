import { safeParse } from 'valibot';
import { ADDED_MODEL, addedModelKey, type AddedModel } from '../annotators/hub/added-model.ts';
import type { ListedFile } from '../annotators/hub/file-check.ts';
import type { FileOwner, KeptModel, ModelFileCache } from '../annotators/hub/model-file-cache.ts';

/** Everything of ours in the browser's storage has a name with this start, so that exactly it can be deleted. */
const CACHE_NAME = 'dissensus:models';

/** A cache's keys are addresses; those of this host never exist (RFC 2606), so nothing can be asked for by them. */
const FILES = 'https://model-files.invalid/';
const RECORDS = 'https://models.invalid/';

/** Model files in the browser's cache, where they may be far larger than memory. */
export class CachedModelFiles implements ModelFileCache {
  async open(owner: FileOwner, path: string): Promise<Response | null> {
    return (await (await caches.open(CACHE_NAME)).match(fileKey(owner, path))) ?? null;
  }

  async keep(owner: FileOwner, file: ListedFile, content: ReadableStream<Uint8Array>): Promise<void> {
    let failure: unknown;
    const reader = content.getReader();
    // The cache says of a failed stream only that it failed.
    const watched = new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          failure = error;
          controller.error(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
    const headers = { 'content-length': String(file.bytes), 'content-type': 'application/octet-stream' };
    try {
      const cache = await caches.open(CACHE_NAME);
      await cache.put(fileKey(owner, file.path), new Response(watched, { headers }));
    } catch (error) {
      throw failure ?? error;
    }
  }

  async describe(model: AddedModel): Promise<void> {
    const cache = await caches.open(CACHE_NAME);
    await cache.put(recordKey(model), Response.json(model));
  }

  async list(): Promise<KeptModel[]> {
    // Where a page is not served securely there is no such storage.
    if (!('caches' in globalThis)) return [];
    const cache = await caches.open(CACHE_NAME);
    const keys = (await cache.keys()).map(({ url }) => url);
    const kept = new Set(keys);
    const models: KeptModel[] = [];
    for (const key of keys.filter((each) => each.startsWith(RECORDS))) {
      const record = await cache.match(key);
      if (!record) continue;
      const { success, output: model } = safeParse(ADDED_MODEL, await record.json().catch(() => null));
      // One of another version of the page, which cannot be loaded here.
      if (!success) continue;
      const missing = model.files.filter(({ path }) => !kept.has(fileKey(model, path)));
      models.push({ model, missing });
    }
    return models;
  }

  async remove(model: AddedModel): Promise<void> {
    const cache = await caches.open(CACHE_NAME);
    await cache.delete(recordKey(model));
    const others = await this.list();
    const used = new Set(
      others.flatMap(({ model: other }) => other.files.map(({ path }) => fileKey(other, path))),
    );
    for (const { path } of model.files) {
      const key = fileKey(model, path);
      if (!used.has(key)) await cache.delete(key);
    }
  }
}

function fileKey({ model, revision }: FileOwner, path: string): string {
  return FILES + [...model.split('/'), revision, ...path.split('/')].map(encodeURIComponent).join('/');
}

function recordKey(model: AddedModel): string {
  return RECORDS + encodeURIComponent(addedModelKey(model));
}
