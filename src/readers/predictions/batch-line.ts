import { max } from 'd3';
import { jsonCell } from '../annotated/answer-cells.ts';
import { parseObject, whyNoObject } from '../tables/json-rows.ts';
import { TEXT_COLUMNS } from '../text-columns.ts';
import { apiAnswer, problemText, record, type ApiChoice } from './api-answers.ts';

/** One line of models' answers as interfaces, batches and evaluation tools write them. */
export interface BatchLine {
  /** The item's id; `null` where the line has none. */
  readonly id: string | null;
  /** The item's text, where the line repeats it; `null` if not. */
  readonly text: string | null;
  /** What the model was asked, with the item's text in it; `null` where the line does not say. */
  readonly prompt: string | null;
  /** `null` where the answer does not say. */
  readonly model: string | null;
  /** The request's error, or `null`. */
  readonly error: string | null;
  readonly choices: readonly ApiChoice[];
}

type JsonObject = Record<string, unknown>;

/** How a tool writes a line: which keys tell it, and where what stands. */
interface LineSchema {
  readonly name: string;
  readonly is: (object: JsonObject) => boolean;
  readonly id: (object: JsonObject) => unknown;
  readonly text?: (object: JsonObject) => unknown;
  readonly prompt?: (object: JsonObject) => unknown;
  readonly model?: (object: JsonObject) => unknown;
  /** The key of an id that a line must have, for a message. */
  readonly idKey?: string;
  readonly answer: (object: JsonObject) => unknown;
  readonly error?: (object: JsonObject) => unknown;
}

