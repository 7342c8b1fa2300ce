import './tell-requests.ts';
import { expose } from 'comlink';
import type { AnnotationProgress } from '../src/annotators/annotate.ts';
import { distributions } from '../src/annotators/distributions.ts';
import { annotateProject } from '../src/jobs/annotate-project.ts';
import { embedProject } from '../src/jobs/embed-project.ts';
import { ModelInMemory, type ModelChoice, type StartParts } from '../src/jobs/model-in-memory.ts';

const model = new ModelInMemory();
let cancelling = new AbortController();

/** What a page asks of this worker. */
const api = {
  annotate(
    choice: ModelChoice & { readonly project: number },
    onProgress: (progress: AnnotationProgress) => void,
    startParts?: StartParts,
  ) {
    cancelling = new AbortController();
    return annotateProject(model, choice, cancelling.signal, onProgress, startParts);
  },

  /** Answers about a few texts at once; nothing is kept. */
  annotateTexts: async (choice: ModelChoice, texts: readonly string[]) =>
    await distributions(await model.annotator(choice), texts),

  /** Makes the vectors of a project's texts, for the map and the paper's embedding score, and keeps them. */
  embed(
    choice: { readonly project: number; readonly baseUrl: string },
    onProgress: (progress: AnnotationProgress) => void,
    startParts?: StartParts,
  ) {
    cancelling = new AbortController();
    return embedProject(choice, cancelling.signal, onProgress, startParts);
  },

  isLoaded: (choice: Pick<ModelChoice, 'model' | 'asking'>) => model.isLoaded(choice),

  /** The prompt as a language model would read it about a text; loads the model, but does not run it. */
  readPrompt: async (choice: ModelChoice, text: string) => (await model.asked(choice)).write(text),

  /** What stands behind a language model's answer about a text; nothing is kept. */
  explain: async (choice: ModelChoice, text: string) => await (await model.asked(choice)).explain(text),

  /** Stops the run after the batch at work. */
  cancel(): void {
    cancelling.abort();
  },
};

export type AnnotatorWorker = typeof api;

expose(api);
