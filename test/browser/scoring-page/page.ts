import { askLabelLikelihood } from '../../../src/annotators/language-model/ask-label-likelihood.ts';
import { loadLanguageModel } from '../../../src/annotators/language-model/language-model.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { fetchModelFiles } from '../../../src/annotators/model-files.ts';
import type { OnnxRuntime } from '../../../src/annotators/onnx-runtime.ts';
import { naiveLogProbabilities } from '../../annotators/language-model/naive-likelihood.ts';

/** The folder that is served: this page stands three below it. */
const baseUrl = new URL('../../../', document.baseURI).href;

/** What runs the model: WebAssembly, or WebGPU. */
export type Device = 'wasm' | 'webgpu';

/** The build of ONNX Runtime for a device; a page can hold only one of them. */
async function runtimeOn(device: Device): Promise<OnnxRuntime> {
  if (device === 'wasm') {
    const { onnxRuntimeWeb } = await import('../../../src/annotators/onnx-runtime-web.ts');
    return onnxRuntimeWeb(baseUrl, 1);
  }
  if (!(await navigator.gpu?.requestAdapter())) throw new Error('This browser has no WebGPU adapter.');
  const [ort, { default: mjs }, { default: wasm }] = await Promise.all([
    import('onnxruntime-web/jspi'),
    import('onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url'),
  ]);
  ort.env.wasm.wasmPaths = { mjs: new URL(mjs, baseUrl).href, wasm: new URL(wasm, baseUrl).href };
  ort.env.wasm.numThreads = 1;
  return ort;
}

/** Label log-probabilities of shipped story prompts in this browser: as a page gets them, and the long way. */
async function score(
  folder: string,
  dtype: string,
  device: Device,
  prompts: readonly string[],
  texts: readonly string[],
): Promise<{ prompt: string; text: string; ours: number[]; naive: number[] }[]> {
  const identity = { model: 'model', revision: '1', dtype };
  const read = fetchModelFiles(new URL(folder, baseUrl).href);
  const model = await loadLanguageModel(identity, read, await runtimeOn(device), {
    executionProviders: [device],
  });
  const scores = [];
  for (const prompt of await shippedPrompts('story')) {
    if (!prompts.includes(prompt.id)) continue;
    const { explain } = askLabelLikelihood(model, prompt);
    for (const text of texts) {
      const { logProbabilities } = await explain(text);
      const naive = await naiveLogProbabilities(model, prompt, text);
      scores.push({ prompt: prompt.id, text, ours: [...logProbabilities], naive });
    }
  }
  return scores;
}

const scoring = { score };

declare global {
  var scoring: ScoringTools;
}
export type ScoringTools = typeof scoring;

globalThis.scoring = scoring;
