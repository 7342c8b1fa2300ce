import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../src/network/allow-list.ts';
import { fileUrl, readModelAddress } from '../../src/annotators/hub/model-address.ts';

const HUB = 'https://huggingface.co';
const ORIGINS = [HUB, 'https://*.hf.co', 'http://127.0.0.1:8123'];
const read = (typed: string) => readModelAddress(typed, HUB, ORIGINS);

describe('an address that a person types', () => {
  test('is an id, or a page on a host that is allowed', () => {
    expect(read(' onnx-community/Qwen3-0.6B-ONNX ')).toEqual({
      host: HUB,
      id: 'onnx-community/Qwen3-0.6B-ONNX',
      revision: 'main',
    });
    expect(read('https://huggingface.co/a/b.c/tree/refs%2Fpr%2F1').revision).toBe('refs/pr/1');
    expect(read('http://127.0.0.1:8123/a/b')).toMatchObject({ host: 'http://127.0.0.1:8123', id: 'a/b' });
  });

  test.each([
    '',
    'SmolLM2',
    '../..',
    'a/..',
    './b',
    'a/con',
    'a/b/c',
    'https://huggingface.co/a',
    'https://huggingface.co/a/b/discussions',
  ])('“%s” is told to be none', (typed) =>
    expect(() => read(typed)).toThrow(/is no model: type owner\/name/),
  );

  test('on another host is refused', () => {
    expect(() => read('https://example.org/a/b')).toThrow(/example\.org is not among the hosts/);
  });
});

test('a file’s address has its folders, and its revision as one part', () => {
  expect(fileUrl({ host: HUB, id: 'a/b', revision: 'refs/pr/1' }, 'onnx/model q4.onnx')).toBe(
    'https://huggingface.co/a/b/resolve/refs%2Fpr%2F1/onnx/model%20q4.onnx',
  );
});

test.each([
  ['https://cdn-lfs.hf.co/x', true],
  ['https://a.b.hf.co/x', true],
  ['https://hf.co/x', false],
  ['https://evilhf.co/x', false],
  ['http://cdn-lfs.hf.co/x', false],
  ['https://huggingface.co.evil.org/x', false],
  ['https://huggingface.co:8443/x', false],
])('a request to %s: %s', (url, allowed) => expect(isAllowed(url, ORIGINS)).toBe(allowed));
