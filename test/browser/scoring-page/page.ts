import { askLabelLikelihood } from '../../../src/annotators/language-model/ask-label-likelihood.ts';
import { loadLanguageModel } from '../../../src/annotators/language-model/language-model.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { fetchModelFiles } from '../../../src/annotators/model-files.ts';
import { onnxRuntimeWeb } from '../../../src/annotators/onnx-runtime-web.ts';
import { naiveLogProbabilities } from '../../annotators/language-model/naive-likelihood.ts';

/** The folder that is served: this page stands three below it. */
const baseUrl = new URL('../../../', document.baseURI).href;

/** Label log-probabilities of the shipped story prompts in this browser: as a page gets them, and the long way. */
async function score(
  folder: string,
  dtype: string,
  texts: readonly string[],
): Promise<{ prompt: string; text: string; ours: number[]; naive: number[] | null }[]> {
  const identity = { model: 'model', revision: '1', dtype };
  const read = fetchModelFiles(new URL(folder, baseUrl).href);
  const model = await loadLanguageModel(identity, read, onnxRuntimeWeb(baseUrl, 1));
  const scores = [];
  for (const prompt of await shippedPrompts('story')) {
    const { explain } = askLabelLikelihood(model, prompt);
    for (const text of texts) {
      const { logProbabilities } = await explain(text);
      const naive =
        prompt.question.kind === 'ordinal' ? await naiveLogProbabilities(model, prompt, text) : null;
      scores.push({ prompt: prompt.id, text, ours: [...logProbabilities], naive });
    }
  }
  return scores;
}

const scoring = { score };

declare global {
  var scoring: ScoringTools;
}
export type ScoringTools = typeof scoring;

globalThis.scoring = scoring;
