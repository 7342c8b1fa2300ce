import { ModelFileError } from '../model-files.ts';
import { readGgufMetadata, type FileBeginning, type GgufValue } from './gguf-metadata.ts';
import { llamaShape } from '../gguf-onnx/llama-file.ts';
import { QUANTISATIONS } from './quantisations.ts';

/** What a GGUF file says of itself, read from its beginning alone. */
export interface GgufHeader {
  /** As its makers named it; `null` where it has no name. */
  readonly name: string | null;
  /** What llama.cpp knows it as: `llama`, `qwen2`, `gemma3`. */
  readonly architecture: string;
  /** As llama.cpp names it: `Q4_K_M`; `unknown` where the file does not say. */
  readonly quantisation: string;
  /** As the file names it, e.g. `apache-2.0`; `null` where it does not. */
  readonly licence: string | null;
  readonly parameters: number;
  /** The most tokens that it was trained to read. */
  readonly positions: number;
  /** Bytes of keys and values for each token that is read, in 16 bits. */
  readonly cacheBytesPerToken: number;
  /** Jinja; `null` for a model that was not trained to follow instructions. */
  readonly chatTemplate: string | null;
  /** Text of the tokens that begin and end a text. */
  readonly startToken: string;
  readonly endToken: string;
  /** Whether the tokenizer begins every text with the start token. */
  readonly startsTexts: boolean;
  /** Whether the tokenizer puts a space before every text. */
  readonly startsWithSpace: boolean;
  /** Tokens that mark something, as they would stand in a text. */
  readonly specialTokens: readonly string[];
  /** Whether ONNX Runtime can compute the file as it is; see {@link llamaShape}. */
  readonly inOnnxRuntime: boolean;
}

/** Kinds of tokens that a text must not be read as: control tokens, and those that a maker added. */
const CONTROL = 3;
const ADDED = 4;
const HALF_BYTES = 2;

/**
 * Reads the header of a GGUF file, of a split one that of its first part.
 * @throws {ModelFileError} where it is none, or does not say what is needed
 */
export async function readGgufHeader(file: FileBeginning): Promise<GgufHeader> {
  const metadata = await readGgufMetadata(file).catch((cause: Error) => {
    throw new ModelFileError(`This is no GGUF file that can be read here. ${cause.message}`, { cause });
  });
  const { values, parameters } = metadata;
  const text = (key: string) => asString(values.get(key));
  const number = (key: string) => asNumber(values.get(key));
  const architecture = text('general.architecture');
  const positions = number(`${architecture}.context_length`);
  if (architecture === null || !positions)
    throw new ModelFileError(
      'The GGUF file does not say its architecture and how many tokens it reads: it is no language model.',
    );
  const own = (key: string) => number(`${architecture}.${key}`);
  const tokens = (values.get('tokenizer.ggml.tokens') ?? []) as readonly string[];
  const kinds = (values.get('tokenizer.ggml.token_type') ?? []) as readonly number[];
  const token = (key: string) => tokens[number(key) ?? -1] ?? '';
  const heads = own('attention.head_count') ?? 1;
  const width = own('attention.key_length') ?? (own('embedding_length') ?? 0) / heads;
  const cacheHeads = own('attention.head_count_kv') ?? heads;
  const vocabulary = text('tokenizer.ggml.model');
  return {
    name: text('general.name'),
    architecture,
    quantisation: QUANTISATIONS[number('general.file_type') ?? -1] ?? 'unknown',
    licence: text('general.license'),
    parameters,
    positions,
    cacheBytesPerToken: 2 * HALF_BYTES * cacheHeads * width * (own('block_count') ?? 0),
    chatTemplate: text('tokenizer.chat_template'),
    startToken: token('tokenizer.ggml.bos_token_id'),
    endToken: token('tokenizer.ggml.eos_token_id'),
    // Where the file does not say, as llama.cpp has it: SentencePiece's do both.
    startsTexts: (values.get('tokenizer.ggml.add_bos_token') ?? vocabulary === 'llama') === true,
    startsWithSpace:
      vocabulary === 'llama' && (values.get('tokenizer.ggml.add_space_prefix') ?? true) === true,
    specialTokens: tokens.filter((_, at) => kinds[at] === CONTROL || kinds[at] === ADDED),
    inOnnxRuntime: llamaShape(metadata) !== null,
  };
}

function asString(value: GgufValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Of a model whose layers differ the file has an array: the largest counts. */
function asNumber(value: GgufValue | undefined): number | null {
  if (typeof value === 'number') return value;
  return Array.isArray(value) && value.length > 0 ? Math.max(...(value as number[])) : null;
}
