import * as ort from 'onnxruntime-web/wasm';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Question } from '../judgments/question.ts';
import { distributions } from './distributions.ts';
import { LIVE_MODELS } from './embedded-models.ts';
import { fetchWithProgress, type OnBytes } from './fetch-with-progress.ts';
import { askLabelLikelihood } from './language-model/ask-label-likelihood.ts';
import { shippedPrompts } from './language-model/prompts.ts';
import { loadEmbeddedModel } from './load-embedded-model.ts';
import { ModelFileError } from './model-files.ts';
import type { OnnxRuntime } from './onnx-runtime.ts';
import { availableThreads } from './available-threads.ts';
import { onnxRuntimeWeb } from './onnx-runtime-web.ts';
import { occlude, type Occlusion } from './occlusion.ts';
import type { TextAnnotator } from './text-annotator.ts';

/** One question's answer about a text. */
export interface LiveAnswer {
  readonly question: Question;
  readonly distribution: Float64Array;
}

/** A model as it is in memory: a classifier alone, a language model once for each of its prompts. */
interface Ready {
  readonly model: string;
  readonly annotators: readonly TextAnnotator[];
}

/** The models of the first screen in memory together, to answer about one text at once; nothing is kept. */
export class LiveModels {
  private constructor(private readonly ready: readonly Ready[]) {}

  /**
   * Loads ONNX Runtime's WebAssembly and the models of the first screen.
   * @param baseUrl the page's `document.baseURI`
   * @throws {ModelFileError} if a file cannot be had or was altered
   */
  static async load(baseUrl: string, onBytes: OnBytes): Promise<LiveModels> {
    const runtime = sharedSessions(onnxRuntimeWeb(baseUrl, availableThreads()));
    const load = async (path: string) => {
      const address = new URL(path, baseUrl).href;
      try {
        return await fetchWithProgress(address, onBytes);
      } catch (cause) {
        throw new ModelFileError(
          `The file ${address} could not be loaded. Check the connection to this page and try again.`,
          { cause },
        );
      }
    };
    // Two models may share their files.
    const loaded = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
    const read = (path: string) => {
      const file = loaded.get(path) ?? load(path);
      loaded.set(path, file);
      return file;
    };
    // Handed over instead of left to ONNX Runtime, so that its progress can be shown: it is the largest file.
    ort.env.wasm.wasmBinary = (await read(wasm)).buffer;
    const ready: Ready[] = [];
    for (const embedded of LIVE_MODELS) {
      const one = await loadEmbeddedModel(embedded, (path) => read(`${embedded.folder}/${path}`), runtime);
      const annotators =
        one.kind === 'classifier'
          ? [one.annotator]
          : (await shippedPrompts(one.prompts)).map((prompt) => askLabelLikelihood(one.model, prompt));
      ready.push({ model: embedded.model, annotators });
    }
    return new LiveModels(ready);
  }

  /** One model's answers to all its questions. */
  async answer(model: string, text: string): Promise<LiveAnswer[]> {
    const answers: LiveAnswer[] = [];
    for (const annotator of this.#annotators(model)) {
      const { distributions: rows } = await distributions(annotator, [text]);
      for (const [index, question] of annotator.annotator.questions.entries())
        answers.push({ question, distribution: rows[index] });
    }
    return answers;
  }

  /** What each word does for a model's top label on one of its questions. */
  async words(model: string, question: string, text: string): Promise<Occlusion> {
    for (const annotator of this.#annotators(model)) {
      const index = annotator.annotator.questions.findIndex(({ id }) => id === question);
      if (index < 0) continue;
      const { labels } = annotator.annotator.questions[index];
      return await occlude(
        text,
        labels.length,
        async (texts) => (await distributions(annotator, texts)).distributions[index],
      );
    }
    throw new RangeError(`The model “${model}” does not answer “${question}”.`);
  }

  #annotators(model: string): readonly TextAnnotator[] {
    return this.ready.find((one) => one.model === model)!.annotators;
  }
}

/** Opens the same weights once, however many models are made of them. */
function sharedSessions({ InferenceSession, Tensor }: OnnxRuntime): OnnxRuntime {
  const open = new WeakMap<Uint8Array, ReturnType<OnnxRuntime['InferenceSession']['create']>>();
  return {
    Tensor,
    InferenceSession: {
      create(weights, options) {
        const session = open.get(weights) ?? InferenceSession.create(weights, options);
        open.set(weights, session);
        return session;
      },
    },
  };
}
