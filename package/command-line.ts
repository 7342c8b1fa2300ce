import { join, resolve } from 'node:path';
import { build } from 'vite';

const PROJECT = resolve(import.meta.dirname, '..');

/**
 * Compiles the command line into a folder of the project, from where it finds the models: `command-line.mjs`, which exports `run`.
 * @param folder right below the project's
 */
export async function buildCommandLine(folder: string): Promise<void> {
  await build({
    root: PROJECT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: join(PROJECT, folder),
      emptyOutDir: false,
      target: 'es2022',
      ssr: true,
      license: { fileName: 'LICENSES-command-line.md' },
      rolldownOptions: {
        // Named as the sources are, because they find one another, and the models, by their places.
        input: { 'command-line': 'cli/main.ts', 'analysis-thread': 'cli/perform-tasks.ts' },
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'command-line-[name]-[hash].mjs' },
      },
    },
    ssr: { noExternal: true, external: ['onnxruntime-node'] },
  });
}
