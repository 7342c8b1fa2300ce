import { excerpt } from '../unreadable-file.ts';
import type { TokenLogprob } from './first-token.ts';

/** What a model said, in one or several choices, or why it said nothing. */
export interface ApiAnswer {
  /** `null` where the answer does not say. */
  readonly model: string | null;
  /** The request's error, or `null`. */
  readonly error: string | null;
  readonly choices: readonly ApiChoice[];
}

export interface ApiChoice {
  readonly content: string;
  /** The likeliest first tokens; empty where log-probabilities were not asked for. */
  readonly firstTokens: readonly TokenLogprob[];
}

type JsonObject = Record<string, unknown>;

/**
 * The answer in the object that a model's interface gave back, by its own keys and never by the text of the object: OpenAI's
 * chat completions, completions and responses; Anthropic's messages; Gemini's candidates; Bedrock's bodies (Anthropic,
 * Converse, Llama, Mistral, Titan, Cohere); Ollama; vLLM; text-generation pipelines; LangChain's messages. `null` if it is
 * none of them.
 */
export function apiAnswer(value: unknown): ApiAnswer | null {
  const turns = chatTurns(value);
  if (turns !== null) return { model: null, error: null, choices: fromMessage(turns.at(-1)) ?? [] };
  const object = Array.isArray(value) ? record(value[0]) : record(value);
  if (object === null) return null;
  const several = Array.isArray(value) ? value.map(record) : [object];
  const model = text(object.model) ?? text(object.modelVersion) ?? text(object.model_version);
  const refused = errorOf(object);
  if (refused !== null) return { model, error: refused, choices: [] };
  for (const read of READERS) {
    const choices = several.flatMap((one) => (one === null ? [] : (read(one) ?? [])));
    if (choices.length > 0) return { model, error: null, choices };
  }
  const empty = EMPTY_ANSWERS.find(([key]) => Array.isArray(object[key]));
  return empty === undefined ? null : { model, error: empty[1], choices: [] };
}

/** The model's turns of a conversation, a list of messages with roles; `null` if it is none. */
function chatTurns(value: unknown): readonly unknown[] | null {
  if (!Array.isArray(value) || !value.some((one) => typeof record(one)?.role === 'string')) return null;
  return value.filter((one) => /^(assistant|model|ai|gpt)$/.test(String(record(one)?.role)));
}

const EMPTY_ANSWERS: readonly (readonly [string, string])[] = [
  ['choices', 'The response has no choices.'],
  ['candidates', 'The response has no candidates.'],
  ['output', 'The response has no output.'],
  ['content', 'The response has no content.'],
];

const READERS: readonly ((object: JsonObject) => ApiChoice[] | null)[] = [
  // OpenAI chat completions and completions, and everyone who writes them.
  ({ choices }) => (Array.isArray(choices) ? choices.map((one) => openAiChoice(record(one))) : null),
  // OpenAI responses.
  ({ output, object }) =>
    Array.isArray(output) && (object === 'response' || output.some((one) => record(one)?.type === 'message'))
      ? [
          plain(
            output
              .map(outputItem)
              .filter((one) => one !== '')
              .join('\n'),
          ),
        ]
      : null,
  ({ candidates }) =>
    Array.isArray(candidates) ? candidates.map((one) => plain(geminiText(record(one)))) : null,
  // Bedrock's Converse.
  ({ output }) => fromMessage(record(output)?.message),
  ({ message }) => fromMessage(message),
  // vLLM's RequestOutput and Mistral on Bedrock.
  ({ outputs }) => texts(outputs, 'text'),
  ({ results }) => texts(results, 'outputText'),
  ({ generations }) => texts(generations, 'text'),
  ({ completions }) => texts(completions, 'text'),
  ({ generated_text }) =>
    typeof generated_text === 'string'
      ? [plain(generated_text)]
      : Array.isArray(generated_text)
        ? fromMessage(generated_text.at(-1))
        : null,
  (object) =>
    typeof object.content === 'string' || Array.isArray(object.content) ? fromMessage(object) : null,
  ({ generation }) => (typeof generation === 'string' ? [plain(generation)] : null),
  ({ completion }) => (typeof completion === 'string' ? [plain(completion)] : null),
  ({ kwargs }) => fromMessage(kwargs),
  ({ response }) => (typeof response === 'string' ? [plain(response)] : null),
  ({ output_text }) => (typeof output_text === 'string' ? [plain(output_text)] : null),
];

