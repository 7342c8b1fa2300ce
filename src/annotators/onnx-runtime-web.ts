import * as ort from 'onnxruntime-web/wasm';
import { onnxRuntimeFiles } from './onnx-runtime-files.ts';
import type { OnnxRuntime } from './onnx-runtime.ts';

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
