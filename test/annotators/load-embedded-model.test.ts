import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { loadEmbeddedModel } from '../../src/annotators/load-embedded-model.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import { askLabelLikelihood } from '../../src/annotators/language-model/ask-label-likelihood.ts';

test.each(EMBEDDED_MODELS)(
  '$model is loaded as the kind it is, from the files that are listed',
  async (embedded) => {
    const read = (path: string) =>
      readFile(join(resolve(import.meta.dirname, '../../public'), embedded.folder, path));
    const loaded = await loadEmbeddedModel(embedded, read, ort, { intraOpNumThreads: 1 });
    expect(loaded.kind).toBe(embedded.kind);
    const { annotator } =
      loaded.kind === 'classifier'
        ? loaded.annotator
        : askLabelLikelihood(loaded.model, (await shippedPrompts(loaded.prompts))[0]);
    const { model, revision, dtype, method } = embedded;
    expect(annotator).toMatchObject({ model, revision, dtype, method: { name: method } });
  },
);
