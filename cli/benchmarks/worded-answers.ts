import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { f16round } from '@petamoriken/float16';
import type { Asking } from '../../src/annotators/language-model/ask.ts';
import { askCompletions } from '../../src/annotators/llama-cpp/ask-completions.ts';
import type { CompletionModel } from '../../src/annotators/llama-cpp/completion-model.ts';
import { completionPrompt } from '../../src/annotators/llama-cpp/completion-prompt.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import { answersPerText } from '../../src/annotators/worded-answers.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';
import { ANSWER_RULES } from '../../src/jobs/answer-rules.ts';
import { annotateTexts } from '../annotate-texts.ts';
import { atItems } from './at-items.ts';
import type { LikelihoodsHeader } from './likelihoods.ts';

/** The first line of a file of answers in words: who was asked what, and how. */
export interface WordedHeader extends LikelihoodsHeader {
  readonly asking: Exclude<Asking, { method: 'label likelihood' }>;
}

/** Every other line: what was answered about a text, with the hash of the text instead of it. */
export interface WordedLine {
  readonly text: string;
  readonly answers: readonly { readonly text: string; readonly cut: boolean }[];
}

/** How files of answers in words are called: a line of JSON each. */
export const WORDED_ENDING = '.answers';

/** More than any text of a benchmark has. */
const POSITIONS = 1e6;

/**
 * Reads the answers in words in a folder as a model's answers about a data set, by the page's own rules.
 * @throws Error where the prompt is not the one that the page asks with today
 */
export async function readWordedAnswers(folder: string, dataset: Dataset): Promise<Predictions[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(WORDED_ENDING)).toSorted();
  const found: Predictions[] = [];
  for (const name of names) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean);
    const header = JSON.parse(lines[0]) as WordedHeader;
    const { asking, family } = header;
    if (asking.method === 'samples' && asking.answers)
      throw new Error(`${name}: a benchmark holds shares, and answers with all labels that apply are sets.`);
    const askedFor = asking.method === 'verbalised' ? 'percentages' : 'label';
    const prompt = (await shippedPrompts(family, askedFor)).find(({ id }) => id === header.prompt);
    if (prompt?.version !== header.version)
      throw new Error(
        `${name}: the page asks with another prompt than ${header.prompt} of ${header.version}.`,
      );
    if (!dataset.questions.some(({ question }) => question.id === prompt.question.id)) continue;
    const told = new Map(
      lines.slice(1).map((line) => {
        const { text, answers } = JSON.parse(line) as WordedLine;
        return [text, answers] as const;
      }),
    );
    const hashes = await itemTextHashes(dataset);
    const items = hashes.flatMap((hash, item) => (told.has(hash) ? [item] : []));
    if (items.length === 0) continue;
    const texts = items.map((item) => dataset.texts[item]);
    const left = new Map<string, WordedLine['answers'][number][]>();
    const model: CompletionModel = {
      identity: header.model,
      positions: POSITIONS,
      renderChat: (messages) => messages.map(({ content }) => content).join('\n'),
      startsWithSpace: false,
      specialTokens: [],
      async complete({ prompt: asked }) {
        const answer = left.get(asked)?.shift();
        if (!answer) throw new Error(`${name}: an answer to “${asked}” is missing.`);
        return { ...answer, tokens: [] };
      },
    };
    const { write } = completionPrompt(prompt, model, 0);
    for (const [place, item] of items.entries()) left.set(write(texts[place]), [...told.get(hashes[item])!]);
    const annotator = await askCompletions(model, prompt, asking, ANSWER_RULES);
    const asked = { texts, questions: dataset.questions };
    for (const one of await annotateTexts(asked, { of: async () => [annotator] }))
      found.push(atItems(sharesOfAll(one, annotator.annotator), items, dataset.ids.length));
  }
  return found;
}

/** Rows as they are stored, which a benchmark holds: of samples the shares of all answers, those that failed included. */
function sharesOfAll(answers: Predictions, annotator: Annotator): Predictions {
  const { samples, ...rest } = answers;
  const asked = answersPerText(annotator);
  if (!samples || asked === null) return answers;
  const labels = answers.question.labels.length;
  return {
    ...rest,
    distributions: answers.distributions.map((share, at) =>
      f16round(Math.round(share * samples[Math.floor(at / labels)]) / asked),
    ),
  };
}