function plain(content: string): ApiChoice {
  return { content, firstTokens: [] };
}

function texts(list: unknown, key: string): ApiChoice[] | null {
  if (!Array.isArray(list)) return null;
  const found = list.map((one) => text(record(one)?.[key]) ?? (typeof one === 'string' ? one : null));
  return found.some((one) => one !== null) ? found.map((one) => plain(one ?? '')) : null;
}

function openAiChoice(one: JsonObject | null): ApiChoice {
  const logprobs = record(one?.logprobs)?.content;
  const first = Array.isArray(logprobs) ? record(logprobs[0])?.top_logprobs : undefined;
  const tokens = Array.isArray(first) ? first.map(record) : [];
  const message = record(one?.message);
  return {
    content: message === null ? (text(one?.text) ?? '') : messageText(message),
    firstTokens: [
      ...tokens.flatMap((token) =>
        typeof token?.token === 'string' && typeof token.logprob === 'number'
          ? [{ token: token.token, logprob: token.logprob }]
          : [],
      ),
      ...completionTokens(record(one?.logprobs)),
    ],
  };
}

/** `top_logprobs` of completions: for each token an object of tokens and their log-probabilities. */
function completionTokens(logprobs: JsonObject | null): TokenLogprob[] {
  const list = logprobs?.top_logprobs;
  const first = Array.isArray(list) ? record(list[0]) : null;
  return Object.entries(first ?? {}).flatMap(([token, logprob]) =>
    typeof logprob === 'number' ? [{ token, logprob }] : [],
  );
}

function fromMessage(value: unknown): ApiChoice[] | null {
  const message = record(value);
  return message === null || !('content' in message || 'tool_calls' in message)
    ? null
    : [plain(messageText(message))];
}

/** A message's text, or the arguments of the tool that it calls; a refusal is no text. */
function messageText(message: JsonObject): string {
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : [];
  const called = calls.map((call) => {
    const one = record(call);
    return argumentsText(record(one?.function)?.arguments ?? one?.args);
  });
  const old = argumentsText(record(message.function_call)?.arguments);
  const content = contentText(message.content);
  return content !== '' ? content : ([...called, old].find((one) => one !== '') ?? '');
}

/** A content that is a text, or parts of which some are text and some call a tool; reasoning is neither. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  const parts = content.map((part) => {
    if (typeof part === 'string') return part;
    const one = record(part);
    if (one === null || /reason|think|refusal/.test(String(one.type ?? ''))) return '';
    return (
      text(one.text) ??
      argumentsText(one.input ?? record(one.toolUse)?.input ?? record(one.functionCall)?.args)
    );
  });
  return parts.filter((part) => part !== '').join('\n');
}

/** One item of the output of OpenAI's responses. */
function outputItem(value: unknown): string {
  const item = record(value);
  if (item?.type === 'function_call') return argumentsText(item.arguments);
  return item?.type === 'message' ? contentText(item.content) : '';
}

function geminiText(candidate: JsonObject | null): string {
  const parts = record(candidate?.content)?.parts;
  if (!Array.isArray(parts)) return '';
  const own = parts.map(record).filter((part) => part?.thought !== true);
  return own.map((part) => text(part?.text) ?? argumentsText(record(part?.functionCall)?.args)).join('');
}

function argumentsText(value: unknown): string {
  if (typeof value === 'string') return value;
  return record(value) === null ? '' : JSON.stringify(value);
}

function errorOf(object: JsonObject): string | null {
  const { error, promptFeedback, status } = object;
  const blocked = record(promptFeedback)?.blockReason;
  if (typeof blocked === 'string') return `The request was blocked: ${excerpt(blocked)}`;
  if (status === 'failed' || status === 'incomplete') {
    const details = record(object.incomplete_details)?.reason;
    return `The request failed: ${excerpt(typeof details === 'string' ? details : String(status))}`;
  }
  return error === null || error === undefined || error === ''
    ? null
    : `The request failed: ${problemText(error)}`;
}

/** An error in words, as interfaces give them. */
export function problemText(problem: unknown): string {
  const inner = record(record(problem)?.error) ?? record(problem);
  const said = inner?.message ?? inner?.code ?? inner?.type;
  return excerpt(
    typeof said === 'string' ? said : typeof problem === 'string' ? problem : JSON.stringify(problem),
    120,
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** An object of JSON, or `null` for any other value. */
export function record(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}
