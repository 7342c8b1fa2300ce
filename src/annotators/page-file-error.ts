import { detailsOf, textOf } from './error-details.ts';

/**
 * A file of this page that runs models could not be fetched. The model has no fault; but the worker that tried may hold half an engine,
 * and ONNX Runtime begins once in the life of a worker: the next try takes a fresh one.
 */
export class PageFileError extends Error {
  override readonly name = 'PageFileError';
}

/** What Chromium, Firefox and Safari say of a module or a file that did not come, and Emscripten of its WebAssembly. */
const NOT_FETCHED =
  /dynamically imported module|importing a module script failed|failed to fetch|networkerror when attempting|load failed|fetching of the wasm failed/i;

/**
 * Words for a file of the page that did not come while a model was loaded from what this browser keeps; `null` for any other error.
 * @param model what it is called on screen
 */
export function pageFileTrouble(model: string, cause: unknown): PageFileError | null {
  if (cause instanceof PageFileError) return cause;
  if (!NOT_FETCHED.test(textOf(cause))) return null;
  return new PageFileError(
    `A file of this page that runs ${model} could not be fetched. Check the connection and try again; the model itself is not damaged.${detailsOf(cause)}`,
    { cause },
  );
}
