import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import {
  bytesPerRow,
  gatherRows,
  joinRows,
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

test('joins rows of different lengths, the shorter ones padded at their end', () => {
  const longer: KeyValueCache = {
    rows: 1,
    length: 4,
    tensors: {
      'past_key_values.0.key': new Tensor(
        'float32',
        Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
        [1, 2, 4, 1],
      ) as never,
      'past_conv.0': new Tensor('float32', Float32Array.of(9, 9), [1, 1, 2]) as never,
    },
  };
  const shorter: KeyValueCache = {
    rows: 1,
    length: 2,
    tensors: {
      'past_key_values.0.key': new Tensor('float32', Float32Array.of(1, 2, 5, 6), [1, 2, 2, 1]) as never,
      'past_conv.0': new Tensor('float32', Float32Array.of(8, 8), [1, 1, 2]) as never,
    },
  };
  const joined = joinRows([longer, shorter], makeTensor);
  expect(joined).toMatchObject({ rows: 2, length: 4 });
  expect(joined.padding).toEqual([
    { from: 4, to: 4 },
    { from: 2, to: 4 },
  ]);
  const [keys, state] = Object.values(joined.tensors);
  expect(keys.dims).toEqual([2, 2, 4, 1]);
  expect([...(keys.data as Float32Array)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 0, 0, 5, 6, 0, 0]);
  expect([...(state.data as Float32Array)]).toEqual([9, 9, 8, 8]);
  expect(gatherRows(joined, [1, 1], makeTensor).padding).toEqual([
    { from: 2, to: 4 },
    { from: 2, to: 4 },
  ]);
});
