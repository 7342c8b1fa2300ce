import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { LIVE_MODELS } from './embedded-models.ts';

/**
 * Addresses of what the first use of the models of the first screen fetches, each once.
 * @param baseUrl the page's `document.baseURI`
 */
export function liveFiles(baseUrl: string): string[] {
  const models = LIVE_MODELS.flatMap(({ folder, files }) =>
    // Read by people alone.
    files.filter(({ path }) => path !== 'README.md').map(({ path }) => `${folder}/${path}`),
  );
  return [...new Set([wasm, ...models])].map((path) => new URL(path, baseUrl).href);
}
