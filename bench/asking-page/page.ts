import { fetchModelFiles } from '../../src/annotators/model-files.ts';
import { onnxRuntimeFiles } from '../../src/annotators/onnx-runtime-files.ts';
import { onnxRuntimeWeb } from '../../src/annotators/onnx-runtime-web.ts';
import { loadAskingBenched, type AskingBenched, type AskingRound } from '../asking-rates.ts';
import type { BenchedModel } from '../benched-models.ts';
import type { Sampler } from '../sampling-rate.ts';

/** The folder that is served: this page stands two below it. */
const baseUrl = new URL('../../', document.baseURI).href;

let benched: AskingBenched;
let sampler: Sampler;

const asking = {
  /** @returns tokens of the longest word */
  async load(model: BenchedModel): Promise<number> {
    const read = fetchModelFiles(new URL(`benched-models/${model.name}`, baseUrl).href);
    benched = await loadAskingBenched(model, read, onnxRuntimeWeb(baseUrl, 1), {});
    return benched.longestWord;
  },

  async round(texts: readonly string[], few: readonly string[]): Promise<AskingRound> {
    return await benched.round(texts, few);
  },

  async loadSampler(model: BenchedModel): Promise<void> {
    const { env } = await import('@huggingface/transformers');
    const { loadSampler } = await import('../sampling-rate.ts');
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = new URL('benched-models/', baseUrl).pathname;
    env.useBrowserCache = false;
    env.useWasmCache = false;
    Object.assign(env.backends.onnx.wasm!, { wasmPaths: onnxRuntimeFiles(baseUrl, 'wasm'), numThreads: 1 });
    sampler = await loadSampler(model);
  },

  async sample(texts: readonly string[], tokens: number): Promise<number> {
    return await sampler(texts, tokens);
  },
};

declare global {
  var asking: AskingBench;
}
export type AskingBench = typeof asking;

globalThis.asking = asking;
