import './report-requests.ts';
import { expose } from 'comlink';
import { Tensor } from 'onnxruntime-web/wasm';
import { annotateAlone } from '../src/annotators/annotate-alone.ts';
import type { AnnotationProgress } from '../src/annotators/annotate.ts';
import { distributions, type Answers } from '../src/annotators/distributions.ts';
import { embeddedModel } from '../src/annotators/embedded-models.ts';
import {
  ask,
  meanings,
  type AnswerRules,
  type AskedModel,
  type Asking,
  type Explanation,
} from '../src/annotators/language-model/ask.ts';
import { definePrompt, type PromptContent } from '../src/annotators/language-model/prompt.ts';
import { shippedPrompts } from '../src/annotators/language-model/prompts.ts';
import { addedModelKey, type AddedModel } from '../src/annotators/hub/added-model.ts';
import { loadAddedModel, type LoadedAddedModel } from '../src/annotators/hub/load-added-model.ts';
import type { Placement } from '../src/annotators/hub/placement.ts';
import { loadEmbeddedModel, type LoadedModel } from '../src/annotators/load-embedded-model.ts';
import { fetchModelFiles } from '../src/annotators/model-files.ts';
import { availableThreads, onnxRuntimeWeb } from '../src/annotators/onnx-runtime-web.ts';
import { spreadRuntime } from '../src/annotators/spread-runtime.ts';
import type { OnnxRuntime } from '../src/annotators/onnx-runtime.ts';
import type { TextAnnotator } from '../src/annotators/text-annotator.ts';
import { PercentagesParser } from '../src/readers/predictions/percentages-parser.ts';
import { ResponseParser } from '../src/readers/predictions/response-parser.ts';
import { CachedModelFiles } from '../src/store/cached-model-files.ts';
import { openStore } from '../src/store/store.ts';

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

let loaded: { key: string; ready: Promise<LoadedAddedModel> } | undefined;
const asked = new Map<string, Promise<AskedModel>>();
let cancelling = new AbortController();

/** Where an added model runs unless the page says otherwise. */
const ANYWHERE: Placement = { device: 'wasm', smallBatches: false };

/** Loads a model once; a failed load is forgotten, so that trying again can work. */
function load(choice: ModelChoice): Promise<LoadedAddedModel> {
  const { model, baseUrl, threads = availableThreads(), placement = ANYWHERE } = choice;
  const key = keyOf(model);
  if (loaded?.key !== key) {
    const ready =
      typeof model === 'string'
        ? loadEmbedded(model, baseUrl, onnxRuntimeWeb(baseUrl, threads))
        : loadAddedModel(model, new CachedModelFiles(), { baseUrl, threads, device: placement.device });
    loaded = { key, ready };
    asked.clear();
    ready.catch(() => (loaded = undefined));
  }
  return loaded.ready;
}

function keyOf(model: ModelChoice['model']): string {
  return typeof model === 'string' ? model : addedModelKey(model);
}

async function loadEmbedded(id: string, baseUrl: string, runtime: OnnxRuntime): Promise<LoadedModel> {
  const embedded = embeddedModel(id);
  const read = fetchModelFiles(new URL(embedded.folder, baseUrl).href);
  return await loadEmbeddedModel(embedded, read, runtime);
}

/** Starts so many workers of `annotator-part.ts` for the run that asks, and gives the ports to them. */
export type StartParts = (count: number) => Promise<readonly MessagePort[]>;

/** More workers than this would take much memory and the cores from the page. */
const MOST_PARTS = 4;
/** Fewer texts than this are done before other workers have the model. */
const TEXTS_WORTH_PARTS = 300;
/** One batch that is at work and one that waits, so that no worker is ever idle. */
const BATCHES_PER_PART = 2;

/** The annotator for a run: an embedded classifier is spread over several workers where that is worth their start. */
async function annotatorForRun(
  choice: ModelChoice,
  texts: number,
  startParts: StartParts | undefined,
): Promise<TextAnnotator> {
  const { model, baseUrl } = choice;
  const count = Math.min(navigator.hardwareConcurrency, MOST_PARTS);
  const small = typeof model === 'string' && embeddedModel(model).kind === 'classifier';
  if (!small || !startParts || texts < TEXTS_WORTH_PARTS || count < 2) return await annotatorFor(choice);
  const loaded = await loadEmbedded(model, baseUrl, spreadRuntime(await startParts(count), Tensor));
  if (loaded.kind !== 'classifier') throw new RangeError(`${model} is no classifier.`);
  return { ...loaded.annotator, batchesAtOnce: BATCHES_PER_PART * count };
}

