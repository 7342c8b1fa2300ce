import type { LanguageModel } from '../../../src/annotators/language-model/language-model.ts';
import { logSum } from '../../../src/annotators/language-model/log-probabilities.ts';
import type { Prompt } from '../../../src/annotators/language-model/prompt.ts';
import { promptText } from '../../../src/annotators/language-model/prompt-text.ts';
import { tokenisePrompt } from '../../../src/annotators/language-model/prompt-tokens.ts';

/**
 * Label log-probabilities the long way, to compare with: each word's tokens are read with all that comes before them, in
 * one pass from nothing for every token, with no cache and no tree.
 */
export async function naiveLogProbabilities(
  model: LanguageModel,
  prompt: Prompt,
  text: string,
): Promise<number[]> {
  const pieces = promptText(prompt, model.tokenizer.renderChat);
  const { prefix, encode, words } = tokenisePrompt(prompt, pieces, model.tokenizer, model.positions);
  const before = [...prefix, ...encode(text).tokens];
  const ofLabel = prompt.question.labels.map((): number[] => []);
  for (const { label, tokens } of words) {
    const nested = words.some(
      (other) =>
        other.label === label &&
        other.tokens.length < tokens.length &&
        other.tokens.every((token, place) => tokens[place] === token),
    );
    if (nested) continue;
    let log = 0;
    for (const [place, token] of tokens.entries()) {
      const read = [...before, ...tokens.slice(0, place)];
      const next = await model.decoder.run([read], model.decoder.empty);
      log += logSoftmax([...next.logits(0)])[token];
    }
    ofLabel[label].push(log);
  }
  return ofLabel.map(logSum);
}

function logSoftmax(scores: readonly number[]): number[] {
  const total = logSum(scores);
  return scores.map((score) => score - total);
}
