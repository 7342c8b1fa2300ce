import { createServer, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLikelihoods } from '../../cli/benchmarks/likelihoods.ts';
import { llamaServer } from '../../cli/benchmarks/llama-server.ts';
import { EMPTY_TEXTS } from '../../src/annotators/language-model/ask-label-likelihood.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { ggufBytes, SMALL_MODEL } from '../annotators/llama-cpp/gguf-bytes.ts';

const MODEL = { model: 'maker/model', revision: '1', dtype: 'Q4_1' };

describe('likelihoods that a server has told', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'dissensus-likelihoods-'))));
  afterEach(() => rm(folder, { recursive: true }));

  async function write(version: string, told: ReadonlyMap<string, readonly number[]>) {
    const hash = await loadTextHash();
    const header = { model: MODEL, family: 'brief chat', prompt: 'brief-emotion', version };
    const lines = [...told].map(([text, logs]) => ({ text: hash(text), logs }));
    await writeFile(
      join(folder, 'x.jsonl'),
      [header, ...lines].map((line) => JSON.stringify(line)).join('\n'),
    );
  }

  it('are answers with the prior kept and removed, about the texts that are there', async () => {
    const prompt = (await shippedPrompts('brief chat')).find(({ id }) => id === 'brief-emotion')!;
    const labels = prompt.question.labels.length;
    const logs = (first: number) => Array.from({ length: labels }, (_, label) => (label === 0 ? first : -4));
    await write(
      prompt.version,
      new Map([...EMPTY_TEXTS.map((text) => [text, logs(-2)] as const), ['Well done.', logs(-1)]]),
    );
    const dataset: Dataset = {
      name: 'two',
      ids: ['a', 'b'],
      texts: ['Not asked about.', 'Well done.'],
      questions: [{ question: prompt.question, votes: new VotesBuilder().build(2), origin: 'raters' }],
      sources: [],
    };
    const [kept, removed] = await readLikelihoods(folder, dataset);
    expect([...kept.answered, ...kept.missing!]).toEqual([0, 1, 1, 0]);
    expect(kept.annotator).toMatchObject({ ...MODEL, method: { name: 'label likelihood' } });
    expect(removed.annotator.method.parameters).toEqual({ prior: 'removed' });
    const share = (odds: number) => odds / (odds + labels - 1);
    expect(kept.distributions[labels]).toBeCloseTo(share(Math.exp(3)), 3);
    expect(removed.distributions[labels]).toBeCloseTo(share(Math.exp(1)), 3);
  });

  it('of another prompt than today’s are refused', async () => {
    await write('another', new Map());
    await expect(readLikelihoods(folder, { questions: [] } as unknown as Dataset)).rejects.toThrow(
      'the page asks with another prompt',
    );
  });
});

describe('a llama.cpp server', () => {
  let server: Server;
  afterEach(() => void server.close());

  it('is asked as the page asks, in a slot of its own, and its refusal is an error', async () => {
    const asked: Record<string, unknown>[] = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        asked.push(JSON.parse(body) as Record<string, unknown>);
        if (asked.length > 1) response.writeHead(500).end('no');
        else
          response.end(
            JSON.stringify({
              choices: [
                {
                  text: ' sad',
                  finish_reason: 'length',
                  logprobs: {
                    content: [{ id: 7, bytes: [32], top_probs: [{ id: 7, bytes: [32], prob: 0.5 }] }],
                  },
                },
              ],
              usage: { total_tokens: 9 },
            }),
          );
      });
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const model = await llamaServer(MODEL, new Blob([ggufBytes(SMALL_MODEL)]), { address, slot: 3 });
    const request = { prompt: 'x', tokens: 1, temperature: 1, only: [7], scores: 'among' } as const;
    const { text, cut, tokens } = await model.complete(request);
    expect({ text, cut }).toEqual({ text: ' sad', cut: true });
    expect(tokens).toEqual([{ token: 7, bytes: Uint8Array.of(32), logProbability: Math.log(0.5) }]);
    expect(asked[0]).toMatchObject({ prompt: 'x', id_slot: 3, cache_prompt: true, n_probs: 1 });
    await expect(model.complete(request)).rejects.toThrow('The server answered 500: no');
  });
});
