import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelIdentity } from '../../src/annotators/classifier.ts';
import {
  EMPTY_TEXTS,
  likelihoodAnnotator,
  type LabelScorer,
} from '../../src/annotators/language-model/ask-label-likelihood.ts';
import type { Prompt } from '../../src/annotators/language-model/prompt.ts';
import type { PromptFamily } from '../../src/annotators/language-model/prompt-family.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import { itemTextHashes, loadTextHash } from '../../src/judgments/text-hash.ts';
import { annotateTexts } from '../annotate-texts.ts';
import { atItems } from './at-items.ts';

/** The first line of a file of likelihoods: who was asked what. */
export interface LikelihoodsHeader {
  readonly model: ModelIdentity;
  readonly family: PromptFamily;
  /** Id and version of the prompt. */
  readonly prompt: Prompt['id'];
  readonly version: Prompt['version'];
}

/** Every other line: what a text's labels were given, with the hash of the text instead of it. */
export interface LikelihoodLine {
  readonly text: string;
  /** Natural logarithms of each label's probability as the answer. */
  readonly logs: readonly number[];
}

/** How files of likelihoods are called: a line of JSON each. */
export const LIKELIHOODS_ENDING = '.jsonl';

/**
 * Reads the likelihoods in a folder as answers about a data set, with the prior kept and removed, by the page's own arithmetic.
 * @throws Error where the prompt is not the one that the page asks with today
 */
export async function readLikelihoods(folder: string, dataset: Dataset): Promise<Predictions[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(LIKELIHOODS_ENDING)).toSorted();
  const found: Predictions[] = [];
  for (const name of names) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean);
    const header = JSON.parse(lines[0]) as LikelihoodsHeader;
    const prompt = (await shippedPrompts(header.family)).find(({ id }) => id === header.prompt);
    if (prompt?.version !== header.version)
      throw new Error(
        `${name}: the page asks with another prompt than ${header.prompt} of ${header.version}.`,
      );
    if (!dataset.questions.some(({ question }) => question.id === prompt.question.id)) continue;
    const told = lines.slice(1).map((line) => JSON.parse(line) as LikelihoodLine);
    found.push(
      ...(await answersOf(
        header.model,
        prompt,
        new Map(told.map(({ text, logs }) => [text, logs])),
        dataset,
      )),
    );
  }
  return found;
}

async function answersOf(
  identity: ModelIdentity,
  prompt: Prompt,
  logsOf: ReadonlyMap<string, readonly number[]>,
  dataset: Dataset,
): Promise<Predictions[]> {
  const hashes = await itemTextHashes(dataset);
  const items = hashes.flatMap((hash, item) => (logsOf.has(hash) ? [item] : []));
  if (items.length === 0) return [];
  const hash = await loadTextHash();
  const texts = items.map((item) => dataset.texts[item]);
  const told = [...EMPTY_TEXTS, ...texts];
  const places = new Map(told.map((text, place) => [text, place]));
  const scorer: LabelScorer = {
    encode: (text) => ({ tokens: Int32Array.of(places.get(text)!), truncated: false }),
    batchTokens: Infinity,
    write: (text) => text,
    async logProbabilities(batch) {
      return batch.map(({ tokens: [place] }) => {
        const logs = logsOf.get(hash(told[place]));
        if (!logs) throw new Error(`Nothing is told of the text “${told[place]}”.`);
        return Float64Array.from(logs);
      });
    },
  };
  const answers: Predictions[] = [];
  for (const parameters of [{}, { prior: 'removed' }] as const) {
    const annotator = likelihoodAnnotator({ identity }, prompt, parameters, scorer);
    const asked = { texts, questions: dataset.questions };
    for (const one of await annotateTexts(asked, { of: async () => [annotator] }))
      answers.push(atItems(one, items, dataset.ids.length));
  }
  return answers;
}
