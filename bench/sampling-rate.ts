import { pipeline } from '@huggingface/transformers';
import { promptText, writeOut } from '../src/annotators/language-model/prompt-text.ts';
import { emotionPrompt, seconds } from './asking-rates.ts';
import type { BenchedModel } from './benched-models.ts';

const ANSWERS = 20;

/**
 * Seconds for a text.
 * @param tokens of each answer
 */
export type Sampler = (texts: readonly string[], tokens: number) => Promise<number>;

/**
 * Loads transformers.js's text-generation pipeline, to time drawing 20 answers to each text, all 20 in one batch.
 *
 * @param model in a folder of its name below `env.localModelPath`
 */
export async function loadSampler({ name, dtype }: BenchedModel): Promise<Sampler> {
  const generator = await pipeline('text-generation', name, {
    dtype,
    session_options: { intraOpNumThreads: 1 },
  });
  // Without one it cannot put several texts into a batch.
  generator.tokenizer.pad_token_id ??= generator.tokenizer.eos_token_id;
  const pieces = promptText(await emotionPrompt(), null);
  const draw = (text: string, tokens: number) =>
    generator(new Array<string>(ANSWERS).fill(writeOut(pieces, text)), {
      max_new_tokens: tokens,
      do_sample: true,
      temperature: 1,
      top_k: 0,
      return_full_text: false,
    });
  return async (texts, tokens) => {
    const all = await seconds(async () => {
      for (const text of texts) await draw(text, tokens);
    });
    return all / texts.length;
  };
}
