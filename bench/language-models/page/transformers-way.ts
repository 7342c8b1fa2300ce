import { logSum } from '../../../src/annotators/language-model/log-probabilities.ts';
import { promptText, writeOut } from '../../../src/annotators/language-model/prompt-text.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { chatRenderer } from '../../../src/annotators/llama-cpp/chat-renderer.ts';
import { readGgufHeader } from '../../../src/annotators/llama-cpp/gguf-header.ts';
import { beginningOf } from '../../../src/annotators/llama-cpp/gguf-metadata.ts';
import { onnxRuntimeFiles } from '../../../src/annotators/onnx-runtime-files.ts';
import {
  ANSWER_TOKENS,
  ONNX_FOLDER,
  PROMPTS,
  READ_TEXT,
  SAMPLES,
  sharesOf,
  WRITE_TEXT,
  WRITE_TOKENS,
} from '../benched-way.ts';
import type { LoadWay } from './page.ts';

/** transformers.js on an ONNX of the same weights: a pass for each word, and answers to a text as one batch. */
export const loadTransformers: LoadWay = async (file, baseUrl) => {
  const { AutoModelForCausalLM, AutoTokenizer, env, TextGenerationPipeline } =
    await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  const [folder, name] = ONNX_FOLDER.split('/');
  env.localModelPath = new URL(`${folder}/`, baseUrl).pathname;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  Object.assign(env.backends.onnx.wasm!, { wasmPaths: onnxRuntimeFiles(baseUrl, 'wasm'), numThreads: 1 });
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModelForCausalLM.from_pretrained(name, { dtype: 'q4', device: 'wasm' });
  const generator = new TextGenerationPipeline({ task: 'text-generation', model, tokenizer });
  const [prompt] = await shippedPrompts(PROMPTS);
  const pieces = promptText(prompt, chatRenderer(await readGgufHeader(beginningOf(file))));
  const words = prompt.question.labels.map((label) => pieces.beforeWord + prompt.words[label][0]);
  const tokensOf = (text: string) => tokenizer(text, { add_special_tokens: false }) as { input_ids: Ids };
  const draw = async (text: string, tokens: number) =>
    await generator(new Array<string>(SAMPLES).fill(text), {
      max_new_tokens: tokens,
      do_sample: true,
      temperature: 1,
      top_k: 0,
      return_full_text: false,
    });

  async function wordLog(before: string, word: string): Promise<number> {
    const read = tokensOf(before + word);
    const { logits } = (await model(read)) as { logits: Scores };
    const [, length, vocabulary] = logits.dims;
    const start = tokensOf(before).input_ids.dims[1];
    let log = 0;
    for (let at = start; at < length; at++) {
      const scores = logits.data.subarray((at - 1) * vocabulary, at * vocabulary);
      log += scores[Number(read.input_ids.data[at])] - logSum(Array.from(scores));
    }
    return log;
  }

  return {
    async likelihood(texts) {
      const rows: number[][] = [];
      for (const text of texts) {
        const logs: number[] = [];
        for (const word of words) logs.push(await wordLog(writeOut(pieces, text), word));
        rows.push(sharesOf(logs));
      }
      return rows;
    },
    async samples(texts) {
      for (const text of texts) await draw(writeOut(pieces, text), ANSWER_TOKENS);
    },
    async read() {
      const read = tokensOf(READ_TEXT);
      await model(read);
      return read.input_ids.dims[1];
    },
    async write() {
      const answers = (await draw(WRITE_TEXT, WRITE_TOKENS)) as unknown as { generated_text: string }[][];
      return answers.reduce(
        (sum, [{ generated_text }]) => sum + tokensOf(generated_text).input_ids.dims[1],
        0,
      );
    },
  };
};

interface Ids {
  readonly dims: readonly number[];
  readonly data: BigInt64Array;
}

interface Scores {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}
