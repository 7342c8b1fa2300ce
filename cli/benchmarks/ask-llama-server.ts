/**
 * Asks a model in GGUF form about texts of a data set by label likelihood, in a llama.cpp server that has it loaded, and writes what
 * its labels are given into a folder for `npm run benchmarks -- --answers FOLDER`. It goes on where it was stopped:
 * `npx tsx cli/benchmarks/ask-llama-server.ts --model FOLDER --server ADDRESS --benchmark ID --question ID --answers FOLDER
 * [--texts N] [--slots N]`.
 *
 * The server is to compute as the page does: on the processor, and with fewer than 32 tokens at a time (`n_ubatch`), since from there
 * on builds with BLAS compute in 32-bit floats what llama.cpp else computes in 8 bits, which moves an answer by .06 and less.
 */
import { openAsBlob, existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pageModelIn } from '../../page-models.ts';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { EMPTY_TEXTS } from '../../src/annotators/language-model/ask-label-likelihood.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import { completionLikelihood } from '../../src/annotators/llama-cpp/completion-likelihood.ts';
import { seenItems } from '../../src/annotators/seen-items.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { loadEmbeddedAnnotators, readServedFile } from '../embedded-annotators.ts';
import { LIKELIHOODS_ENDING, type LikelihoodLine, type LikelihoodsHeader } from './likelihoods.ts';
import { llamaServer } from './llama-server.ts';
import { readDataset, RECIPES } from './recipes.ts';

/** Of a logarithm: more than 16 bits of a share hold. */
const DECIMALS = 6;
/** Texts between two lines of progress. */
const TOLD = 50;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.DISSENSUS_DATA ?? '../shared/data' },
    model: { type: 'string' },
    server: { type: 'string' },
    benchmark: { type: 'string' },
    question: { type: 'string' },
    answers: { type: 'string' },
    texts: { type: 'string', default: 'Infinity' },
    slots: { type: 'string', default: '1' },
  },
});
const { model: folder, server, benchmark, question, answers } = values;
const model = folder === undefined ? null : pageModelIn(folder);
const recipe = RECIPES.find(({ id }) => id === benchmark);
if (!folder || !model || !server || !recipe || !question || !answers) {
  console.error(
    '--model takes a folder that "npm run models" wrote, --server an address, --benchmark, --question and --answers are needed too.',
  );
  process.exit(2);
}
const prompt = (await shippedPrompts(model.prompts)).find((one) => one.question.id === question);
if (!prompt) throw new Error(`There is no prompt for the question ${question}.`);

const hash = await loadTextHash();
const dataset = await readDataset(recipe, values.data);
const classifier = EMBEDDED_MODELS.find(({ kind }) => kind === 'classifier')!;
const [{ annotator }] = await (await loadEmbeddedAnnotators(classifier.model)).of([]);
const seen = await seenItems(annotator, question, dataset.ids, readServedFile);
// By their hashes they come as by lot, and in the same order wherever this is run.
const order = [...new Set(dataset.texts.filter((_, item) => !seen[item]))]
  .map((text) => ({ text, key: hash(text) }))
  .sort((a, b) => (a.key < b.key ? -1 : 1))
  .slice(0, Number(values.texts));

await mkdir(answers, { recursive: true });
const path = join(answers, `${model.revision.slice(0, 8)}-${prompt.id}${LIKELIHOODS_ENDING}`);
const { revision, dtype, prompts: family } = model;
// Other than the page's WebAssembly by .04 of a distribution on average: another annotator (docs/language-models.md).
const identity = { model: model.model, revision, dtype: `${dtype}, native llama.cpp` };
const header: LikelihoodsHeader = { model: identity, family, prompt: prompt.id, version: prompt.version };
if (!existsSync(path)) await appendFile(path, `${JSON.stringify(header)}\n`);
const [, ...before] = (await readFile(path, 'utf8')).split('\n').filter(Boolean);
const done = new Set(before.map((line) => (JSON.parse(line) as LikelihoodLine).text));
const queue = [...EMPTY_TEXTS.map((text) => ({ text, key: hash(text) })), ...order].filter(
  ({ key }) => !done.has(key),
);
console.log(`${path}: ${done.size} texts are there, ${queue.length} are asked about`);

const parts = (await readdir(folder)).filter((name) => name.startsWith('weights.gguf')).toSorted();
const file = new Blob(await Promise.all(parts.map((name) => openAsBlob(join(folder, name)))));
const began = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: Number(values.slots) }, async (_, slot) => {
    const loaded = await llamaServer(identity, file, { address: server, slot });
    const { encode, decode, logProbabilities } = completionLikelihood(loaded, prompt);
    while (next < queue.length) {
      const { text, key } = queue[next++];
      const logs = Array.from(await logProbabilities(decode(encode(text))), (log) =>
        Number(log.toFixed(DECIMALS)),
      );
      const line: LikelihoodLine = { text: key, logs };
      await appendFile(path, `${JSON.stringify(line)}\n`);
      if (next % TOLD === 0)
        console.log(
          `${new Date().toISOString()} ${next} of ${queue.length}, ${((next * 1000) / (performance.now() - began)).toFixed(2)} a second`,
        );
    }
  }),
);
