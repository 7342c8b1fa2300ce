import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

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
