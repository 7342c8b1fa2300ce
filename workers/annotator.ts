import './report-requests.ts';
import { expose } from 'comlink';
import { annotateAlone } from '../src/annotators/annotate-alone.ts';
import type { AnnotationProgress } from '../src/annotators/annotate.ts';
import { distributions, type Answers } from '../src/annotators/distributions.ts';
import { embeddedModel } from '../src/annotators/embedded-models.ts';
import {
  ask,
  meanings,
  type AskedModel,
  type Asking,
  type Explanation,
} from '../src/annotators/language-model/ask.ts';
import { definePrompt, type Prompt, type PromptContent } from '../src/annotators/language-model/prompt.ts';
import { shippedPrompts } from '../src/annotators/language-model/prompts.ts';
import { loadEmbeddedModel, type LoadedModel } from '../src/annotators/load-embedded-model.ts';
import { fetchModelFiles } from '../src/annotators/model-files.ts';
import { availableThreads, onnxRuntimeWeb } from '../src/annotators/onnx-runtime-web.ts';
import type { TextAnnotator } from '../src/annotators/text-annotator.ts';
import { ResponseParser } from '../src/readers/predictions/response-parser.ts';
import { openStore } from '../src/store/store.ts';

/** Which embedded model, how to run it, and how to ask it. */
export interface ModelChoice {
  /** Its id, e.g. `dissensus/roberta-emotion`. */
  readonly model: string;
  /** The page's `document.baseURI`: a worker started from a blob: module has no address of its own. */
  readonly baseUrl: string;
  /** Threads of WebAssembly, fixed for the life of the worker; without it as many as are of use here. */
  readonly threads?: number;
  /** What a language model is asked with; without it the first prompt that comes with Dissensus. No matter to a classifier. */
  readonly prompt?: PromptContent;
  /** How a language model is asked; without it by label likelihood. */
  readonly asking?: Asking;
}

let loaded: { model: string; ready: Promise<LoadedModel> } | undefined;
const asked = new Map<string, Promise<AskedModel>>();
let cancelling = new AbortController();

/** Loads a model once; a failed load is forgotten, so that trying again can work. */
function load({ model, baseUrl, threads = availableThreads() }: ModelChoice): Promise<LoadedModel> {
  if (loaded?.model !== model) {
    const embedded = embeddedModel(model);
    const read = fetchModelFiles(new URL(embedded.folder, baseUrl).href);
    const ready = loadEmbeddedModel(embedded, read, onnxRuntimeWeb(baseUrl, threads));
    loaded = { model, ready };
    asked.clear();
    ready.catch(() => (loaded = undefined));
  }
  return loaded.ready;
}

async function annotatorFor(choice: ModelChoice): Promise<TextAnnotator> {
  const ready = await load(choice);
  return ready.kind === 'classifier' ? ready.annotator : await askedModel(choice);
}

/** A language model put to a prompt, kept so that the prompt's beginning is read only once. */
async function askedModel(choice: ModelChoice): Promise<AskedModel> {
  const ready = await load(choice);
  if (ready.kind === 'classifier') throw new RangeError(`The model “${choice.model}” is asked nothing.`);
  const prompt = choice.prompt ? await definePrompt(choice.prompt) : (await shippedPrompts(ready.prompts))[0];
  const asking = choice.asking ?? { method: 'label likelihood' };
  const key = JSON.stringify([prompt, asking]);
  const known = asked.get(key);
  if (known) return await known;
  const put = ask(ready.model, prompt, asking, parserOf);
  asked.set(key, put);
  put.catch(() => asked.delete(key));
  return await put;
}

function parserOf(prompt: Prompt) {
  const parser = new ResponseParser(prompt.question, { labels: meanings(prompt) });
  return (answer: string) => parser.parse(answer);
}

/** What a page asks of this worker. */
const api = {
  /**
   * Annotates the texts of a project and keeps the outputs in the store, where the page finds them. Ends with the state
   * `finished` or `cancelled`; a run that fails, or whose worker dies, goes on from the last kept output next time.
   */
  async annotate(
    { project, ...choice }: ModelChoice & { project: number },
    onProgress: (progress: AnnotationProgress) => void,
  ): Promise<AnnotationProgress> {
    const { signal } = (cancelling = new AbortController());
    const store = await openStore();
    try {
      const [{ texts }, annotator] = await Promise.all([store.projects.load(project), annotatorFor(choice)]);
      return await annotateAlone(annotator, texts, store.outputs, { project, onProgress, signal });
    } finally {
      store.close();
    }
  },

  /** Answers about a few texts at once; nothing is kept. */
  async annotateTexts(choice: ModelChoice, texts: readonly string[]): Promise<Answers> {
    return await distributions(await annotatorFor(choice), texts);
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
