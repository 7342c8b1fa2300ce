import { Tensor } from 'onnxruntime-web/wasm';
import { embeddedModel } from '../annotators/embedded-models.ts';
import { addedModelKey, type AddedModel } from '../annotators/hub/added-model.ts';
import { loadAddedModel, type LoadedAddedModel } from '../annotators/hub/load-added-model.ts';
import type { Placement } from '../annotators/hub/placement.ts';
import { ask, type AskedModel, type Asking } from '../annotators/language-model/ask.ts';
import { definePrompt, type PromptContent } from '../annotators/language-model/prompt.ts';
import { shippedPrompts } from '../annotators/language-model/prompts.ts';
import { loadEmbeddedModel, type LoadedModel } from '../annotators/load-embedded-model.ts';
import { fetchModelFiles } from '../annotators/model-files.ts';
import { loadingTrouble, promptTrouble } from '../annotators/model-trouble.ts';
import type { OnnxRuntime } from '../annotators/onnx-runtime.ts';
import { availableThreads } from '../annotators/available-threads.ts';
import { onnxRuntimeWeb } from '../annotators/onnx-runtime-web.ts';
import { pageFileTrouble } from '../annotators/page-file-error.ts';
import { spreadRuntime } from '../annotators/spread-runtime.ts';
import type { TextAnnotator } from '../annotators/text-annotator.ts';
import { CachedModelFiles } from '../store/cached-model-files.ts';
import { ANSWER_RULES } from './answer-rules.ts';

/** Which model, how to run it, and how to ask it. */
export interface ModelChoice {
  /** Id of an embedded model, e.g. `dissensus/roberta-emotion`, or an added model. */
  readonly model: string | AddedModel;
  /** The page's `document.baseURI`: a worker started from a blob: module has no address of its own. */
  readonly baseUrl: string;
  /** Threads of WebAssembly, fixed for the life of the worker; without it as many as are of use here. */
  readonly threads?: number;
  /** Where an added model runs, fixed for the life of the worker; an embedded one always runs on the processor. */
  readonly placement?: Placement;
  /** What a language model is asked with; without it the first prompt that comes with Dissensus. No matter to a classifier. */
  readonly prompt?: PromptContent;
  /** How a language model is asked; without it by label likelihood. */
  readonly asking?: Asking;
}

/** Starts so many workers of `annotator-part.ts` for the run that asks, and gives the ports to them. */
export type StartParts = (count: number) => Promise<readonly MessagePort[]>;

/** Where an added model runs unless the page says otherwise. */
const ANYWHERE: Placement = { device: 'wasm', smallBatches: false };
/** More workers than this would take much memory and the cores from the page. */
const MOST_PARTS = 4;
/** Fewer texts than this are done before other workers have the model. */
const TEXTS_WORTH_PARTS = 300;
/** One batch that is at work and one that waits, so that no worker is ever idle. */
export const BATCHES_PER_PART = 2;
/** With fewer texts at once a batch needs less memory. */
const SMALLER = 8;

/** The one model that a worker has loaded, and the prompt that a language model was last put to. */
export class ModelInMemory {
  #loaded: { readonly key: string; readonly ready: Promise<LoadedAddedModel> } | null = null;
  #asked: { readonly key: string; readonly ready: Promise<AskedModel> } | null = null;

  /** Whether a model is in memory, so that asking it costs no loading. */
  isLoaded(choice: Pick<ModelChoice, 'model' | 'asking'>): boolean {
    return this.#loaded?.key === loadingKey(choice);
  }

