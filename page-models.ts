import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { safeParse } from 'valibot';
import { ADDED_MODEL, isGguf, type GgufModel } from './src/annotators/hub/added-model.ts';
import type { PageModel } from './src/annotators/hub/page-models.ts';

/** In the folder of a model that `npm run models` has fetched: what it is, and its parts. */
export const PAGE_MODEL_FILE = 'page-model.json';

/** The models that `npm run models` has put into public/models; none without it. */
export function pageModels(): PageModel[] {
  const folder = resolve(import.meta.dirname, 'public/models');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith('.unfinished'))
    .flatMap(({ name }) => {
      const model = pageModelIn(join(folder, name));
      return model ? [{ folder: `models/${name}`, model }] : [];
    });
}

/** What a folder's list says it holds; `null` where it has none, or one of another version. */
export function pageModelIn(folder: string): GgufModel | null {
  const list = join(folder, PAGE_MODEL_FILE);
  if (!existsSync(list)) return null;
  const { success, output } = safeParse(ADDED_MODEL, JSON.parse(readFileSync(list, 'utf8')));
  return success && isGguf(output) ? output : null;
}
