import type { ModelIdentity } from '../classifier.ts';
import type { RenderChat } from '../language-model/prompt-text.ts';

/** What llama.cpp is asked to go on with, and how. */
export interface CompletionRequest {
  readonly prompt: string;
  /** After so many tokens it is cut. */
  readonly tokens: number;
  /** 0 takes the likeliest token every time; without anything else that narrows the choice, such as a top k. */
  readonly temperature: number;
  /** Of what is drawn; the same draws the same. */
  readonly seed?: number;
  /** GBNF: nothing else is written. */
  readonly grammar?: string;
  /** Only these are written, as far as the grammar allows: tokens, or a text whose tokens are meant. */
  readonly only?: readonly number[] | string;
  /**
   * `each`: the natural logarithm of every written token's probability, before anything narrowed the choice. `among`: how the tokens
   * of `only` share the first place among themselves.
   */
  readonly scores?: 'each' | 'among';
}

/** A token as llama.cpp wrote it. */
export interface WrittenToken {
  readonly token: number;
  readonly bytes: Uint8Array;
  /** As the request asked: of the whole vocabulary, or among the tokens that were allowed. */
  readonly logProbability: number;
}

export interface Completion {
  readonly text: string;
  /** Whether it was cut before its end. */
  readonly cut: boolean;
  /** With `scores: 'each'` those that were written in their order, with `among` the tokens that were allowed; else none. */
  readonly tokens: readonly WrittenToken[];
}

/** A language model that takes texts and gives texts: llama.cpp has its tokenizer, its caches and its sampling to itself. */
export interface CompletionModel {
  readonly identity: ModelIdentity;
  /** The most tokens that it reads here. */
  readonly positions: number;
  /** `null` for one without a chat template. */
  readonly renderChat: RenderChat | null;
  /** Whether its tokenizer puts a space before every text. */
  readonly startsWithSpace: boolean;
  /** Tokens that mark something, as they would stand in a text. */
  readonly specialTokens: readonly string[];
  /** One after another: a request waits for those before it. */
  complete(request: CompletionRequest): Promise<Completion>;
  /** Gives its memory back; it can be asked no more. */
  end?(): void;
}

export function isCompletionModel(model: object): model is CompletionModel {
  return 'complete' in model;
}
