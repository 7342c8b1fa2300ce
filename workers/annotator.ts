import { expose } from 'comlink';
import { annotateAlone } from '../src/annotators/annotate-alone.ts';
import type { AnnotationProgress } from '../src/annotators/annotate.ts';
import { loadClassifier } from '../src/annotators/classifier.ts';
import { distributions, type Answers } from '../src/annotators/distributions.ts';
import { embeddedModel } from '../src/annotators/embedded-models.ts';
import { fetchModelFiles, verifiedModelFiles } from '../src/annotators/model-files.ts';
import { availableThreads, onnxRuntimeWeb } from '../src/annotators/onnx-runtime-web.ts';
import type { TextAnnotator } from '../src/annotators/text-annotator.ts';
import { openStore } from '../src/store/store.ts';

/** Which embedded model, and how to run it. */
export interface ModelChoice {
  /** Its id, e.g. `dissensus/roberta-emotion`. */
  readonly model: string;
  /** The page's `document.baseURI`: a worker started from a blob: module has no address of its own. */
  readonly baseUrl: string;
  /** Threads of WebAssembly, fixed for the life of the worker; without it as many as are of use here. */
  readonly threads?: number;
}

let loaded: { model: string; annotator: Promise<TextAnnotator> } | undefined;
let cancelling = new AbortController();

/** Loads a model once; a failed load is forgotten, so that trying again can work. */
function load({ model, baseUrl, threads = availableThreads() }: ModelChoice): Promise<TextAnnotator> {
  if (loaded?.model !== model) {
    const annotator = loadEmbedded();
    loaded = { model, annotator };
    annotator.catch(() => (loaded = undefined));
  }
  return loaded.annotator;

  async function loadEmbedded(): Promise<TextAnnotator> {
    const embedded = embeddedModel(model);
    const read = fetchModelFiles(new URL(embedded.folder, baseUrl).href);
    return await loadClassifier(
      embedded,
      verifiedModelFiles(read, embedded.files),
      onnxRuntimeWeb(baseUrl, threads),
    );
  }
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
      const [{ texts }, annotator] = await Promise.all([store.projects.load(project), load(choice)]);
      return await annotateAlone(annotator, texts, store.outputs, { project, onProgress, signal });
    } finally {
      store.close();
    }
  },

  /** Answers about a few texts at once; nothing is kept. */
  async annotateTexts(choice: ModelChoice, texts: readonly string[]): Promise<Answers> {
    return await distributions(await load(choice), texts);
  },

  /** Stops the run after the batch at work. */
  cancel(): void {
    cancelling.abort();
  },
};

export type AnnotatorWorker = typeof api;

expose(api);
