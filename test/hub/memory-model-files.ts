import type { AddedModel } from '../../src/annotators/hub/added-model.ts';
import type { ModelFileCache } from '../../src/annotators/hub/model-file-cache.ts';

/** Model files in memory: what the browser's cache is to the page, with room for `room` bytes. */
export function memoryModelFiles(room = Infinity): ModelFileCache & { readonly paths: () => string[] } {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const models = new Set<AddedModel>();
  const key = ({ model, revision }: Pick<AddedModel, 'model' | 'revision'>, path: string) =>
    `${model} ${revision} ${path}`;
  return {
    paths: () => [...files.keys()].map((each) => each.split(' ')[2]),
    async open(owner, path) {
      const content = files.get(key(owner, path));
      return content ? new Response(content) : null;
    },
    async keep(owner, { path }, content) {
      const bytes = new Uint8Array(await new Response(content).arrayBuffer());
      const used = [...files.values()].reduce((sum, { length }) => sum + length, 0);
      if (used + bytes.length > room) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      files.set(key(owner, path), bytes);
    },
    async describe(model) {
      models.add(model);
    },
    async list() {
      return [...models].map((model) => ({
        model,
        missing: model.files.filter(({ path }) => !files.has(key(model, path))),
      }));
    },
    async remove(model) {
      models.delete(model);
      for (const { path } of model.files) files.delete(key(model, path));
    },
  };
}
