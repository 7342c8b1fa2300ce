import { loadClassifier } from './classifier.ts';
import type { EmbeddedModel } from './embedded-models.ts';
import { loadLanguageModel, type LanguageModel } from './language-model/language-model.ts';
import type { PromptFamily } from './language-model/prompt-family.ts';
import { verifiedModelFiles, type ReadModelFile } from './model-files.ts';
import type { OnnxRuntime, SessionOptions } from './onnx-runtime.ts';
import type { TextAnnotator } from './text-annotator.ts';

/** An embedded model ready to answer, or to be asked. */
export type LoadedModel =
  | { readonly kind: 'classifier'; readonly annotator: TextAnnotator }
  | { readonly kind: 'language model'; readonly model: LanguageModel; readonly prompts: PromptFamily };

/**
 * Loads a model that ships with the page.
 * @param read reads a file of the model's folder
 * @throws {ModelFileError} if a file is missing or altered
 */
export async function loadEmbeddedModel(
  embedded: EmbeddedModel,
  read: ReadModelFile,
  runtime: OnnxRuntime,
  options?: SessionOptions,
): Promise<LoadedModel> {
  const { model, revision, dtype, kind, domain, prompts = 'story' } = embedded;
  const identity = { model, revision, dtype };
  const verified = verifiedModelFiles(read, embedded.files);
  return kind === 'language model'
    ? { kind, model: await loadLanguageModel(identity, verified, runtime, options), prompts }
    : { kind, annotator: await loadClassifier(identity, verified, runtime, options, domain) };
}
