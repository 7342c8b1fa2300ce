import { join, resolve } from 'node:path';
import { build } from 'vite';

const PROJECT = resolve(import.meta.dirname, '../../..');

/**
 * Builds a page of the tests into a folder, with the site's own configuration.
 * @param page its HTML file, relative to the project
 */
export async function buildPage(page: string, folder: string): Promise<void> {
  await build({
    root: PROJECT,
    configFile: join(PROJECT, 'vite.config.ts'),
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { input: join(PROJECT, page) },
    },
  });
}