async function annotatorFor(choice: ModelChoice): Promise<TextAnnotator> {
  const ready = await load(choice);
  const annotator = ready.kind === 'classifier' ? ready.annotator : await askedModel(choice);
  return { ...annotator, batchTokens: batchTokens(choice, annotator) };
}

/** With fewer texts at once a batch needs less memory. */
const SMALLER = 8;

/**
 * The 8-bit weights of the hub take the scale of their arithmetic from the whole batch; an answer that depends on its text
 * alone takes a batch of its own.
 */
function batchTokens({ model, placement }: ModelChoice, { batchTokens: most }: TextAnnotator): number {
  if (typeof model !== 'string' && model.dtype === 'q8') return 1;
  return placement?.smallBatches ? Math.ceil(most / SMALLER) : most;
}

/** A language model put to a prompt, kept so that the prompt's beginning is read only once. */
async function askedModel(choice: ModelChoice): Promise<AskedModel> {
  const ready = await load(choice);
  if (ready.kind === 'classifier') throw new RangeError('A classifier is asked nothing.');
  const prompt = choice.prompt ? await definePrompt(choice.prompt) : (await shippedPrompts(ready.prompts))[0];
  const asking = choice.asking ?? { method: 'label likelihood' };
  const key = JSON.stringify([prompt, asking]);
  const known = asked.get(key);
  if (known) return await known;
  const put = ask(ready.model, prompt, asking, ANSWER_RULES);
  asked.set(key, put);
  put.catch(() => asked.delete(key));
  return await put;
}

const ANSWER_RULES: AnswerRules = {
  labels(prompt) {
    const parser = new ResponseParser(prompt.question, { labels: meanings(prompt) });
    return (answer) => parser.parse(answer);
  },
  percentages(prompt) {
    const parser = new PercentagesParser(prompt.question, meanings(prompt));
    return (answer, cut) => parser.parse(answer, cut);
  },
};

/** What a page asks of this worker. */
const api = {
  /**
   * Annotates the texts of a project and keeps the outputs in the store, where the page finds them. Ends with the state
   * `finished` or `cancelled`; a run that fails, or whose worker dies, goes on from the last kept output next time.
   * @param startParts without it everything is done in this worker
   */
  async annotate(
    { project, ...choice }: ModelChoice & { project: number },
    onProgress: (progress: AnnotationProgress) => void,
    startParts?: StartParts,
  ): Promise<AnnotationProgress> {
    const { signal } = (cancelling = new AbortController());
    const store = await openStore();
    try {
      const { texts } = await store.projects.load(project);
      const annotator = await annotatorForRun(choice, texts.length, startParts);
      const run = annotateAlone(annotator, texts, store.outputs, { project, onProgress, signal });
      const lost = typeof choice.model === 'string' ? undefined : (await load(choice)).lost;
      return await (lost ? Promise.race([run, lost]) : run);
    } finally {
      store.close();
    }
  },

  /** Answers about a few texts at once; nothing is kept. */
  async annotateTexts(choice: ModelChoice, texts: readonly string[]): Promise<Answers> {
    return await distributions(await annotatorFor(choice), texts);
  },

  /** Whether a model is in memory, so that asking it costs no loading. */
  isLoaded({ model }: Pick<ModelChoice, 'model'>): boolean {
    return loaded?.key === keyOf(model);
  },

  /**
   * The prompt as a language model would read it about a text; loads the model, but does not run it.
   * @throws {PromptError} where the prompt cannot be put to this model
   */
  async readPrompt(choice: ModelChoice, text: string): Promise<string> {
    return (await askedModel(choice)).write(text);
  },

  /** What stands behind a language model's answer about a text; nothing is kept. */
  async explain(choice: ModelChoice, text: string): Promise<Explanation> {
    return await (await askedModel(choice)).explain(text);
  },

  /** Stops the run after the batch at work. */
  cancel(): void {
    cancelling.abort();
  },
};

export type AnnotatorWorker = typeof api;

expose(api);
