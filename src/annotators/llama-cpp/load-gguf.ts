import { Template } from '@huggingface/jinja';
import { Wllama, WllamaRuntimeError, type RawCompletionParams } from '@wllama/wllama';
import type { ModelIdentity } from '../classifier.ts';
import { ModelFileError } from '../model-files.ts';
import type { RenderChat } from '../language-model/prompt-text.ts';
import { readGgufHeader, type GgufHeader } from './gguf-header.ts';
import { llamaCppFile } from './llama-cpp-file.ts';
import type { Completion, CompletionModel, CompletionRequest, WrittenToken } from './completion-model.ts';
import { checkMemory, contextTokens } from './memory-needed.ts';

/** Tokens that are read in one go: few enough that their scores take little memory. */
const READ_AT_ONCE = 256;
/** Above every score that a model gives, so that nothing else is left, and small enough for single precision beside them. */
const ONLY = 1000;
/** Of keys and values of prompts that nobody asks about any more. */
const MOST_LEFT_BYTES = 128e6;

/**
 * Loads a model in GGUF form into llama.cpp. It computes in a worker of its own, which the end of this one ends too.
 *
 * @param files one GGUF, or its splits in order
 * @param baseUrl the page's `document.baseURI`
 * @throws {ModelFileError} where the file cannot be used, or its memory cannot be had
 */
export async function loadGguf(
  identity: ModelIdentity,
  files: readonly Blob[],
  { baseUrl, threads }: { baseUrl: string; threads: number },
): Promise<CompletionModel> {
  const header = await readGgufHeader(files[0]);
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
    throw new ModelFileError(
      `llama.cpp cannot load this model (${header.architecture}, ${header.quantisation}): ${messageOf(cause)} It needs a browser with 64-bit memory in WebAssembly, such as Chromium or Firefox.`,
      { cause },
    );
  }
}

async function complete(
  engine: Wllama,
  request: CompletionRequest,
): Promise<{ tokens: number; completion: Completion }> {
  const { prompt, tokens, temperature, seed, grammar, only, scores } = request;
  const among = scores === 'among' ? (only ?? []).length : 1;
  // Those of llama.cpp's server that the library hands on without naming them.
  const options: object = {
    prompt,
    max_tokens: tokens,
    temperature,
    samplers: ['temperature'],
    cache_prompt: true,
    ...(seed !== undefined && { seed }),
    ...(grammar !== undefined && { grammar }),
    ...(only !== undefined && {
      logit_bias: typeof only === 'string' ? [[only, ONLY]] : only.map((token) => [token, ONLY]),
    }),
    ...(scores && { logprobs: among, n_probs: among, post_sampling_probs: scores === 'among' }),
  };
  const { choices, usage } = await engine.createCompletion(
    options as RawCompletionParams & { stream?: false },
  );
  const [{ text, finish_reason, logprobs }] = choices;
  const { content } = (logprobs ?? { content: [] }) as unknown as { content: readonly RawScores[] };
  const completion = {
    text,
    cut: finish_reason === 'length',
    tokens: (scores === 'among' ? (content[0]?.top_probs ?? []) : content).map(written),
  };
  return { tokens: usage.total_tokens, completion };
}

/** A token as the server tells of it. */
interface RawToken {
  readonly id: number;
  readonly bytes: readonly number[] | null;
  readonly logprob?: number;
  readonly prob?: number;
}

type RawScores = RawToken & { readonly top_probs?: readonly RawToken[] };

function written({ id, bytes, logprob, prob }: RawToken): WrittenToken {
  return {
    token: id,
    bytes: Uint8Array.from(bytes ?? []),
    logProbability: logprob ?? Math.log(prob ?? 0),
  };
}

/** Given to chat templates that write the day: what is read must depend on the text alone. */
const DAY = '26 Jul 2024';

function chatRenderer({ chatTemplate, startToken, endToken, startsTexts }: GgufHeader): RenderChat | null {
  if (chatTemplate === null) return null;
  let template: Template;
  try {
    // Jinja's own clock would have the prompt change from day to day.
    template = new Template(chatTemplate.replaceAll('strftime_now', 'day_now'));
  } catch (cause) {
    throw new ModelFileError(`The chat template of this model cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
  return (messages) => {
    const chat = template.render({
      messages: [...messages],
      add_generation_prompt: true,
      bos_token: startToken,
      eos_token: endToken,
      date_string: DAY,
      enable_thinking: false,
      day_now: () => DAY,
    });
    // The tokenizer writes it as well.
    return startsTexts && startToken !== '' && chat.startsWith(startToken)
      ? chat.slice(startToken.length)
      : chat;
  };
}

function messageOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
