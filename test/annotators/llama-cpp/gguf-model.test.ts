import { expect, it } from 'vitest';
import { copyGguf, keptGguf, lookIntoGguf } from '../../../src/annotators/llama-cpp/gguf-model.ts';
import { memoryModelFiles } from '../../hub/memory-model-files.ts';
import { ggufBytes, SMALL_MODEL } from './gguf-bytes.ts';

const file = (name: string, more: number[] = []) => ({
  name,
  blob: new Blob([ggufBytes(SMALL_MODEL, { [name]: [more.length + 1, 3] }), Uint8Array.from(more)]),
});

it('a GGUF file is copied with what it says of itself, and comes back as it was', async () => {
  const cache = memoryModelFiles();
  const model = await copyGguf([file('tiny.Q4_K_M.gguf', [1, 2, 3])], cache);
  expect(model).toMatchObject({
    model: 'disk/tiny.Q4_K_M',
    dtype: 'Q4_K_M',
    format: 'gguf',
    name: 'tiny.Q4_K_M',
    about: 'from a file on this machine, licence mit',
    prompts: 'brief chat',
  });
  const [kept] = await cache.list();
  expect(kept).toEqual({ model, missing: [] });
  const [blob] = await keptGguf(model, cache);
  expect(await blob.bytes()).toEqual(await file('tiny.Q4_K_M.gguf', [1, 2, 3]).blob.bytes());
});

it('the splits of one model are one model, in their order', async () => {
  const splits = [file('big-00002-of-00002.gguf', [2]), file('big-00001-of-00002.gguf', [1, 1])];
  const { name, header, bytes } = await lookIntoGguf(splits);
  expect({ name, bytes }).toEqual({ name: 'big', bytes: splits[0].blob.size + splits[1].blob.size });
  expect(header.parameters).toBe(2 * 3 + 3 * 3);
  const cache = memoryModelFiles();
  const { files } = await copyGguf(splits, cache);
  expect(files.map(({ path }) => path)).toEqual(['big-00001-of-00002.gguf', 'big-00002-of-00002.gguf']);
});

it.each([
  [['big-00001-of-00002.gguf'], /one of 2 parts/],
  [['one.gguf', 'other.gguf'], /2 files were chosen/],
  [['model.onnx'], /is no GGUF file/],
])('%j is refused', async (names, message) => {
  await expect(lookIntoGguf(names.map((name) => file(name)))).rejects.toThrow(message);
});
