import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { LLAMA_CPP_BYTES } from '../../../src/annotators/llama-cpp/llama-cpp-file.ts';

it('names the size of the WebAssembly that is installed', async () => {
  const file = createRequire(import.meta.url).resolve('@wllama/wllama/esm/wasm/wllama.wasm');
  expect((await stat(file)).size).toBe(LLAMA_CPP_BYTES);
});
