import { describe, expect, it } from 'vitest';
import { readGgufHeader } from '../../../src/annotators/llama-cpp/gguf-header.ts';
import { beginningOf } from '../../../src/annotators/llama-cpp/gguf-metadata.ts';
import { ModelFileError } from '../../../src/annotators/model-files.ts';
import { ggufBytes, SMALL_MODEL } from './gguf-bytes.ts';

const header = (bytes: Uint8Array<ArrayBuffer>) => readGgufHeader(beginningOf(new Blob([bytes])));

describe('a GGUF header', () => {
  it('says what the model is', async () => {
    const bytes = ggufBytes(SMALL_MODEL, { 'token_embd.weight': [64, 4], 'output_norm.weight': [64] });
    expect(await header(bytes)).toEqual({
      name: 'Tiny',
      architecture: 'llama',
      quantisation: 'Q4_K_M',
      licence: 'mit',
      parameters: 64 * 4 + 64,
      positions: 512,
      // Keys and values, 16 bits, two heads of 16 in the widest of two layers.
      cacheBytesPerToken: 2 * 2 * 2 * 16 * 2,
      chatTemplate: '{{ messages }}',
      startToken: '<s>',
      endToken: '</s>',
      inOnnxRuntime: false,
      startsTexts: true,
      startsWithSpace: true,
      specialTokens: ['<s>', '</s>'],
    });
  });

  it('is read on where the vocabulary is longer than what is read at first', async () => {
    const tokens = Array.from({ length: 70_000 }, (_, at) => `token ${at} `.repeat(6));
    const bytes = ggufBytes({ ...SMALL_MODEL, 'tokenizer.ggml.tokens': tokens, 'general.name': 'Wide' });
    expect(bytes.length).toBeGreaterThan(2 ** 22);
    expect(await header(bytes)).toMatchObject({ name: 'Wide', startToken: tokens[1] });
  });

  it('may leave out its name, licence and chat template', async () => {
    const { 'general.name': _, 'general.license': __, 'tokenizer.chat_template': ___, ...rest } = SMALL_MODEL;
    expect(await header(ggufBytes(rest))).toMatchObject({ name: null, licence: null, chatTemplate: null });
  });

  it.each([
    ['of another file', new TextEncoder().encode('PK\u0003\u0004 and more'), /does not begin as a GGUF file/],
    ['cut off', ggufBytes(SMALL_MODEL).slice(0, 300), /cut off/],
    ['of an old version', ggufBytes(SMALL_MODEL, {}, 1), /version 1/],
    ['of no language model', ggufBytes({ 'general.architecture': 'clip' }), /no language model/],
  ])('%s is refused, saying why', async (_, bytes, message) => {
    await expect(header(bytes)).rejects.toThrow(message);
    await expect(header(bytes)).rejects.toThrow(ModelFileError);
  });
});
