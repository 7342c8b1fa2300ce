import { expect, test } from 'vitest';
import type { ListedFile } from '../../src/annotators/hub/file-check.ts';
import { dataFilesOf, weightsAmong } from '../../src/annotators/hub/weights.ts';

function listed(sizes: Readonly<Record<string, number>>): ListedFile[] {
  return Object.entries(sizes).map(([path, bytes]) => ({ path, bytes, hash: { kind: 'sha256', hex: '' } }));
}

const DESCRIPTION = { 'config.json': 1, 'tokenizer.json': 2, 'tokenizer_config.json': 3 };

test('each kind of weights is found with the files that it needs, smallest first', () => {
  const files = listed({
    ...DESCRIPTION,
    'README.md': 50,
    'model.safetensors': 900,
    'chat_template.jinja': 4,
    'onnx/model.onnx': 10,
    'onnx/model.onnx_data': 500,
    'onnx/model.onnx_data_1': 400,
    'onnx/model_q4.onnx': 100,
    'onnx/model_bnb4.onnx': 100,
    'onnx/decoder_model_merged.onnx': 700,
  });
  const found = weightsAmong(files);
  expect(found.map(({ dtype, bytes }) => [dtype, bytes])).toEqual([
    ['q4', 110],
    ['fp32', 920],
  ]);
  expect(found[0].files.map(({ path }) => path)).toContain('chat_template.jinja');
  expect(found[1].files.map(({ path }) => path)).not.toContain('onnx/model_q4.onnx');
  expect(dataFilesOf('fp32', found[1].files)).toBe(2);
  expect(dataFilesOf('q4', found[0].files)).toBe(0);
});

test('there are none without a tokenizer, and none without ONNX', () => {
  expect(weightsAmong(listed({ 'config.json': 1, 'onnx/model.onnx': 9 }))).toEqual([]);
  expect(weightsAmong(listed({ ...DESCRIPTION, 'model.safetensors': 9 }))).toEqual([]);
});
