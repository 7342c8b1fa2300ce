import { readdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { BUILT_PAGES } from '../../../built-pages.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');

/**
 * Builds pages of tests or benches into a folder as the site is built, but for the copy for use offline and what is minified; the
 * models and benchmarks beside them are links, as copying them takes longer than the build.
 * @param pages their HTML files, relative to the project, where they are in the folder too
 */
export async function buildPages(pages: readonly string[], folder: string): Promise<void> {
  await build({
    ...BUILT_PAGES,
    root: PROJECT,
    configFile: false,
    logLevel: 'error',
    build: {
      ...BUILT_PAGES.build,
      outDir: folder,
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      rollupOptions: { input: pages.map((page) => join(PROJECT, page)) },
    },
  });
  for (const name of await readdir(join(PROJECT, 'public')))
    await symlink(join(PROJECT, 'public', name), join(folder, name));
}
