import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type * as OnnxRuntime from 'onnxruntime-node';
import { embeddedModel } from '../src/annotators/embedded-models.ts';
import { askLabelLikelihood } from '../src/annotators/language-model/ask-label-likelihood.ts';
import type { LanguageModel } from '../src/annotators/language-model/language-model.ts';
import { PromptError, type Prompt } from '../src/annotators/language-model/prompt.ts';
import type { PromptFamily } from '../src/annotators/language-model/prompt-family.ts';
import { promptsFor } from '../src/annotators/language-model/prompts.ts';
import { loadEmbeddedModel } from '../src/annotators/load-embedded-model.ts';
import { ModelFileError } from '../src/annotators/model-files.ts';
import type { TextAnnotator } from '../src/annotators/text-annotator.ts';
import type { Question } from '../src/judgments/question.ts';
import { InputError } from './input-error.ts';

const SERVED = resolve(import.meta.dirname, '../public');

/** A model that ships with the page, ready to be asked about texts. */
export interface EmbeddedAnnotators {
  /**
   * Those that answer a data set's questions. A classifier answers its own, whatever is asked; a language model is asked
   * these, or without any those it has a prompt for.
   */
  of(questions: readonly Question[]): Promise<readonly TextAnnotator[]>;
}

/**
 * Reads a file of what the page serves, by its path from there.
 * @throws {ModelFileError} if it is missing
 */
export async function readServedFile(path: string): Promise<Uint8Array> {
  const file = join(SERVED, path);
  return readFile(file).catch((cause: Error) => {
    throw new ModelFileError(`The model file ${file} cannot be read: ${cause.message}.`, { cause });
  });
}

/**
 * Loads a model that ships with the page, from the same files, on ONNX Runtime for Node.
 * @throws {ModelFileError} if a file is missing or altered; {@link InputError} if ONNX Runtime is not installed
 */
export async function loadEmbeddedAnnotators(model: string): Promise<EmbeddedAnnotators> {
  const embedded = embeddedModel(model);
  const read = (path: string) => readServedFile(join(embedded.folder, path));
  const loaded = await loadEmbeddedModel(embedded, read, await onnxRuntime());
  if (loaded.kind === 'classifier') return { of: async () => [loaded.annotator] };
  return languageModelAnnotators(loaded.model, loaded.prompts);
}

/**
 * Loaded when a model is asked: it is large, and npm leaves it out where its own set-up fails.
 * @throws {InputError} if it is not installed
 */
export async function onnxRuntime(): Promise<typeof OnnxRuntime> {
  return import('onnxruntime-node').catch((cause: Error) => {
    throw new InputError(
      'Models run on ONNX Runtime, which is not installed here. Install it with "npm install onnxruntime-node --ignore-scripts".',
      { cause },
    );
  });
}

/** Asks a language model by label likelihood, each question with its prompt. */
export function languageModelAnnotators(model: LanguageModel, family: PromptFamily): EmbeddedAnnotators {
  return {
    of: async (questions) => (await promptsFor(family, questions)).map((prompt) => put(model, prompt)),
  };
}

function put(model: LanguageModel, prompt: Prompt): TextAnnotator {
  try {
    return askLabelLikelihood(model, prompt);
  } catch (error) {
    if (error instanceof PromptError)
      throw new InputError(`${model.identity.model} cannot be asked. ${error.message}`, { cause: error });
    throw error;
  }
}
