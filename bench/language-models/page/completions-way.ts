import { askCompletions } from '../../../src/annotators/llama-cpp/ask-completions.ts';
import { loadGguf } from '../../../src/annotators/llama-cpp/load-gguf.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { ANSWER_RULES } from '../../../src/jobs/answer-rules.ts';
import { ANSWER_TOKENS, PROMPTS, SAMPLES } from '../benched-way.ts';
import type { LoadWay } from './page.ts';

/** llama.cpp in WebAssembly, as the page asks it where ONNX Runtime does not answer. */
export const loadCompletions: LoadWay = async (file, baseUrl) => {
  const identity = { model: 'benched', revision: '1', dtype: 'Q4_1' };
  const model = await loadGguf(identity, [file], { baseUrl, threads: 1 });
  const [prompt] = await shippedPrompts(PROMPTS);
  const scored = await askCompletions(model, prompt, { method: 'label likelihood' }, ANSWER_RULES);
  const sampling = { samples: SAMPLES, temperature: 1, seed: 1, tokens: ANSWER_TOKENS } as const;
  const sampled = await askCompletions(model, prompt, { method: 'samples', ...sampling }, ANSWER_RULES);
  return {
    async likelihood(texts) {
      const rows: number[][] = [];
      for (const text of texts) rows.push([...(await scored.answer([scored.encode(text)]))[0]]);
      return rows;
    },
    async samples(texts) {
      for (const text of texts) await sampled.answer([sampled.encode(text)]);
    },
  };
};
