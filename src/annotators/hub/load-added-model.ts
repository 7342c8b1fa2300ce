import { loadClassifier } from '../classifier.ts';
import { fromTransformers } from '../language-model/transformers-model.ts';
import type { PromptFamily } from '../language-model/prompt-family.ts';
import type { CompletionModel } from '../llama-cpp/completion-model.ts';
import type { RowModel } from '../gguf-onnx/row-model.ts';
import { llamaCppThreads } from '../llama-cpp/threads.ts';
import type { LoadedModel } from '../load-embedded-model.ts';
import { ModelFileError, type ReadModelFile } from '../model-files.ts';
import { deviceLost, onnxRuntimeOn } from '../onnx-runtime-on.ts';
import { onnxRuntimeFiles, type Device } from '../onnx-runtime-files.ts';
import { isGguf, weightsInWords, type AddedModel, type GgufModel, type OnnxModel } from './added-model.ts';
import type { ModelFileCache } from './model-file-cache.ts';
import { dataFilesOf } from './weights.ts';

/** Where and with how many threads of WebAssembly a model runs; fixed for the life of the worker. */
export interface AddedModelRuntime {
  /** The page's `document.baseURI`. */
  readonly baseUrl: string;
  readonly device: Device;
  readonly threads: number;
  /** What computes a model in GGUF form; without it llama.cpp. */
  readonly engine?: 'ONNX Runtime';
}

/** An added model, and how to hear that the graphics device it runs on is gone. */
export type LoadedAddedModel = (
  | LoadedModel
  | {
      readonly kind: 'language model';
      readonly model: CompletionModel | RowModel;
      readonly prompts: PromptFamily;
    }
) & {
  /** Never fulfilled; rejects with {@link DeviceLostError}. */
  readonly lost?: Promise<never>;
};

/** transformers.js asks for files below this address; it never exists (RFC 2606), and what it is given is from the cache. */
const ADDRESS = 'https://model-files.invalid/';
const ID = 'added/model';

/**
 * Loads a model from the browser's storage. The network has no part in it: a file that is not kept is missing.
 * Only one model can be loaded in the life of a worker.
 *
 * @throws {ModelFileError} where a file is missing or cannot be used
 */
export async function loadAddedModel(
  model: AddedModel,
  cache: ModelFileCache,
  runtime: AddedModelRuntime,
): Promise<LoadedAddedModel> {
  if (isGguf(model)) return await loadAddedGguf(model, cache, runtime);
  return model.kind === 'classifier'
    ? await loadAddedClassifier(model, cache, runtime)
    : await loadAddedLanguageModel(model, cache, runtime);
}

/** Whoever needs no llama.cpp does not load it. */
async function loadAddedGguf(
  model: GgufModel,
  cache: ModelFileCache,
  runtime: AddedModelRuntime,
): Promise<LoadedAddedModel> {
  const { keptGguf } = await import('../llama-cpp/gguf-model.ts');
  const { model: id, revision, dtype, prompts } = model;
  const identity = { model: id, revision, dtype };
  const files = await keptGguf(model, cache);
  if (runtime.engine) {
    const { loadGgufOnnx } = await import('../gguf-onnx/load-gguf-onnx.ts');
    const { onnx, options, lost } = await onnxRuntimeOn(runtime);
    const rows = await loadGgufOnnx(identity, new Blob(files), onnx, options);
    return { kind: 'language model', model: rows, prompts, ...lost() };
  }
  const { baseUrl, threads } = runtime;
  const { loadGguf } = await import('../llama-cpp/load-gguf.ts');
  return {
    kind: 'language model',
    model: await loadGguf(identity, files, { baseUrl, threads: llamaCppThreads(threads) }),
    prompts,
  };
}

async function loadAddedClassifier(
  model: OnnxModel,
  cache: ModelFileCache,
  runtime: AddedModelRuntime,
): Promise<LoadedAddedModel> {
  const read: ReadModelFile = async (path) => {
    const kept = await cache.open(model, path);
    if (!kept) throw missingFile(model, path);
    return new Uint8Array(await kept.arrayBuffer());
  };
  if (dataFilesOf(model.dtype, model.files) > 0)
    throw new ModelFileError(
      `${model.name} is cut into several files, which a classifier cannot be loaded from.`,
    );
  const { onnx, options, lost } = await onnxRuntimeOn(runtime);
  return { kind: 'classifier', annotator: await loadClassifier(model, read, onnx, options), ...lost() };
}

async function loadAddedLanguageModel(
  model: OnnxModel,
  cache: ModelFileCache,
  { baseUrl, device, threads }: AddedModelRuntime,
): Promise<LoadedAddedModel> {
  const { AutoModelForCausalLM, AutoTokenizer, env } = await import('@huggingface/transformers');
  env.allowLocalModels = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.remoteHost = ADDRESS;
  env.remotePathTemplate = '{model}/';
  env.fetch = async (address) => {
    const path = decodeURIComponent(String(address).slice(`${ADDRESS}${ID}/`.length));
    const kept = await cache.open(model, path);
    if (kept) return kept;
    if (model.files.some((file) => file.path === path)) throw missingFile(model, path);
    return new Response(null, { status: 404 });
  };
  const onnx = env.backends.onnx;
  Object.assign(onnx.wasm!, { wasmPaths: onnxRuntimeFiles(baseUrl, device), numThreads: threads });

  const tokenizer = await AutoTokenizer.from_pretrained(ID);
  const template = await cache.open(model, 'chat_template.jinja');
  if (template) tokenizer.chat_template = await template.text();
  const decoder = await AutoModelForCausalLM.from_pretrained(ID, {
    dtype: model.dtype,
    use_external_data_format: dataFilesOf(model.dtype, model.files),
    // Told that it runs on WebGPU, transformers.js would leave the cache of keys and values there, where it cannot be gathered.
    device: 'wasm',
    session_options: { executionProviders: [device] },
  });
  return {
    kind: 'language model',
    model: fromTransformers(model, tokenizer, decoder),
    prompts: model.prompts,
    ...(device === 'webgpu' && { lost: deviceLost(onnx) }),
  };
}

function missingFile(model: AddedModel, path: string): ModelFileError {
  return new ModelFileError(
    `The file ${path} of ${model.name} (${weightsInWords(model)}) is not in this browser's storage; the browser may have removed it. Add the model again.`,
  );
}
