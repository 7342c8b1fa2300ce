import * as ort from 'onnxruntime-web/wasm';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { OnnxRuntime } from './onnx-runtime.ts';

/** More threads than this gain nothing on a model of a few million parameters, and take the cores from the page. */
const MOST_THREADS = 4;

/** How many threads WebAssembly may use here: more than one only where the page is cross-origin isolated. */
export function availableThreads(): number {
  return globalThis.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, MOST_THREADS) : 1;
}

/**
 * ONNX Runtime for the browser with its WebAssembly from our own origin: left alone it loads that from a CDN.
 * The thread count holds for the life of the worker; only its end gives the memory back.
 *
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export function onnxRuntimeWeb(baseUrl: string, threads: number): OnnxRuntime {
  ort.env.wasm.wasmPaths = { mjs: new URL(mjs, baseUrl).href, wasm: new URL(wasm, baseUrl).href };
  ort.env.wasm.numThreads = threads;
  return ort;
}
