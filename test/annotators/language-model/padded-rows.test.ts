import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import type { Tensor } from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { Decoder, type DecoderSession } from '../../../src/annotators/language-model/decoder.ts';
import {
  joinRows,
  type KeyValueCache,
  type MakeTensor,
} from '../../../src/annotators/language-model/key-value-cache.ts';
import { readLanguageModelConfig } from '../../../src/annotators/language-model/language-model-config.ts';
import { LANGUAGE_MODELS, modelFolder } from '../models.ts';

const fixtures = modelFolder(join(import.meta.dirname, '../fixtures'));
const makeTensor: MakeTensor = (type, data, dims) =>
  new ort.Tensor(type as 'int64', data as BigInt64Array, dims);

const SEQUENCES = [
  [5, 6],
  [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
  [3, 4, 5, 6, 7],
];
/** Read on at each, token by token. */
const ONWARD = [20, 21, 22, 23];

describe.each(LANGUAGE_MODELS)('$name', ({ present, load, tolerance }) => {
  test.runIf(present)('goes on from rows of different lengths as from each alone', async () => {
    const { decoder } = await load();
    expect((await decoder.abilities()).padded).toBe(true);
    const caches: KeyValueCache[] = [];
    for (const tokens of SEQUENCES) caches.push((await decoder.runOn([tokens], decoder.empty)).cache);
    let together = joinRows(caches, decoder.makeTensor);
    expect(together.rows).toBe(SEQUENCES.length);
    for (const [step, token] of ONWARD.entries()) {
      const run = await decoder.runOn(
        SEQUENCES.map((_, row) => [token + row]),
        together,
      );
      together = run.cache;
      const scores = SEQUENCES.map((_, row) => [...run.next.logits(row)]);
      for (const [row, tokens] of SEQUENCES.entries()) {
        const read = [...tokens, ...ONWARD.slice(0, step + 1).map((each) => each + row)];
        const alone = await decoder.run([read], decoder.empty);
        for (const [at, score] of alone.logits(0).entries())
          expect(Math.abs(score - scores[row][at])).toBeLessThan(tolerance.log);
      }
    }
  });
});

describe('a model that reads padding', () => {
  test('is found out', async () => {
    const session = await ort.InferenceSession.create(await fixtures('decoder-plain.onnx'));
    const unmasked: DecoderSession = {
      inputNames: session.inputNames,
      outputNames: session.outputNames,
      inputMetadata: session.inputMetadata,
      run(feeds, outputs) {
        const { data, dims } = (feeds as Record<string, Tensor>).attention_mask;
        const all = makeTensor(
          'int64',
          (data as BigInt64Array).map(() => 1n),
          dims,
        );
        return session.run({ ...feeds, attention_mask: all }, outputs as string[]);
      },
    };
    const config = readLanguageModelConfig({ max_position_embeddings: 128 }, {});
    expect(await new Decoder(session, makeTensor, config).abilities()).toMatchObject({ padded: true });
    expect(await new Decoder(unmasked, makeTensor, config).abilities()).toMatchObject({ padded: false });
  });
});
