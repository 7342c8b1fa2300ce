import { sha256 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { copyGguf, keptAs, keptGguf, lookIntoGguf } from '../../../src/annotators/llama-cpp/gguf-model.ts';
import { memoryModelFiles } from '../../hub/memory-model-files.ts';
import { BLOCK, WEIGHT_FORMS } from '../../../src/annotators/gguf-onnx/block-weights.ts';
import { ALIGNMENT, ggufBytes, SMALL_MODEL } from './gguf-bytes.ts';

/** With one tensor of three rows, which begins with the given bytes. */
const file = (name: string, more: number[] = []) => ({
  name,
  blob: new Blob([wholeGguf({ [name]: [more.length + 1, 3] }, more)]),
});

/** @param form ggml's number of the form of every tensor */
function wholeGguf(tensors: Record<string, number[]>, content: number[] = [], form = 0) {
  const forms = Object.fromEntries(Object.keys(tensors).map((name) => [name, form]));
  const header = ggufBytes(SMALL_MODEL, tensors, 3, forms);
  const start = Math.ceil(header.length / ALIGNMENT) * ALIGNMENT;
  const names = Object.keys(tensors);
  const values = names.map((name) => tensors[name].reduce((product, each) => product * each));
  const sizes = values.map((each) => (each / BLOCK) * WEIGHT_FORMS[form].bytes);
  const before = sizes.slice(0, -1).reduce((sum, each) => sum + Math.ceil(each / ALIGNMENT) * ALIGNMENT, 0);
  const bytes = new Uint8Array(start + before + sizes.at(-1)!);
  bytes.set(header);
  bytes.set(content, start);
  return bytes;
}

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
  [
    ['big-00001-of-00002.gguf'],
    /^big-00001-of-00002.gguf is one of 2 parts of a model, and the others were not chosen\. Choose all of/,
  ],
  [
    ['big-00001-of-00003.gguf', 'big-00002-of-00003.gguf'],
    /3 parts of a model, and only 2 of them were chosen/,
  ],
  // From two folders.
  [
    ['big-00001-of-00002.gguf', 'big-00001-of-00002.gguf'],
    /2 parts of a model, and only 1 of them was chosen/,
  ],
  [
    ['big-00001-of-00002.gguf', 'big-00003-of-00002.gguf'],
    /2 parts of a model, and only 1 of them was chosen/,
  ],
  [
    ['big-00001-of-00002.gguf', 'big-00002-of-00002.gguf', 'big-00002-of-00002.gguf'],
    /2 parts of a model, and 3 files were chosen/,
  ],
  [['one.gguf', 'other.gguf'], /^one.gguf and other.gguf are not parts of one model/],
  [['model.onnx'], /is no GGUF file/],
])('%j is refused', async (names, message) => {
  await expect(lookIntoGguf(names.map((name) => file(name)))).rejects.toThrow(message);
});

it.each([0, 7])('a file whose tensors begin at multiples of %i is refused', async (alignment) => {
  const bytes = ggufBytes(
    { ...SMALL_MODEL, 'general.alignment': { u32: alignment } },
    { 'a.weight': [32, 2] },
  );
  await expect(lookIntoGguf([{ name: 'tiny.gguf', blob: new Blob([bytes]) }])).rejects.toThrow(
    `begin at multiples of ${alignment}`,
  );
});

it.each([0, 2, 3, 8])(
  'a file of weights in form %i is refused where one byte of them is missing',
  async (form) => {
    const bytes = wholeGguf({ 'a.weight': [64, 3], 'b.weight': [32, 2] }, [], form);
    const look = (content: Uint8Array<ArrayBuffer>) =>
      lookIntoGguf([{ name: 'tiny.gguf', blob: new Blob([content]) }]);
    expect((await look(bytes)).bytes).toBe(bytes.length);
    const [has, should] = [bytes.length - 1, bytes.length].map((length) => length.toLocaleString('en'));
    await expect(look(bytes.slice(0, -1))).rejects.toThrow(
      `tiny.gguf is cut off: it has ${has} bytes, and the weights that it lists take ${should}. Get the file again.`,
    );
  },
);

it('a part that is cut off is named', async () => {
  const [first, second] = [file('big-00001-of-00002.gguf', [1]), file('big-00002-of-00002.gguf', [2])];
  const cut = { ...second, blob: second.blob.slice(0, -5) };
  await expect(lookIntoGguf([first, cut])).rejects.toThrow(/^Part 2 of big is cut off: it has/);
  const broken = { ...second, blob: new Blob(['no GGUF file']) };
  await expect(lookIntoGguf([first, broken])).rejects.toThrow(/^A part of the model is no GGUF file/);
});

describe('a file that is here already', () => {
  it('is known under another name, and not by its size alone', async () => {
    const cache = memoryModelFiles();
    const [one, same] = [file('one.gguf', [1]), { ...file('one.gguf', [1]), name: 'other.gguf' }];
    expect(await keptAs([one], cache)).toBeNull();
    const model = await copyGguf([one], cache);
    expect(await keptAs([same], cache)).toEqual(model);
    const different = file('one.gguf', [2]);
    expect(different.blob.size).toBe(one.blob.size);
    expect(await keptAs([different], cache)).toBeNull();
  });

  it('is known though it came in other parts, and not while some of them are missing', async () => {
    const cache = memoryModelFiles();
    const whole = file('one.gguf', [1]);
    const about = await copyGguf([whole], memoryModelFiles());
    const cut = 100;
    const parts = [whole.blob.slice(0, cut), whole.blob.slice(cut)];
    const files = await Promise.all(
      parts.map(async (part, place) => ({
        path: `one.gguf.part-00${place}`,
        bytes: part.size,
        hash: { kind: 'sha256' as const, hex: await sha256(await part.bytes()) },
      })),
    );
    const model = { ...about, name: 'Came in parts', files };
    await cache.describe(model);
    await cache.keep(model, files[0], parts[0].stream());
    expect(await keptAs([whole], cache)).toBeNull();
    await cache.keep(model, files[1], parts[1].stream());
    expect((await keptAs([whole], cache))?.name).toBe('Came in parts');
  });
});
