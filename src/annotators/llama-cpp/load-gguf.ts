import { Wllama, WllamaRuntimeError, type RawCompletionParams } from '@wllama/wllama';
import type { ModelIdentity } from '../classifier.ts';
import { ModelFileError } from '../model-files.ts';
import { pageFileTrouble } from '../page-file-error.ts';
import { chatRenderer } from './chat-renderer.ts';
import { readGgufHeader, type GgufHeader } from './gguf-header.ts';
import { beginningOf } from './gguf-metadata.ts';
import { llamaCppFile } from './llama-cpp-file.ts';
import type { Completion, CompletionModel, CompletionRequest } from './completion-model.ts';
import { checkMemory, contextTokens } from './memory-needed.ts';
import { sentenceOf } from './sentence-of.ts';
import { readServerAnswer, serverRequest } from './server-core.ts';

/** Tokens that are read in one go: few enough that their scores take little memory. */
const READ_AT_ONCE = 256;
/** Of keys and values of prompts that nobody asks about any more. */
const MOST_LEFT_BYTES = 128e6;

/**
 * Loads a model in GGUF form into llama.cpp. It computes in a worker of its own, which the end of this one ends too.
 *
 * @param files one GGUF, or its splits in order
 * @param baseUrl the page's `document.baseURI`
 * @throws {ModelFileError} where the file cannot be used, or its memory cannot be had; {@link PageFileError} where llama.cpp itself
 * cannot be fetched
 */
export async function loadGguf(
  identity: ModelIdentity,
  files: readonly Blob[],
  { baseUrl, threads }: { baseUrl: string; threads: number },
): Promise<CompletionModel> {
  const header = await readGgufHeader(beginningOf(files[0]));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  checkMemory(header, bytes, navigator);
  const positions = contextTokens(header);
  const start = () => startEngine(header, files, { baseUrl, threads, positions });
  let engine: Wllama | null = await start();
  const left = new LeftBehind(header.cacheBytesPerToken);

  function end(): void {
    void engine?.exit();
    engine = null;
    left.forget();
  }

  return {
    identity,
    positions,
    renderChat: chatRenderer(header),
    startsWithSpace: header.startsWithSpace,
    specialTokens: header.specialTokens,
    async complete(request) {
      if (left.isTooMuch(request.prompt)) end();
      engine ??= await start();
      try {
        const { tokens, completion } = await complete(engine, request);
        left.add(request.prompt, tokens);
        return completion;
      } catch (error) {
        // What has crashed answers nothing more; the next request starts it anew.
        if (error instanceof WllamaRuntimeError) end();
        throw error;
      }
    },
    end,
  };
}

/**
 * What llama.cpp's server core keeps of prompts that it has left: up to eight gigabytes, for a user who comes back to them, and the
 * library has no switch for it. Nobody comes back here; starting anew takes a second and gives the memory back.
 */
class LeftBehind {
  #prompt = '';
  #tokens = 0;
  #left = 0;

  constructor(private readonly bytesPerToken: number) {}

  /** Takes down a prompt that was gone on with, and how many tokens it had with what was written. */
  add(prompt: string, tokens: number): void {
    if (prompt !== this.#prompt) this.#left += this.#tokens;
    this.#prompt = prompt;
    this.#tokens = tokens;
  }

  /** Whether too much would be kept once this prompt takes the place of the last. */
  isTooMuch(prompt: string): boolean {
    const left = this.#left + (prompt === this.#prompt ? 0 : this.#tokens);
    return left * this.bytesPerToken > MOST_LEFT_BYTES;
  }

  forget(): void {
    this.#prompt = '';
    this.#tokens = 0;
    this.#left = 0;
  }
}

async function startEngine(
  header: GgufHeader,
  files: readonly Blob[],
  { baseUrl, threads, positions }: { baseUrl: string; threads: number; positions: number },
): Promise<Wllama> {
  const engine = new Wllama(
    { default: llamaCppFile(baseUrl) },
    { suppressNativeLog: true, logger: { debug() {}, log() {}, warn() {}, error() {} } },
  );
  // Its build for browsers without what this one needs would come from a CDN.
  engine.setCompat(null);
  try {
    await engine.loadModel([...files], {
      n_ctx: positions,
      n_batch: READ_AT_ONCE,
      n_ubatch: READ_AT_ONCE,
      n_threads: threads,
      n_gpu_layers: 0,
      // Every text is asked about alone: one sequence, whose beginning stays read.
      n_parallel: 1,
      cache_idle_slots: false,
      warmup: false,
    });
    return engine;
  } catch (cause) {
    void engine.exit();
    const missing = pageFileTrouble(header.name ?? 'the model', cause);
    if (missing) throw missing;
    throw new ModelFileError(
      `llama.cpp cannot load this model (${header.architecture}, ${header.quantisation}): ${sentenceOf(cause)} It needs a browser with 64-bit memory in WebAssembly, such as Chromium or Firefox.`,
      { cause },
    );
  }
}

async function complete(
  engine: Wllama,
  request: CompletionRequest,
): Promise<{ tokens: number; completion: Completion }> {
  // The library hands on what it does not name.
  const options = serverRequest(request) as RawCompletionParams & { stream?: false };
  const answer = await engine.createCompletion(options);
  return { tokens: answer.usage.total_tokens, completion: readServerAnswer(answer, request) };
}
