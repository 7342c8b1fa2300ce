import { copyFolderModel } from '../../../src/annotators/hub/folder-model.ts';
import { loadAddedModel } from '../../../src/annotators/hub/load-added-model.ts';
import type { Dtype } from '../../../src/annotators/hub/weights.ts';
import { askLabelLikelihood } from '../../../src/annotators/language-model/ask-label-likelihood.ts';
import { isRowModel } from '../../../src/annotators/gguf-onnx/row-model.ts';
import { isCompletionModel } from '../../../src/annotators/llama-cpp/completion-model.ts';
import { definePrompt } from '../../../src/annotators/language-model/prompt.ts';
import type { Device } from '../../../src/annotators/onnx-runtime-files.ts';
import { CachedModelFiles } from '../../../src/store/cached-model-files.ts';
import { naiveLogProbabilities } from '../../annotators/language-model/naive-likelihood.ts';

/** The folder that is served: this page stands three below it. */
const baseUrl = new URL('../../../', document.baseURI).href;

const TEXTS = ['So it is.', 'I hope so, she said.'];

/**
 * Copies a model's files into the browser's storage, loads it from there, and scores labels: as the page does, and the long way.
 * @param files contents by path, base64
 */
async function score(files: Readonly<Record<string, string>>, dtype: Dtype, device: Device) {
  const cache = new CachedModelFiles();
  const folder = Object.entries(files).map(([path, content]) => ({
    path: `random/${path}`,
    blob: new Blob([Uint8Array.from(atob(content), (character) => character.charCodeAt(0))]),
  }));
  const added = await copyFolderModel(folder, dtype, cache);
  const loaded = await loadAddedModel(added, cache, { baseUrl, device, threads: 1 });
  if (loaded.kind !== 'language model' || isCompletionModel(loaded.model) || isRowModel(loaded.model))
    throw new Error('A language model in ONNX form was expected.');
  const prompt = await definePrompt({
    id: 'test',
    question: { id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'hope', 'none'] },
    wording: { form: 'chat', user: 'Which?\n{text}', answer: '{label}' },
    words: { joy: ['joy', 'full of joy'], hope: ['hope'], none: ['it is'] },
  });
  const { explain } = askLabelLikelihood(loaded.model, prompt);
  const scores: { prompt: string; ours: number[]; naive: number[] }[] = [];
  for (const text of TEXTS) {
    const { prompt: read, logProbabilities } = await explain(text);
    const naive = await naiveLogProbabilities(loaded.model, prompt, text);
    scores.push({ prompt: read, ours: [...logProbabilities], naive });
  }
  await cache.remove(added);
  return { kept: (await cache.list()).length, scores };
}

const added = { score };

declare global {
  var added: AddedModelTools;
}
export type AddedModelTools = typeof added;

globalThis.added = added;
