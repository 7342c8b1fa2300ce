import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { loadGgufOnnx } from '../../../src/annotators/gguf-onnx/load-gguf-onnx.ts';
import type { RowModel } from '../../../src/annotators/gguf-onnx/row-model.ts';
import type { OnnxRuntime } from '../../../src/annotators/onnx-runtime.ts';

/** ONNX Runtime for Node takes weights from a file beside the graph's, and no bytes. */
const runtime: OnnxRuntime = {
  Tensor: ort.Tensor,
  InferenceSession: {
    async create(model, { externalData, ...options } = {}) {
      const folder = await mkdtemp(join(tmpdir(), 'dissensus-rows-'));
      const file = join(folder, 'model.onnx');
      await writeFile(file, model);
      for (const each of externalData ?? []) {
        const { path, data } = each as { path: string; data: Uint8Array };
        await writeFile(join(folder, path), data);
      }
      const session = await ort.InferenceSession.create(file, { ...options, intraOpNumThreads: 1 });
      await rm(folder, { recursive: true });
      return session;
    },
  },
};

export async function rowModel(file: Blob): Promise<RowModel> {
  return await loadGgufOnnx({ model: 'test', revision: '1', dtype: 'F32' }, file, runtime);
}
