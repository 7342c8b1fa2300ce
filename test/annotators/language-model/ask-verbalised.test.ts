import { f16round } from '@petamoriken/float16';
import { beforeAll, describe, expect, test } from 'vitest';
import { annotate } from '../../../src/annotators/annotate.ts';
import { ask } from '../../../src/annotators/language-model/ask.ts';
import {
  askVerbalised,
  type ParsePercentages,
  type VerbalisedAnswer,
} from '../../../src/annotators/language-model/ask-verbalised.ts';
import type { Prompt } from '../../../src/annotators/language-model/prompt.ts';
import { promptText } from '../../../src/annotators/language-model/prompt-text.ts';
import { tokenisePrompt } from '../../../src/annotators/language-model/prompt-tokens.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { MemoryOutputStore } from '../../../src/annotators/memory-output-store.ts';
import { loadPredictions } from '../../../src/annotators/stored-predictions.ts';
import { languageModelFolders, loadDecoder } from '../models.ts';
import { TEXTS } from '../texts.ts';
import { ANSWER_RULES } from '../../../src/jobs/answer-rules.ts';

let valence: Prompt;
beforeAll(async () => {
  [, valence] = await shippedPrompts('story', 'percentages');
});

/** Percentages that sum to 100, then to 50, then none, in turn for every answer that was not seen before. */
function inTurn(): ParsePercentages {
  const seen: string[] = [];
  return (answer) => {
    if (!seen.includes(answer)) seen.push(answer);
    const turn = seen.indexOf(answer) % 3;
    if (turn === 2) return 'No percentages.';
    return turn === 0 ? Float64Array.of(0.5, 0.25, 0.25, 0, 0) : Float64Array.of(0.25, 0, 0, 0, 0.25);
  };
}

test('the answer is the likeliest token each time, until the model ends it', async () => {
  const model = await loadDecoder('plain');
  const { prefix, encode } = tokenisePrompt(valence, promptText(valence, null), model.tokenizer, 128, 10);
  for (const text of TEXTS.slice(0, 4)) {
    const read = [...prefix, ...encode(text).tokens];
    const answer: number[] = [];
    while (answer.length < 10) {
      const next = await model.decoder.run([[...read, ...answer]], model.decoder.empty);
      const scores = [...next.logits(0)];
      const token = scores.indexOf(Math.max(...scores));
      if (model.endTokens.has(token)) break;
      answer.push(token);
    }
    const { stated } = await askVerbalised(model, valence, { tokens: 10 }, inTurn()).explain(text);
    expect(stated.text).toBe(model.tokenizer.decode(answer));
  }
});

test('tells the rule whether an answer was cut', async () => {
  const model = await loadDecoder('plain');
  const cuts: boolean[] = [];
  const note: ParsePercentages = (_, cut) => {
    cuts.push(cut);
    return 'Not read.';
  };
  await askVerbalised(model, valence, { tokens: 2 }, note).explain(TEXTS[0]);
  const all = new Set(Array.from({ length: 300 }, (_, token) => token));
  await askVerbalised({ ...model, endTokens: all }, valence, { tokens: 2 }, note).explain(TEXTS[0]);
  expect(cuts).toEqual([true, false]);
});

test('what failed and what did not sum to 100 is counted, also of stored answers; the rest is divided by its sum', async () => {
  // A shipped model, because those of random weights answer alike about every text.
  const { load } = languageModelFolders.at(-1)!;
  const asked = askVerbalised(await load(), valence, { tokens: 10 }, inTurn());
  const explained: VerbalisedAnswer[] = [];
  for (const text of TEXTS) explained.push((await asked.explain(text)).stated);
  const failed = explained.filter(({ shares }) => shares === null).length;
  const halves = explained.filter(({ shares }) => shares?.[4] === 0.25).length;
  expect(failed).toBeGreaterThan(0);
  expect(halves).toBeGreaterThan(0);
  expect(failed + halves).toBeLessThan(TEXTS.length);

  const store = new MemoryOutputStore();
  const run = await annotate(asked, TEXTS, store, { project: 1 });
  expect(run).toMatchObject({ state: 'finished', failed, renormalised: halves });
  const again = await annotate(asked, TEXTS, store, { project: 1 });
  expect(again).toMatchObject({ fromStore: TEXTS.length, failed, renormalised: halves });

  const [prediction] = await loadPredictions({ texts: TEXTS }, asked.annotator, store);
  expect(prediction.samples).toBeUndefined();
  for (const [item, { shares }] of explained.entries()) {
    expect(prediction.answered[item]).toBe(shares ? 1 : 0);
    const sum = shares?.reduce((total, share) => total + share, 0) ?? 1;
    const expected = [...(shares ?? new Float64Array(5))].map((share) => share / sum);
    expect([...prediction.distributions.subarray(item * 5, (item + 1) * 5)]).toEqual(
      expected.map((share) => f16round(share)),
    );
  }
});

describe.each(languageModelFolders)('$name', ({ load }) => {
  test('knows nothing of percentages, and every answer is counted as failed', async () => {
    const asked = await ask(await load(), valence, { method: 'verbalised', tokens: 24 }, ANSWER_RULES);
    const texts = TEXTS.slice(0, 8);
    const store = new MemoryOutputStore();
    const run = await annotate(asked, texts, store, { project: 1 });
    expect(run).toMatchObject({ done: texts.length, failed: texts.length, renormalised: 0 });
    const { stated, prompt } = await asked.explain(texts[0]);
    expect(prompt).toContain(texts[0]);
    expect(stated).toMatchObject({ shares: null, failure: expect.stringMatching(/./) });
    expect(stated!.text).not.toBe('');
  });
});

test('is another annotator than the same prompt asked otherwise', async () => {
  const { annotator } = askVerbalised(await loadDecoder('plain'), valence, { tokens: 10 }, inTurn());
  expect(annotator.method).toEqual({ name: 'verbalised', parameters: { tokens: 10 } });
});

test('refuses an answer of no tokens', async () => {
  const model = await loadDecoder('plain');
  expect(() => askVerbalised(model, valence, { tokens: 0 }, inTurn())).toThrow(/answer of 0 tokens/);
});
