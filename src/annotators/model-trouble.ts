import { detailsOf, textOf } from './error-details.ts';
import { HubError } from './hub/hub-error.ts';
import { AmbiguousWordsError } from './language-model/label-trie.ts';
import { PromptError } from './language-model/prompt.ts';
import { ModelFileError } from './model-files.ts';
import { PageFileError, pageFileTrouble } from './page-file-error.ts';

/** A library, or a model's own files, threw while a model was loaded or asked; the message is ours, with the library's below it. */
export class ModelTroubleError extends Error {
  override readonly name = 'ModelTroubleError';
}

const OURS = [HubError, AmbiguousWordsError, PromptError, ModelFileError, ModelTroubleError, PageFileError];

/** What a library's message is about: the first that fits is said. */
const KINDS: readonly { readonly message: RegExp; readonly says: (model: string) => string }[] = [
  {
    message: /allocat|out of memory|bad_alloc|Invalid (array|string|typed array) length/i,
    says: (model) =>
      `${model} needs more memory than this browser gives. Close other tabs, or choose a smaller model.`,
  },
  {
    message: /JSON|Unexpected token .* in|property name/,
    says: (model) => `A file that describes ${model} cannot be read. Get the model again, or choose another.`,
  },
  {
    message: /ERROR_CODE|protobuf|onnx|session|tensor|\bop(erator|set)?\b/i,
    says: (model) =>
      `The weights of ${model} cannot be used: the file is cut or damaged, or it needs what ONNX Runtime does not have here. Get the model again, or choose another.`,
  },
];

/** An error of loading a model from this browser's storage, in which the network has no part; ours stay as they are. */
export function loadingTrouble(model: string, cause: unknown): unknown {
  const missing = OURS.some((ours) => cause instanceof ours) ? null : pageFileTrouble(model, cause);
  if (missing) return missing;
  const fits = KINDS.find(({ message }) => message.test(textOf(cause)));
  return worded(
    cause,
    fits?.says(model) ??
      `${model} cannot be loaded: its files do not fit together, or hold something that is not known here. Get the model again, or choose another.`,
  );
}

/** An error of putting a prompt to a language model; ours stay as they are. */
export function promptTrouble(model: string, cause: unknown): unknown {
  return worded(
    cause,
    `${model} cannot be asked this: its chat template or its tokenizer failed on the prompt. Change the prompt, or choose another model.`,
  );
}

function worded(cause: unknown, words: string): unknown {
  // A device that is lost or memory that runs out is mended elsewhere, by what the runtime said.
  if (cause instanceof DOMException || OURS.some((ours) => cause instanceof ours)) return cause;
  if (cause instanceof Error && cause.name === 'DeviceLostError') return cause;
  return new ModelTroubleError(words + detailsOf(cause), { cause });
}
