import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadClassifier } from '../../src/annotators/classifier.ts';
import { distributions } from '../../src/annotators/distributions.ts';
import { UnusableOutputError, type TextAnnotator } from '../../src/annotators/text-annotator.ts';
import type { ReadModelFile } from '../../src/annotators/model-files.ts';
import { EMBEDDED, embeddedFiles, hasStockModel, loadEmbedded, loadStock, modelFolder } from './models.ts';
import { LONG_TEXT, TEXTS } from './texts.ts';

const fixtures = modelFolder(join(import.meta.dirname, 'fixtures'));

/** The embedded model's tokenizer with a config and weights of the test's own. */
function modelOf(config: object, weights: ReadModelFile = embeddedFiles): ReadModelFile {
  return async (path) => {
    if (path === 'config.json') return new TextEncoder().encode(JSON.stringify(config));
    return path.startsWith('onnx/') ? await weights(path) : await embeddedFiles(path);
  };
}

const ARTIFICIAL = { model: 'artificial', revision: '1', dtype: 'int8' };

describe.each([
  { name: 'the embedded model', present: true, load: loadEmbedded },
  { name: 'a classifier in the layout of the hub', present: hasStockModel, load: loadStock },
])('$name', ({ present, load }) => {
  describe.runIf(present)('where it is present', () => {
    let annotator: TextAnnotator;
    let together: Awaited<ReturnType<typeof distributions>>;
    beforeAll(async () => {
      annotator = await load();
      together = await distributions(annotator, TEXTS);
    });

    test('answers every question about every text with a distribution', () => {
      for (const [index, { labels }] of annotator.annotator.questions.entries()) {
        const rows = together.distributions[index];
        expect(rows.length).toBe(TEXTS.length * labels.length);
        for (let start = 0; start < rows.length; start += labels.length) {
          const row = rows.subarray(start, start + labels.length);
          expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
          expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
        }
      }
    });

    test('answers about a text alone as in a batch with much longer ones', async () => {
      const texts = [...TEXTS, LONG_TEXT];
      const inOneBatch = await annotator.answer(texts.map(annotator.encode));
      for (const [place, text] of texts.entries()) {
        const alone = await annotator.answer([annotator.encode(text)]);
        for (const [question, { labels }] of annotator.annotator.questions.entries())
          for (let label = 0; label < labels.length; label++)
            expect(
              Math.abs(alone[question][label] - inOneBatch[question][place * labels.length + label]),
            ).toBeLessThan(1e-5);
      }
    });

    test('knows thanks when it sees them', () => {
      const { labels } = annotator.annotator.questions[0];
      const first = together.distributions[0].subarray(0, labels.length);
      expect(labels[first.indexOf(Math.max(...first))]).toBe('gratitude');
    });
  });
});

test('the embedded model is named as the list of embedded models has it', async () => {
  const { annotator } = await loadEmbedded();
  expect(annotator).toMatchObject({
    model: EMBEDDED.model,
    revision: EMBEDDED.revision,
    dtype: EMBEDDED.dtype,
  });
  expect(annotator.method.name).toBe(EMBEDDED.method);
  expect(annotator.questions.length).toBeGreaterThan(0);
});

test('counts the texts it could not read to their end', async () => {
  const { truncated } = await distributions(await loadEmbedded(), [TEXTS[0], LONG_TEXT, LONG_TEXT]);
  expect(truncated).toBe(2);
});

test.runIf(hasStockModel)('multi-label scores become normalised sigmoids', async () => {
  expect((await loadStock()).annotator.method.name).toBe('normalised sigmoids');
});

test('names the place of a text whose output is not finite', async () => {
  const read = modelOf({ id2label: { 0: 'a', 1: 'b' } }, () => fixtures('not-finite.onnx'));
  const classifier = await loadClassifier(ARTIFICIAL, read, ort);
  const fine = { tokens: Int32Array.of(0, 5, 2), truncated: false };
  const broken = { tokens: Int32Array.of(0, 11_500, 2), truncated: false };
  await expect(classifier.answer([fine])).resolves.toHaveLength(1);
  const error = await classifier.answer([fine, fine, broken]).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(UnusableOutputError);
  expect(error).toMatchObject({ place: 2 });
});

test('refuses weights that have other outputs or columns than the config', async () => {
  const question = { id: 'q', name: 'q', kind: 'categorical', labels: ['a', 'b'] };
  const other = modelOf({ dissensus: { heads: [{ output: 'scores', question }] } });
  await expect(loadClassifier(ARTIFICIAL, other, ort)).rejects.toThrow(/no output “scores”; it has logits/);

  const twoLabels = await loadClassifier(ARTIFICIAL, modelOf({ id2label: { 0: 'a', 1: 'b' } }), ort);
  await expect(distributions(twoLabels, ['Hello.'])).rejects.toThrow(/28 columns.* 2 labels/);
});

test('refuses a type of weights it does not know', async () => {
  await expect(loadClassifier({ ...ARTIFICIAL, dtype: 'int3' }, embeddedFiles, ort)).rejects.toThrow(
    /int3 are not known; choose one of fp32/,
  );
});
