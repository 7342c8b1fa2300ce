import { resolve } from 'node:path';
import * as ort from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSentenceEncoder, SENTENCE_ENCODER } from '../../src/annotators/sentence-encoder.ts';
import type { TextAnnotator } from '../../src/annotators/text-annotator.ts';
import { modelFolder } from './models.ts';
import reference from './fixtures/sentence-vectors.json' with { type: 'json' };

const { width } = SENTENCE_ENCODER;
const read = modelFolder(resolve(import.meta.dirname, '../../public', SENTENCE_ENCODER.folder));

let encoder: TextAnnotator;
beforeAll(async () => {
  encoder = await loadSentenceEncoder(read, ort, { intraOpNumThreads: 1 });
});

const vectors = async (texts: readonly string[]) => {
  const [rows] = await encoder.answer(texts.map((text) => encoder.encode(text)));
  return texts.map((_, place) => rows.subarray(place * width, (place + 1) * width));
};
const dot = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Array.from(one).reduce((sum, value, at) => sum + value * other[at], 0);

describe('all-MiniLM-L6-v2 as it ships', () => {
  it.each(reference)('gives “$text” the vector of the published weights', async ({ text, vector }) => {
    const [own] = await vectors([text]);
    expect(Math.sqrt(dot(own, own))).toBeCloseTo(1, 6);
    expect(dot(own, vector)).toBeGreaterThan(0.998);
  });

  it('gives a text the same vector in any batch', async () => {
    const texts = reference.slice(0, -1).map(({ text }) => text);
    const together = await vectors(texts);
    for (const [place, text] of texts.entries()) {
      const [alone] = await vectors([text]);
      for (const [at, value] of together[place].entries()) expect(value).toBeCloseTo(alone[at], 5);
    }
  });

  it('reads a text’s first 256 tokens and says that the rest was cut', () => {
    expect(encoder.encode('so '.repeat(300)).truncated).toBe(true);
    expect(encoder.encode('so '.repeat(300)).tokens).toHaveLength(256);
    expect(encoder.encode('so '.repeat(254)).truncated).toBe(false);
  });

  it('is refused where a file was altered', async () => {
    const altered = async (path: string) => {
      const content = Uint8Array.from(await read(path));
      if (path === 'tokenizer.json') content[100] ^= 1;
      return content;
    };
    await expect(loadSentenceEncoder(altered, ort)).rejects.toThrow('tokenizer.json was altered');
  });
});
