import wasm from '@wllama/wllama/esm/wasm/wllama.wasm?url';

/** llama.cpp's WebAssembly, as the pinned version of the library has it. */
export const LLAMA_CPP_BYTES = 10_244_628;

/**
 * Where llama.cpp's WebAssembly is on our own origin: left alone, the library knows of a CDN.
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export function llamaCppFile(baseUrl: string): string {
  return new URL(wasm, baseUrl).href;
}
