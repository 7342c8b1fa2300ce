import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';
import { pageModels } from './page-models.ts';
import { FILES_LIST, type OfflineFile } from './src/offline/offline-files.ts';

/**
 * What the page needs without a network and is too large to be kept at the first load: models, benchmarks, the runtime, what
 * tells languages apart, and what lays texts out.
 */
export const KEPT_APART = [
  'models/**',
  'benchmarks/**',
  // Not a script of the page that the builder has called after the runtime's file.
  'assets/ort-wasm-*.{wasm,mjs}',
  'assets/wllama-*',
  'assets/static.extrasmall-*',
  'assets/text-map-*',
];
const LISTED =
  /^(models|benchmarks)\/|^assets\/(ort-wasm-.*\.(wasm|mjs)$|wllama-.*\.wasm$|static\.extrasmall-|text-map-.*\.js$)/;
/** ONNX Runtime's larger builds and llama.cpp are for models that a person has added; the sentence encoder and what lays texts out are for the map. */
const ON_USE = /^assets\/(ort-wasm-simd-threaded\.|wllama-|text-map-)|^models\/all-minilm-l6-v2-/;

/** Lists them with sizes and hashes, before the service worker's own list is made. */
export function offlineFiles(): Plugin {
  let folder = '';
  return {
    name: 'offline-files',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir);
    },
    writeBundle() {
      // Kept where models that a person adds are kept, once that person asks for one.
      const pageModelFolders = pageModels().map((each) => `${each.folder}/`);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((path) => LISTED.test(path) && !pageModelFolders.some((each) => path.startsWith(each)))
        .sort()
        .map((path): OfflineFile => {
          const content = readFileSync(join(folder, path));
          const sha256 = createHash('sha256').update(content).digest('hex');
          return { path, bytes: content.byteLength, sha256, ...(ON_USE.test(path) && { onUse: true }) };
        });
      writeFileSync(join(folder, FILES_LIST), JSON.stringify(files));
    },
  };
}
