import type { Completion, CompletionRequest, WrittenToken } from './completion-model.ts';

/** Above every score that a model gives, so that nothing else is left, and small enough for single precision beside them. */
const ONLY = 1000;

/** A request as the core of llama.cpp's server takes it at `/v1/completions`. */
export function serverRequest({
  prompt,
  tokens,
  temperature,
  seed,
  grammar,
  only,
  scores,
}: CompletionRequest): object {
  const among = scores === 'among' ? (only ?? []).length : 1;
  return {
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
}

/** What it answers. */
export interface ServerAnswer {
  readonly choices: readonly {
    readonly text: string;
    readonly finish_reason?: string | null;
    readonly logprobs?: unknown;
  }[];
  readonly usage: { readonly total_tokens: number };
}

/** Reads an answer to {@link serverRequest}. */
export function readServerAnswer(
  { choices: [{ text, finish_reason, logprobs }] }: ServerAnswer,
  { scores }: Pick<CompletionRequest, 'scores'>,
): Completion {
  const { content } = (logprobs ?? { content: [] }) as { readonly content: readonly RawScores[] };
  return {
    text,
    cut: finish_reason === 'length',
    tokens: (scores === 'among' ? (content[0]?.top_probs ?? []) : content).map(written),
  };
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
