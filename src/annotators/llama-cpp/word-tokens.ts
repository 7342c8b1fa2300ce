import { AmbiguousWordsError, LabelTrie, type LabelWord } from '../language-model/label-trie.ts';
import { PromptError, type Prompt } from '../language-model/prompt.ts';
import type { CompletionModel, WrittenToken } from './completion-model.ts';
import type { CompletionPrompt } from './completion-prompt.ts';
import { grammarOf } from './grammar.ts';

/** The words of a prompt's labels as the model's tokens. */
export interface WordTokens {
  readonly trie: LabelTrie;
  /** What each word of the trie is written as, by its tokens. */
  readonly written: ReadonlyMap<string, string>;
}

/**
 * Finds the tokens of every word of every label. llama.cpp's server core tells nobody how it cuts a text into tokens; but it takes a
 * text to say which tokens may be written, and a grammar to say in what order: so each word is written once, from nothing but its own
 * tokens.
 *
 * @throws {PromptError} where the tokens cannot be found, or words of two labels cannot be told apart by them
 */
export async function wordTokens(
  model: CompletionModel,
  prompt: Prompt,
  asked: CompletionPrompt,
): Promise<WordTokens> {
  const words: LabelWord[] = [];
  const written = new Map<string, string>();
  for (const [label, name] of prompt.question.labels.entries())
    for (const word of prompt.words[name]) {
      const answer = asked.answer(word);
      const tokens = await tokensOf(model, asked.write(''), answer);
      if (!tokens)
        throw new PromptError(
          prompt,
          `the word “${word}” of “${name}” cannot be written in the model's tokens.`,
          {
            label: name,
          },
        );
      words.push({ label, word, tokens });
      written.set(tokens.join(), answer);
    }
  try {
    return { trie: new LabelTrie(words, prompt.question.labels.length), written };
  } catch (error) {
    if (error instanceof AmbiguousWordsError) throw new PromptError(prompt, error.message);
    throw error;
  }
}

async function tokensOf(model: CompletionModel, prompt: string, answer: string): Promise<number[] | null> {
  const bytes = new TextEncoder().encode(answer);
  const only = asOwnText(answer, model);
  // Which tokens they are takes one step, and for most words that is all.
  const { tokens: its } = await model.complete({ prompt, tokens: 1, temperature: 1, only, scores: 'among' });
  const whole = its.find((each) => spelling([each], bytes) === 1);
  if (whole) return [whole.token];
  const { tokens } = await model.complete({
    prompt,
    tokens: bytes.length,
    temperature: 0,
    grammar: grammarOf([answer]),
    only,
    scores: 'each',
  });
  const places = spelling(tokens, bytes);
  return places === null ? null : tokens.slice(0, places).map(({ token }) => token);
}

/** A tokenizer that puts a space before every text is given none of its own, or a line to begin that the answer has not. */
function asOwnText(answer: string, { startsWithSpace }: CompletionModel): string {
  if (!startsWithSpace) return answer;
  return answer.startsWith(' ') ? answer.slice(1) : `\n${answer}`;
}

/** How many of the tokens spell exactly these bytes; `null` where they do not. What ends an answer may follow. */
export function spelling(tokens: readonly WrittenToken[], bytes: Uint8Array): number | null {
  let at = 0;
  for (const [place, token] of tokens.entries()) {
    for (const byte of token.bytes) if (byte !== bytes[at++]) return null;
    if (at === bytes.length) return place + 1;
  }
  return null;
}
