import * as ort from 'onnxruntime-web/wasm';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { OnnxRuntime } from './onnx-runtime.ts';

/** More threads than this gain nothing on a model of a few million parameters, and take the cores from the page. */
const MOST_THREADS = 4;

/** What {@link availableThreads} asks the browser. */
export interface ThreadConditions {
  readonly crossOriginIsolated: boolean;
  readonly cores: number;
  /** As `navigator.userAgent`. */
  readonly browser: string;
}

/**
 * How many threads WebAssembly may use here: more than one only where the page is cross-origin isolated, and never in Firefox.
 * There a thread that a worker starts does now and then not begin (seen in 153, at one start in four on a busy machine), and
 * the model that waits for it is loading for ever.
 */
export function availableThreads(
  { crossOriginIsolated, cores, browser }: ThreadConditions = {
    crossOriginIsolated: globalThis.crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
    browser: navigator.userAgent,
  },
): number {
  return crossOriginIsolated && !browser.includes('Firefox/') ? Math.min(cores, MOST_THREADS) : 1;
}

/** What ONNX Runtime computes on: the processor by WebAssembly, or the graphics card by WebGPU. */
export type Device = 'wasm' | 'webgpu';

/**
 * Where ONNX Runtime's files are on our own origin: left alone it loads them from a CDN. The build without WebGPU is the
 * smallest; of those with it, the one for browsers whose WebAssembly can wait for a promise (JSPI) is smaller and faster.
 *
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
export function onnxRuntimeFiles(baseUrl: string, device: Device): { mjs: string; wasm: string } {
  const plain = { mjs: plainMjs, wasm: plainWasm };
  const waiting = 'Suspending' in WebAssembly;
  const webgpu = waiting ? { mjs: jspiMjs, wasm: jspiWasm } : { mjs: asyncifyMjs, wasm: asyncifyWasm };
  const { mjs, wasm } = device === 'wasm' ? plain : webgpu;
  return { mjs: new URL(mjs, baseUrl).href, wasm: new URL(wasm, baseUrl).href };
}

/**
 * ONNX Runtime for the processor. The thread count holds for the life of the worker; only its end gives the memory back.
 *
 * @param baseUrl as in {@link onnxRuntimeFiles}
 */
export function onnxRuntimeWeb(baseUrl: string, threads: number): OnnxRuntime {
  ort.env.wasm.wasmPaths = onnxRuntimeFiles(baseUrl, 'wasm');
  ort.env.wasm.numThreads = threads;
  return ort;
}
