import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import {
  bytesPerRow,
  gatherRows,
  type KeyValueCache,
  type MakeTensor,
} from '../../../src/annotators/language-model/key-value-cache.ts';

const makeTensor = ((type: 'float32', data: Float32Array, dims: readonly number[]) =>
  new Tensor(type, data, dims)) as unknown as MakeTensor;

const CACHE: KeyValueCache = {
  rows: 2,
  length: 3,
  tensors: {
    'past_key_values.0.key': new Tensor('float32', Float32Array.of(1, 2, 3, 4, 5, 6), [2, 1, 3, 1]) as never,
    'past_key_values.0.value': new Tensor('float16', Uint16Array.of(1, 2, 3, 4, 5, 6), [2, 1, 3, 1]) as never,
  },
};

test('takes rows in any order and number', () => {
  const gathered = gatherRows(CACHE, [1, 1, 0], makeTensor);
  expect(gathered).toMatchObject({ rows: 3, length: 3 });
  for (const tensor of Object.values(gathered.tensors)) {
    expect([...(tensor.data as Float32Array)]).toEqual([4, 5, 6, 4, 5, 6, 1, 2, 3]);
    expect(tensor.dims).toEqual([3, 1, 3, 1]);
  }
  expect(gathered.tensors['past_key_values.0.value'].type).toBe('float16');
});

test('copies nothing where all rows stay in their places', () => {
  expect(gatherRows(CACHE, [0, 1], makeTensor)).toBe(CACHE);
});

test('counts the bytes of a row', () => {
  expect(bytesPerRow(CACHE)).toBe(3 * 4 + 3 * 2);
});
