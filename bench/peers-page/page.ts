import { annotate } from '../../src/annotators/annotate.ts';
import { loadClassifier } from '../../src/annotators/classifier.ts';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import { fetchModelFiles } from '../../src/annotators/model-files.ts';
import { spreadRuntime } from '../../src/annotators/spread-runtime.ts';
import type { TextAnnotator } from '../../src/annotators/text-annotator.ts';
import { startWorker } from '../../src/pages/background/start-worker.ts';
import { startParts } from '../../src/pages/background/worker-parts.ts';
import type { AnnotatorPartWorker } from '../../workers/annotator-part.ts';
import annotatorPartUrl from '../../workers/annotator-part.ts?worker&url';

/** The folder that is served: this page stands two below it. */
const baseUrl = new URL('../../', document.baseURI).href;
const [MODEL] = EMBEDDED_MODELS;
/** Texts of a batch of transformers.js: larger ones were slower. */
const BATCH = 32;

/** Which of ONNX Runtime's builds transformers.js runs on: what its documentation installs, or the one without WebGPU. */
export type PeerBuild = 'asyncify' | 'plain';

let ours: TextAnnotator;
let classify: (texts: string | string[]) => Promise<unknown>;

const peers = {
  /** @param threads as many workers of one thread each, as the page has them */
  async loadOurs(threads: number): Promise<void> {
    const { Tensor } = await import('onnxruntime-web/wasm');
    const start = () => startWorker<AnnotatorPartWorker>(annotatorPartUrl, 'parts of the annotation');
    const { ports } = startParts(start, threads, baseUrl, (error) => {
      throw error;
    });
    const read = fetchModelFiles(new URL(MODEL.folder, baseUrl).href);
    const classifier = await loadClassifier(MODEL, read, spreadRuntime(ports, Tensor));
    ours = { ...classifier, batchesAtOnce: 2 * threads };
  },

  /** @returns texts a second, from the texts to the outputs that are kept */
  async annotate(texts: readonly string[]): Promise<number> {
    const began = performance.now();
    await annotate(ours, texts, new MemoryOutputStore(), { project: 1 });
    return rate(texts, began);
  },

  async loadPeer(build: PeerBuild, threads: number): Promise<void> {
    const { env, pipeline } = await import('@huggingface/transformers');
    const files = await {
      asyncify: () =>
        Promise.all([
          import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
          import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
        ]),
      plain: () =>
        Promise.all([
          import('onnxruntime-web/ort-wasm-simd-threaded.mjs?url'),
          import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
        ]),
    }[build]();
    const [mjs, wasm] = files.map((file) => new URL(file.default, baseUrl).href);
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = new URL('models/', baseUrl).pathname;
    env.useBrowserCache = false;
    env.useWasmCache = false;
    Object.assign(env.backends.onnx.wasm!, { wasmPaths: { mjs, wasm }, numThreads: threads });
    const classifier = await pipeline('text-classification', MODEL.folder.replace('models/', ''), {
      dtype: 'q8',
      device: 'wasm',
    });
    classify = (texts) => classifier(texts as string[], { top_k: 28 });
  },

  async oneByOne(texts: readonly string[]): Promise<number> {
    const began = performance.now();
    for (const text of texts) await classify(text);
    return rate(texts, began);
  },

  async inBatches(texts: readonly string[]): Promise<number> {
    const began = performance.now();
    const byLength = texts.toSorted((a, b) => a.length - b.length);
    for (let start = 0; start < byLength.length; start += BATCH)
      await classify(byLength.slice(start, start + BATCH));
    return rate(texts, began);
  },
};

function rate(texts: readonly string[], began: number): number {
  return (1000 * texts.length) / (performance.now() - began);
}

declare global {
  var peers: PeersBench;
}
export type PeersBench = typeof peers;

globalThis.peers = peers;
