import { parseObject, whyNoObject } from '../tables/json-rows.ts';
import { excerpt } from '../unreadable-file.ts';
import type { TokenLogprob } from './first-token.ts';

/** One line of the output of a batch in OpenAI's format, which vLLM and others write too. */
export interface BatchLine {
  readonly id: string;
  /** `null` where the answer does not say. */
  readonly model: string | null;
  /** The request's error, or `null`. */
  readonly error: string | null;
  readonly choices: readonly BatchChoice[];
}

export interface BatchChoice {
  readonly content: string;
  /** The likeliest first tokens; empty where log-probabilities were not asked for. */
  readonly firstTokens: readonly TokenLogprob[];
}

/** What a line holds, or why it is no line of such a file. Only the keys that are looked at must have the right type. */
export function parseBatchLine(line: string): BatchLine | string {
  if (line.trim() === '') return 'The line is empty.';
  const object = parseObject(line);
  if (object === null) return whyNoObject(line);
  const id = object.custom_id;
  if ((typeof id !== 'string' && typeof id !== 'number') || String(id) === '')
    return 'The key "custom_id" is missing.';
  const response = record(object.response);
  const body = record(response?.body);
  const status = response?.status_code;
  const model = typeof body?.model === 'string' && body.model !== '' ? body.model : null;
  const failed = { id: String(id), model, choices: [] };
  const problem = object.error ?? body?.error;
  if (problem !== null && problem !== undefined)
    return { ...failed, error: `The request failed: ${message(problem)}` };
  if (typeof status === 'number' && status !== 200)
    return { ...failed, error: `The request failed with status ${status}.` };
  const choices = Array.isArray(body?.choices) ? body.choices.map(choice) : [];
  if (choices.length === 0) return { ...failed, error: 'The response has no choices.' };
  return { id: String(id), model, error: null, choices };
}

function choice(value: unknown): BatchChoice {
  const one = record(value);
  const content = record(one?.message)?.content;
  const logprobs = record(one?.logprobs)?.content;
  const first = Array.isArray(logprobs) ? record(logprobs[0])?.top_logprobs : undefined;
  const tokens = Array.isArray(first) ? first.map(record) : [];
  return {
    content: typeof content === 'string' ? content : '',
    firstTokens: tokens.flatMap((token) =>
      typeof token?.token === 'string' && typeof token.logprob === 'number'
        ? [{ token: token.token, logprob: token.logprob }]
        : [],
    ),
  };
}

function message(problem: unknown): string {
  const text = record(problem)?.message ?? record(problem)?.code;
  return excerpt(typeof text === 'string' ? text : JSON.stringify(problem), 120);
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
