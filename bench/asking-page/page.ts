import { fetchModelFiles } from '../../src/annotators/model-files.ts';
import { onnxRuntimeFiles, onnxRuntimeWeb } from '../../src/annotators/onnx-runtime-web.ts';
import { askingRates, type AskingRates } from '../asking-rates.ts';
import type { BenchedModel } from '../benched-models.ts';

/** The folder that is served: this page stands two below it. */
const baseUrl = new URL('../../', document.baseURI).href;

const asking = {
  async rates(model: BenchedModel, texts: readonly string[], naiveTexts: number): Promise<AskingRates> {
    const read = fetchModelFiles(new URL(`benched-models/${model.name}`, baseUrl).href);
    return await askingRates(model, read, onnxRuntimeWeb(baseUrl, 1), {}, texts, naiveTexts);
  },

  async sampling(model: BenchedModel, tokens: number, texts: readonly string[]): Promise<number> {
    const { env } = await import('@huggingface/transformers');
    const { samplingSeconds } = await import('../sampling-rate.ts');
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = new URL('benched-models/', baseUrl).pathname;
    env.useBrowserCache = false;
    env.useWasmCache = false;
    Object.assign(env.backends.onnx.wasm!, { wasmPaths: onnxRuntimeFiles(baseUrl, 'wasm'), numThreads: 1 });
    return await samplingSeconds(model, tokens, texts);
  },
};

declare global {
  var asking: AskingBench;
}
export type AskingBench = typeof asking;

globalThis.asking = asking;