  /** Loads a model once; a failed load is forgotten, so that trying again can work. */
  async load({
    model,
    baseUrl,
    threads = availableThreads(),
    placement = ANYWHERE,
    asking,
  }: ModelChoice): Promise<LoadedAddedModel> {
    const key = loadingKey({ model, asking });
    if (this.#loaded?.key !== key) {
      // Another engine may have had the model: two would take its memory twice.
      void this.#loaded?.ready.then(endOf, () => undefined);
      const ready =
        typeof model === 'string'
          ? loadEmbedded(model, baseUrl, onnxRuntimeWeb(baseUrl, threads))
          : loadAddedModel(model, new CachedModelFiles(), {
              baseUrl,
              threads,
              device: placement.device,
              engine: engineOf(asking),
            }).catch((error: unknown) => {
              throw loadingTrouble(model.name, error);
            });
      const loading = { key, ready };
      this.#loaded = loading;
      this.#asked = null;
      ready.catch(() => {
        if (this.#loaded === loading) this.#loaded = null;
      });
    }
    return await this.#loaded.ready;
  }

  /** The annotator for a run: an embedded classifier is spread over several workers where that is worth their start. */
  async annotatorForRun(
    choice: ModelChoice,
    texts: number,
    startParts: StartParts | undefined,
  ): Promise<TextAnnotator> {
    const { model, baseUrl } = choice;
    const count = partsFor(texts);
    const small = typeof model === 'string' && embeddedModel(model).kind === 'classifier';
    if (!small || !startParts || count === 0) return await this.annotator(choice);
    const loaded = await loadEmbedded(model, baseUrl, spreadRuntime(await startParts(count), Tensor));
    if (loaded.kind !== 'classifier') throw new RangeError(`${model} is not a classifier.`);
    return { ...loaded.annotator, batchesAtOnce: BATCHES_PER_PART * count };
  }

  /** The annotator in this worker. */
  async annotator(choice: ModelChoice): Promise<TextAnnotator> {
    const ready = await this.load(choice);
    const annotator = ready.kind === 'classifier' ? ready.annotator : await this.asked(choice);
    return { ...annotator, batchTokens: batchTokens(choice, annotator) };
  }

  /**
   * A language model put to a prompt. The last one is kept, so that the prompt's beginning is read only once.
   * @throws PromptError where the prompt cannot be put to this model
   */
  async asked(choice: ModelChoice): Promise<AskedModel> {
    const ready = await this.load(choice);
    if (ready.kind === 'classifier') throw new RangeError('A classifier is asked nothing.');
    const prompt = choice.prompt
      ? await definePrompt(choice.prompt)
      : (await shippedPrompts(ready.prompts))[0];
    const asking = choice.asking ?? { method: 'label likelihood' };
    const key = JSON.stringify([keyOf(choice.model), prompt, asking]);
    if (this.#asked?.key !== key) {
      const put = ask(ready.model, prompt, asking, ANSWER_RULES).catch((error: unknown) => {
        throw promptTrouble(nameOf(choice.model), error);
      });
      const asked = { key, ready: put };
      this.#asked = asked;
      asked.ready.catch(() => {
        if (this.#asked === asked) this.#asked = null;
      });
    }
    return await this.#asked.ready;
  }
}

/** How many workers a small model is spread over for so many texts; 0 where one alone is as fast. */
export function partsFor(texts: number): number {
  const count = Math.min(navigator.hardwareConcurrency, MOST_PARTS);
  return texts < TEXTS_WORTH_PARTS || count < 2 ? 0 : count;
}

function nameOf(model: ModelChoice['model']): string {
  return typeof model === 'string' ? embeddedModel(model).name : model.name;
}

function keyOf(model: ModelChoice['model']): string {
  return typeof model === 'string' ? model : addedModelKey(model);
}

/** What computes a model in GGUF form where it is asked like this. */
function engineOf(asking: Asking | undefined): 'ONNX Runtime' | undefined {
  return asking && 'engine' in asking ? asking.engine : undefined;
}

/** What has to be in memory: a model in one engine is not in the other. */
function loadingKey({ model, asking }: Pick<ModelChoice, 'model' | 'asking'>): string {
  return `${keyOf(model)} ${engineOf(asking) ?? ''}`;
}

function endOf(loaded: LoadedAddedModel): void {
  if (loaded.kind === 'language model' && 'end' in loaded.model) loaded.model.end?.();
}

async function loadEmbedded(id: string, baseUrl: string, runtime: OnnxRuntime): Promise<LoadedModel> {
  const embedded = embeddedModel(id);
  const read = fetchModelFiles(new URL(embedded.folder, baseUrl).href);
  try {
    return await loadEmbeddedModel(embedded, read, runtime);
  } catch (error) {
    throw pageFileTrouble(embedded.name, error) ?? error;
  }
}

/**
 * The 8-bit weights of the hub take the scale of their arithmetic from the whole batch; an answer that depends on its text
 * alone takes a batch of its own.
 */
function batchTokens({ model, placement }: ModelChoice, { batchTokens: most }: TextAnnotator): number {
  if (typeof model !== 'string' && model.dtype === 'q8') return 1;
  return placement?.smallBatches ? Math.ceil(most / SMALLER) : most;
}
