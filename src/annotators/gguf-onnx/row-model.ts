import type { ModelIdentity } from '../classifier.ts';
import type { Asking } from '../language-model/ask.ts';
import { likelihoodAnnotator, type LikelihoodAnnotator } from '../language-model/ask-label-likelihood.ts';
import { PromptError, type Prompt } from '../language-model/prompt.ts';
import { promptText, writeOut } from '../language-model/prompt-text.ts';
import { tokenisePrompt } from '../language-model/prompt-tokens.ts';
import type { SubwordTokenizer } from '../language-model/subword-tokenizer.ts';
import { labelLikelihoodRows } from './label-likelihood-rows.ts';
import type { Beginning, RowDecoder } from './row-decoder.ts';
import { wholePrompt } from './whole-prompt.ts';

/** A GGUF model that ONNX Runtime computes from its own weights. */
export interface RowModel {
  readonly identity: ModelIdentity;
  readonly decoder: RowDecoder;
  readonly tokenizer: SubwordTokenizer;
  readonly positions: number;
  readonly vocabulary: number;
  /** Gives its memory back; it can be asked no more. */
  end(): void;
}

export function isRowModel(model: object): model is RowModel {
  return 'decoder' in model && 'vocabulary' in model;
}

/** Tokens of a batch: enough that unpacking the weights, which every pass does, is a small part of it, and few enough to be stopped. */
const BATCH_TOKENS = 384;

/**
 * Asks it by label likelihood.
 * @throws {PromptError} where the prompt cannot be put to this model
 */
export function askRows(
  { identity, decoder, tokenizer, positions, vocabulary }: RowModel,
  prompt: Prompt,
  asking: Asking,
): LikelihoodAnnotator {
  if (asking.method !== 'label likelihood')
    throw new PromptError(
      prompt,
      'ONNX Runtime answers about a model in GGUF form by label likelihood only.',
    );
  const { method: _, ...parameters } = asking;
  const pieces = promptText(prompt, tokenizer.renderChat);
  const trie = tokenisePrompt(prompt, pieces, tokenizer, positions).trie();
  const { prefix, encode } = wholePrompt(pieces, tokenizer, (read) => positions - read - trie.depth);
  let reading: Promise<Beginning> | undefined;

  /** A failed reading is forgotten, so that trying again can work. */
  function readPrefix(): Promise<Beginning> {
    reading ??= decoder.readBeginning(prefix).catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  }

  return likelihoodAnnotator({ identity }, prompt, parameters, {
    encode,
    batchTokens: BATCH_TOKENS,
    write: (text) => writeOut(pieces, text),
    async logProbabilities(batch) {
      const texts = batch.map((text) => text.tokens);
      return await labelLikelihoodRows(decoder, trie, await readPrefix(), texts, vocabulary);
    },
  });
}