const SCHEMAS: readonly LineSchema[] = [
  {
    name: 'promptfoo results',
    is: ({ response, vars, testCase, provider }) =>
      provider !== undefined &&
      (record(vars) ?? record(record(testCase)?.vars)) !== null &&
      (response === undefined || record(response) !== null),
    id: (object) => {
      const vars = promptfooVars(object);
      return vars.id ?? vars.item_id ?? vars.text_id ?? vars.uid;
    },
    text: (object) => promptfooText(promptfooVars(object)),
    prompt: ({ prompt }) => record(prompt)?.raw ?? prompt,
    model: ({ provider }) => record(provider)?.id ?? provider,
    answer: ({ response }) => {
      const output = record(response)?.output;
      return { response: typeof output === 'string' ? output : JSON.stringify(output ?? '') };
    },
    // A failed assertion is an error too, and its answer stands beside it.
    error: ({ response, error }) => {
      const own = record(response);
      const problem = own?.error ?? (own?.output === undefined ? (error ?? 'no output') : null);
      return problem === null ? null : `The request failed: ${problemText(problem)}`;
    },
  },
  {
    name: 'OpenAI batch',
    is: (object) => 'custom_id' in object && ('response' in object || 'error' in object),
    idKey: 'custom_id',
    id: ({ custom_id }) => custom_id,
    answer: ({ response }) => record(response)?.body ?? response,
    error: ({ error, response }) => {
      const body = record(record(response)?.body);
      const status = record(response)?.status_code;
      const problem = error ?? body?.error;
      if (problem !== null && problem !== undefined) return `The request failed: ${problemText(problem)}`;
      return typeof status === 'number' && status !== 200
        ? `The request failed with status ${status}.`
        : null;
    },
  },
  {
    name: 'Anthropic batch',
    is: (object) => 'custom_id' in object && 'result' in object,
    idKey: 'custom_id',
    id: ({ custom_id }) => custom_id,
    answer: ({ result }) => record(result)?.message,
    error: ({ result }) => {
      const type = record(result)?.type;
      if (type === 'succeeded' || type === undefined) return null;
      const problem = record(result)?.error;
      return `The request ended as "${String(type)}"${problem === undefined ? '' : `: ${problemText(problem)}`}.`;
    },
  },
  {
    name: 'Gemini batch',
    is: (object) => 'key' in object && ('response' in object || 'error' in object),
    idKey: 'key',
    id: ({ key }) => key,
    answer: ({ response }) => response,
    error: ({ error }) =>
      error === undefined || error === null ? null : `The request failed: ${problemText(error)}`,
  },
  {
    name: 'Vertex AI batch',
    is: ({ request, response, status }) =>
      record(request) !== null && (record(response) !== null || typeof status === 'string'),
    id: ({ request, key, id }) => record(record(request)?.labels)?.id ?? key ?? id,
    prompt: ({ request }) => geminiPrompt(record(request)),
    answer: ({ response }) => response,
    error: ({ status, response }) =>
      typeof status === 'string' && status !== '' && Object.keys(record(response) ?? {}).length === 0
        ? `The request failed: ${problemText(status)}`
        : null,
  },
  {
    name: 'Vertex AI batch of a text model',
    is: ({ instance, predictions }) => record(instance) !== null && Array.isArray(predictions),
    id: ({ instance }) => record(instance)?.id,
    prompt: ({ instance }) => record(instance)?.prompt ?? record(instance)?.content,
    answer: ({ predictions }) => ({
      outputs: (predictions as unknown[]).map((one) => ({ text: record(one)?.content ?? one })),
    }),
    error: ({ status }) =>
      typeof status === 'string' && status !== '' ? `The request failed: ${problemText(status)}` : null,
  },
  {
    name: 'Bedrock batch',
    is: (object) => 'recordId' in object && ('modelOutput' in object || 'error' in object),
    idKey: 'recordId',
    id: ({ recordId }) => recordId,
    answer: ({ modelOutput }) => modelOutput,
    error: ({ error }) =>
      record(error) === null
        ? null
        : `The request failed: ${problemText(record(error)?.errorMessage ?? error)}`,
  },
  {
    name: 'vLLM outputs',
    is: ({ outputs, request_id }) => Array.isArray(outputs) && request_id !== undefined,
    id: ({ request_id }) => request_id,
    prompt: ({ prompt }) => prompt,
    answer: (object) => object,
  },
  {
    name: 'lm-eval samples',
    is: (object) => 'doc' in object && ('filtered_resps' in object || 'resps' in object),
    id: ({ doc, doc_id }) => {
      const own = record(doc);
      return own?.id ?? own?.uid ?? own?.item_id ?? own?.text_id ?? own?.idx ?? doc_id;
    },
    text: ({ doc }) => record(doc)?.text ?? record(doc)?.sentence,
    answer: ({ filtered_resps, resps, arguments: asked }) => {
      const shares = choiceShares(filtered_resps ?? resps, asked) ?? choiceShares(resps, asked);
      if (shares !== null) return { response: JSON.stringify(shares) };
      return { outputs: flat(filtered_resps ?? resps).map((text) => ({ text })) };
    },
  },
  {
    name: 'Inspect samples',
    is: ({ output, input, epoch, target }) =>
      record(output) !== null && input !== undefined && (epoch !== undefined || target !== undefined),
    id: ({ id }) => id,
    prompt: ({ input }) => input,
    model: ({ output }) => record(output)?.model,
    answer: ({ output }) => output,
    error: ({ error }) =>
      error === undefined || error === null ? null : `The request failed: ${problemText(error)}`,
  },
  {
    name: 'LangSmith runs',
    is: (object) => 'inputs' in object && 'outputs' in object,
    id: ({ inputs, reference_example_id }) => {
      const own = nested(inputs);
      return own?.id ?? own?.item_id ?? own?.text_id ?? own?.uid ?? reference_example_id;
    },
    text: ({ inputs }) => nested(inputs)?.text ?? nested(inputs)?.input ?? nested(inputs)?.sentence,
    answer: ({ outputs }) => {
      const own = nested(outputs);
      return apiAnswer(own) === null ? { response: ownText(own) ?? outputs } : own;
    },
    error: ({ error }) =>
      error === undefined || error === null || error === ''
        ? null
        : `The request failed: ${problemText(error)}`,
  },
  {
    name: 'Ollama answers',
    is: ({ done, response, message }) =>
      done !== undefined && (typeof response === 'string' || record(message) !== null),
    id: ({ id, item_id, uid, custom_id }) => id ?? item_id ?? uid ?? custom_id,
    prompt: ({ prompt }) => prompt,
    answer: ({ response, message }) => (typeof response === 'string' ? { response } : { message }),
  },
];

/** The name of the tool that wrote an object, or `null`; also by the keys of a table that it may be. */
export function lineSchema(object: JsonObject): string | null {
  return SCHEMAS.find(({ is }) => is(object))?.name ?? null;
}

/** What a line holds, or why it is no line of such a file. Only the keys that are looked at must have the right type. */
export function parseBatchLine(line: string): BatchLine | string {
  if (line.trim() === '') return 'The line is empty.';
  const object = parseObject(line);
  return object === null ? whyNoObject(line) : batchLine(object);
}

