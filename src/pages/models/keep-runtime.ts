import { llamaCppFile } from '../../annotators/llama-cpp/llama-cpp-file.ts';

/**
 * Has the service worker keep what runs a model that was added, which is not needed by the models that ship and so is none of what
 * comes with the page: a model that was added works without a network too.
 */
export async function keepRuntime(urls: readonly string[]): Promise<void> {
  if (!navigator.serviceWorker?.controller) return;
  // Where it cannot be had now, the run says so.
  await Promise.allSettled(urls.map(async (url) => await (await fetch(url)).arrayBuffer()));
}

/** {@link keepRuntime} of models in GGUF form. */
export async function keepLlamaCpp(): Promise<void> {
  await keepRuntime([llamaCppFile(document.baseURI)]);
}
