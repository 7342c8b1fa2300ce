import { expect, test } from 'vitest';
import { copyFolderModel, lookIntoFolder, type FolderFile } from '../../src/annotators/hub/folder-model.ts';
import { memoryModelFiles } from './memory-model-files.ts';
import { TINY_MODEL } from './tiny-model.ts';

function folder(name: string, files: Readonly<Record<string, Uint8Array>>): FolderFile[] {
  return Object.entries(files).map(([path, content]) => ({
    path: `${name}/${path}`,
    blob: new Blob([Uint8Array.from(content)]),
  }));
}

test('a folder of a model’s files is copied with one kind of its weights', async () => {
  const files = folder('talks/tiny', TINY_MODEL);
  expect(await lookIntoFolder(files)).toMatchObject({
    name: 'tiny',
    kind: 'language model',
    weights: [{ dtype: 'q4' }, { dtype: 'fp32', bytes: 330_113 }],
  });
  const cache = memoryModelFiles();
  let bytes = 0;
  const model = await copyFolderModel(files, 'q4', cache, { onBytes: (more) => (bytes += more) });
  expect(model).toMatchObject({ model: 'disk/tiny', dtype: 'q4', from: 'disk' });
  expect(await cache.list()).toEqual([{ model, missing: [] }]);
  const content = new Uint8Array(await (await cache.open(model, 'onnx/model_q4.onnx'))!.arrayBuffer());
  expect(content).toEqual(Uint8Array.from(TINY_MODEL['onnx/model_q4.onnx']));
  expect(bytes).toBe(2 * model.files.reduce((sum, file) => sum + file.bytes, 0));
});

test('a changed file is another revision', async () => {
  const changed = { ...TINY_MODEL, 'tokenizer_config.json': new TextEncoder().encode('{}') };
  const one = await copyFolderModel(folder('tiny', TINY_MODEL), 'q4', memoryModelFiles());
  const other = await copyFolderModel(folder('tiny', changed), 'q4', memoryModelFiles());
  const renamed = await copyFolderModel(folder('tiny', TINY_MODEL), 'q4', memoryModelFiles());
  expect(one.revision).toMatch(/^[0-9a-f]{40}$/);
  expect(other.revision).not.toBe(one.revision);
  expect(renamed.revision).toBe(one.revision);
});

test('what is no model’s folder is told', async () => {
  await expect(lookIntoFolder([])).rejects.toThrow(/The folder is empty/);
  await expect(lookIntoFolder(folder('photos', { 'a.png': new Uint8Array(9) }))).rejects.toThrow(
    /The folder photos has no config\.json/,
  );
  const { 'onnx/model.onnx': _, 'onnx/model_q4.onnx': __, ...rest } = TINY_MODEL;
  await expect(lookIntoFolder(folder('tiny', rest))).rejects.toThrow(/holds no model that can be used here/);
  const vision = { ...TINY_MODEL, 'config.json': new TextEncoder().encode('{"architectures":["ViTModel"]}') };
  await expect(lookIntoFolder(folder('tiny', vision))).rejects.toThrow(/names ViTModel as its architecture/);
});

test.each([
  '../secrets',
  '/etc/passwd',
  'C:/x',
  'onnx\\..\\x',
  'nul',
  'onnx/con.json',
  'a\0b',
  'a//b',
  './a',
])('a folder with a file at “%s” is refused', async (path) => {
  const files = [...folder('tiny', TINY_MODEL), { path, blob: new Blob(['x']) }];
  await expect(lookIntoFolder(files)).rejects.toThrow(/is no path within a model's folder/);
});
