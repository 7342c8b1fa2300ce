import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { RUNTIME_BYTES } from '../../src/annotators/live-size.ts';

it('names the size of the WebAssembly that is installed', async () => {
  const file = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  expect((await stat(file)).size).toBe(RUNTIME_BYTES);
});
