import { isGguf, type AddedModel } from '../../annotators/hub/added-model.ts';
import { llamaCppFile } from '../../annotators/llama-cpp/llama-cpp-file.ts';
import { onnxRuntimeFiles, type Device } from '../../annotators/onnx-runtime-files.ts';
import { keepFiles } from '../../offline/kept-files.svelte.ts';

/**
 * Addresses of what runs an added model in every way that it can be asked in, on the processor: llama.cpp for a GGUF file, and ONNX
 * Runtime where that answers too, or alone.
 */
export function engineFiles(model: AddedModel): string[] {
  const onnx = !isGguf(model) || model.inOnnxRuntime;
  return [
    ...(isGguf(model) ? [llamaCppFile(document.baseURI)] : []),
    ...(onnx ? Object.values(onnxRuntimeFiles(document.baseURI, 'wasm')) : []),
  ];
}

/**
 * Keeps what runs a model that was added, and on the graphics card where that is possible, so that it works without a network too.
 * It never rejects.
 */
export async function keepEngine(model: AddedModel, possible: readonly Device[] = ['wasm']): Promise<void> {
  try {
    const card = possible.includes('webgpu') && onnxRuntimeFiles(document.baseURI, 'webgpu');
    await keepFiles([...engineFiles(model), ...(card ? Object.values(card) : [])]);
  } catch {
    // The model itself is here, and a run without what is missing says what it lacks.
  }
}
