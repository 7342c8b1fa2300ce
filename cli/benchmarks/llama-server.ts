import type { ModelIdentity } from '../../src/annotators/classifier.ts';
import { chatRenderer } from '../../src/annotators/llama-cpp/chat-renderer.ts';
import type { CompletionModel } from '../../src/annotators/llama-cpp/completion-model.ts';
import { readGgufHeader } from '../../src/annotators/llama-cpp/gguf-header.ts';
import { beginningOf } from '../../src/annotators/llama-cpp/gguf-metadata.ts';
import { contextTokens } from '../../src/annotators/llama-cpp/memory-needed.ts';
import {
  readServerAnswer,
  serverRequest,
  type ServerAnswer,
} from '../../src/annotators/llama-cpp/server-core.ts';

/**
 * A model in llama.cpp's own server, which computes natively what the page's WebAssembly computes.
 * @param file the GGUF that the server has loaded
 * @param slot of the server, which keeps what it has read of a prompt; one for each model that asks at the same time
 */
export async function llamaServer(
  identity: ModelIdentity,
  file: Blob,
  { address, slot }: { address: string; slot: number },
): Promise<CompletionModel> {
  const header = await readGgufHeader(beginningOf(file));
  return {
    identity,
    positions: contextTokens(header),
    renderChat: chatRenderer(header),
    startsWithSpace: header.startsWithSpace,
    specialTokens: header.specialTokens,
    async complete(request) {
      const response = await fetch(new URL('/v1/completions', address), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...serverRequest(request), id_slot: slot }),
      });
      if (!response.ok) throw new Error(`The server answered ${response.status}: ${await response.text()}`);
      return readServerAnswer((await response.json()) as ServerAnswer, request);
    },
  };
}