/** As {@link parseBatchLine}, of an object that is parsed already. */
export function batchLine(object: JsonObject): BatchLine | string {
  const schema = SCHEMAS.find(({ is }) => is(object));
  if (schema === undefined)
    return 'custom_id' in object ? 'The key "response" is missing.' : 'The key "custom_id" is missing.';
  const id = idText(schema.id(object));
  if (id === null && schema.idKey !== undefined) return `The key "${schema.idKey}" is missing.`;
  const answer = apiAnswer(schema.answer(object));
  const said = schema.model?.(object);
  const model = typeof said === 'string' && said !== '' ? said : (answer?.model ?? ownModel(object));
  const base = {
    id,
    text: plainText(schema.text?.(object)),
    prompt: plainText(schema.prompt?.(object)),
    model,
  };
  const error = schema.error?.(object) ?? answer?.error ?? null;
  if (typeof error === 'string') return { ...base, error, choices: [] };
  if (answer === null) return { ...base, error: 'The response has no choices.', choices: [] };
  return { ...base, error: null, choices: answer.choices };
}

function ownModel({ model }: JsonObject): string | null {
  return typeof model === 'string' && model !== '' ? model : null;
}

function idText(value: unknown): string | null {
  return (typeof value === 'string' || typeof value === 'number') && String(value) !== ''
    ? String(value)
    : null;
}

function plainText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (!Array.isArray(value)) return null;
  const [last] = value
    .map(record)
    .filter((one) => one?.role === 'user')
    .reverse();
  return typeof last?.content === 'string' ? last.content : null;
}

function promptfooVars({ vars, testCase }: JsonObject): JsonObject {
  return record(vars) ?? record(record(testCase)?.vars) ?? {};
}

/** The variable that is named for a text, or the longest in words. */
function promptfooText(vars: JsonObject): unknown {
  const named = TEXT_COLUMNS.find((name) => typeof vars[name] === 'string');
  if (named !== undefined) return vars[named];
  const words = Object.values(vars).filter((one) => typeof one === 'string' && one.includes(' ')) as string[];
  return words.sort((a, b) => b.length - a.length)[0];
}

function geminiPrompt(request: JsonObject | null): string | null {
  const contents = request?.contents;
  const parts = Array.isArray(contents) ? record(contents.at(-1))?.parts : undefined;
  const texts = Array.isArray(parts) ? parts.map((part) => record(part)?.text) : [];
  const own = texts.filter((one) => typeof one === 'string');
  return own.length === 0 ? null : own.join('\n');
}

/**
 * The probabilities of a multiple choice from the log-likelihoods of its continuations, each with whether it is the greedy one;
 * `null` if the responses are none.
 */
function choiceShares(responses: unknown, asked: unknown): Record<string, number> | null {
  const pairs = Array.isArray(responses) ? responses.map(pair) : [];
  const continuations = Object.values(record(asked) ?? (Array.isArray(asked) ? { ...asked } : {})).map(
    (one) => (Array.isArray(one) ? (one[1] as unknown) : record(one)?.arg_1),
  );
  if (pairs.length < 2 || pairs.includes(null) || continuations.length !== pairs.length) return null;
  if (!continuations.every((one) => typeof one === 'string')) return null;
  const likelihoods = pairs as number[];
  const most = max(likelihoods)!;
  const powers = likelihoods.map((one) => Math.exp(one - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return Object.fromEntries(continuations.map((label, at) => [label.trim(), powers[at] / sum]));
}

/** The log-likelihood of `["-1.5", "False"]`, perhaps in a list of its own. */
function pair(value: unknown): number | null {
  if (!Array.isArray(value)) return null;
  if (value.length === 1) return pair(value[0]);
  const number = Number(value[0]);
  return value.length === 2 && Number.isFinite(number) && /^(true|false)$/i.test(String(value[1]))
    ? number
    : null;
}

function flat(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(flat);
  return typeof value === 'string' ? [value] : [];
}

/** An object, or one that a cell of a table spells. */
function nested(value: unknown): JsonObject | null {
  return record(typeof value === 'string' ? jsonCell(value) : value);
}

/** The one text in an object: `{"output": "joy"}`. */
function ownText(object: JsonObject | null): string | null {
  const texts = Object.values(object ?? {}).filter((one) => typeof one === 'string');
  return texts.length === 1 ? texts[0] : null;
}
