import wasm from '@wllama/wllama/esm/wasm/wllama.wasm?url';

/**
 * Where llama.cpp's WebAssembly is on our own origin: left alone, the library knows of a CDN.
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export function llamaCppFile(baseUrl: string): string {
  return new URL(wasm, baseUrl).href;
}
