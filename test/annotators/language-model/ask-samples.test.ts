import { beforeAll, describe, expect, test } from 'vitest';
import { askLabelLikelihood } from '../../../src/annotators/language-model/ask-label-likelihood.ts';
import {
  askSamples,
  readsOneLabel,
  type SampleReader,
  type SamplingParameters,
} from '../../../src/annotators/language-model/ask-samples.ts';
import type { LanguageModel } from '../../../src/annotators/language-model/language-model.ts';
import { logSum } from '../../../src/annotators/language-model/log-probabilities.ts';
import { definePrompt, type Prompt } from '../../../src/annotators/language-model/prompt.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { promptText } from '../../../src/annotators/language-model/prompt-text.ts';
import { tokenisePrompt } from '../../../src/annotators/language-model/prompt-tokens.ts';
import { annotate } from '../../../src/annotators/annotate.ts';
import { distributions } from '../../../src/annotators/distributions.ts';
import { MemoryOutputStore } from '../../../src/annotators/memory-output-store.ts';
import { loadPredictions } from '../../../src/annotators/stored-predictions.ts';
import { setsOf } from '../../../src/judgments/votes.ts';
import { ResponseParser } from '../../../src/readers/predictions/response-parser.ts';
import { LANGUAGE_MODELS, loadDecoder } from '../models.ts';
import { TEXTS } from '../texts.ts';

const ONE_OF_EACH: SamplingParameters = { samples: 20, temperature: 1, seed: 1, tokens: 6 };

let valence: Prompt;
let reader: SampleReader;
beforeAll(async () => {
  // A prompt of its own, whose words a model of children's stories likes to say.
  const [, { question }] = await shippedPrompts('story');
  valence = await definePrompt({
    id: 'felt',
    question,
    wording: { form: 'story', template: '"{text}" she said, and she felt {label}' },
    words: {
      1: ['miserable', 'terrible'],
      2: ['sad', 'bad'],
      3: ['nothing', 'calm'],
      4: ['good', 'pleased'],
      5: ['wonderful', 'delighted'],
    },
  });
  const labels = Object.fromEntries(
    Object.entries(valence.words).flatMap(([label, words]) => words.map((word) => [word, label])),
  );
  const parser = new ResponseParser(valence.question, { labels });
  reader = readsOneLabel((answer) => parser.parse(answer));
});

describe.each(LANGUAGE_MODELS.filter(({ name }) => /stor|plain|grouped|conv/.test(name)))(
  '$name',
  ({ present, load, writesWords }) => {
    describe.runIf(present)('where it is present', () => {
      let model: LanguageModel;
      beforeAll(async () => {
        model = await load();
      });

      // Random weights hardly ever come to the end of a word.
      test.runIf(writesWords).each([100, 1000])(
        'constrained to labels, %i samples are as likely as label likelihood says',
        async (samples) => {
          const parameters = { ...ONE_OF_EACH, samples, tokens: 12, constrained: 'labels' } as const;
          const asked = await askSamples(model, valence, parameters, reader);
          const likelihood = askLabelLikelihood(model, valence);
          let chi = 0;
          let cells = 0;
          for (const text of TEXTS.slice(0, 3)) {
            const [shares] = await asked.answer([asked.encode(text)]);
            const [expected] = await likelihood.answer([likelihood.encode(text)]);
            const drawn = shares.reduce((sum, share) => sum + share, 0);
            expect(drawn).toBeGreaterThan(0.9);
            for (const [label, p] of expected.entries()) {
              if (p * samples < 5) continue;
              chi += (samples * (shares[label] - p * drawn) ** 2) / (p * drawn);
              cells++;
            }
          }
          // The sum is chi-squared with about one degree less than cells for each text; its 99.9% point is below this.
          expect(cells).toBeGreaterThan(3);
          expect(chi).toBeLessThan(cells + 3.1 * Math.sqrt(2 * cells) + 8);
        },
      );

      test('draws tokens as likely as the model has them', async () => {
        const asked = await askSamples(model, valence, { ...ONE_OF_EACH, samples: 1000, tokens: 1 }, reader);
        const { answers } = await asked.explain(TEXTS[0]);
        const { prefix, encode } = tokenisePrompt(valence, promptText(valence, null), model.tokenizer, 100);
        const read = [...prefix, ...encode(TEXTS[0]).tokens];
        const scores = [...(await model.decoder.run([read], model.decoder.empty)).logits(0)];
        const total = logSum(scores);
        const likeliest = scores.indexOf(Math.max(...scores));
        const p = Math.exp(scores[likeliest] - total);
        const word = model.tokenizer.decode([likeliest]);
        const share = answers.filter(({ text }) => text === word).length / answers.length;
        expect(Math.abs(share - p)).toBeLessThan(3.5 * Math.sqrt((p * (1 - p)) / answers.length) + 1e-9);
      });

      test('answers about a text alone as in a batch', async () => {
        const asked = await askSamples(model, valence, ONE_OF_EACH, reader);
        const texts = TEXTS.slice(0, 6);
        const [together] = await asked.answer(texts.map(asked.encode));
        for (const [place, text] of texts.entries()) {
          const [alone] = await asked.answer([asked.encode(text)]);
          expect([...alone]).toEqual([...together.subarray(place * 5, (place + 1) * 5)]);
        }
      });
    });
  },
);

describe('answers in words', () => {
  test('are counted by the rule, and those without a label are counted as missing', async () => {
    const rule = (answer: string) => (answer.includes('e') ? [2] : answer.includes('a') ? [0, 1] : 'No e.');
    const asked = await askSamples(
      await loadDecoder('plain'),
      valence,
      { ...ONE_OF_EACH, samples: 40 },
      readsOneLabel(rule),
    );
    const { answers, prompt } = await asked.explain(TEXTS[0]);
    expect(prompt).toBe(`"${TEXTS[0]}" she said, and she felt`);
    expect(answers.length).toBe(40);
    for (const { text, given, failure } of answers) {
      const found = rule(text);
      expect(given).toEqual(text.includes('e') ? [{ label: 2, share: 1 }] : []);
      expect(failure).toBe(
        typeof found === 'string' ? found : found.length > 1 ? 'The answer names 2 labels.' : null,
      );
    }
    const [row] = (await distributions(asked, [TEXTS[0]])).distributions;
    const named = answers.filter(({ given }) => given.length === 1).length;
    expect(named).toBeGreaterThan(0);
    expect(named).toBeLessThan(40);
    expect(row[2]).toBeCloseTo(named / 40, 12);
    expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(named / 40, 12);
  });

  test('that name all labels that apply are kept as sets, failed ones as empty ones', async () => {
    const { question } = (await shippedPrompts('chat'))[0];
    const prompt = await definePrompt({
      id: 'every',
      question,
      wording: { form: 'story', template: '"{text}" she said, and she felt {label}' },
      words: Object.fromEntries(question.labels.map((label) => [label, [label]])),
    });
    const parameters = { ...ONE_OF_EACH, samples: 40, answers: 'all that apply' } as const;
    // Letters in place of labels: the model of random weights writes no JSON.
    const letters = ['e', 'a', 'o', 't'];
    const asked = await askSamples(await loadDecoder('plain'), prompt, parameters, {
      ratings: null,
      read(text) {
        const labels = letters.flatMap((letter, place) => (text.includes(letter) ? [9 * place] : []));
        return {
          text,
          given: labels.map((label) => ({ label, share: 1 / labels.length })),
          failure: labels.length === 0 ? 'None.' : null,
        };
      },
    });
    const store = new MemoryOutputStore();
    const { failed } = await annotate(asked, TEXTS.slice(0, 2), store, { project: 1 });
    const texts = [TEXTS[1], TEXTS[0], 'never asked'];
    const [{ samples, several, distributions, answered, missing }] = await loadPredictions(
      { texts },
      asked.annotator,
      store,
    );
    const sets = [];
    for (const text of [TEXTS[1], TEXTS[0]])
      sets.push((await asked.explain(text)).answers.map(({ given }) => given.map(({ label }) => label)));
    expect(failed).toBe(sets.flat().filter(({ length }) => length === 0).length);
    expect([...answered]).toEqual([1, 1, 0]);
    expect([...missing!]).toEqual([0, 0, 1]);
    for (const [item, ofText] of sets.entries()) {
      const named = ofText.filter(({ length }) => length > 0);
      expect(samples![item]).toBe(named.length);
      const many = named.filter(({ length }) => length > 1);
      expect(many.length).toBeGreaterThan(0);
      expect(setsOf(several!, item).map(String).sort()).toEqual(many.map(String).sort());
      for (const label of [0, 9, 18, 27]) {
        const share = named.reduce((sum, set) => sum + (set.includes(label) ? 1 / set.length : 0), 0);
        expect(distributions[item * 28 + label]).toBeCloseTo(share / named.length, 3);
      }
    }
  });

  test('differ by the seed, and grow alike as the temperature falls', async () => {
    const model = await loadDecoder('plain');
    const textsOf = async (parameters: Partial<SamplingParameters>) => {
      const asked = await askSamples(model, valence, { ...ONE_OF_EACH, ...parameters }, reader);
      return (await asked.explain(TEXTS[1])).answers.map(({ text }) => text);
    };
    expect(await textsOf({ seed: 2 })).not.toEqual(await textsOf({}));
    expect(await textsOf({})).toEqual(await textsOf({}));
    expect(new Set(await textsOf({ temperature: 0.01 })).size).toBe(1);
    expect(new Set(await textsOf({ temperature: 1 })).size).toBeGreaterThan(3);
  });

  test('end at the token that ends one', async () => {
    const model = await loadDecoder('plain');
    const all = new Set(Array.from({ length: 300 }, (_, token) => token));
    const asked = await askSamples({ ...model, endTokens: all }, valence, ONE_OF_EACH, reader);
    for (const { text, failure } of (await asked.explain(TEXTS[0])).answers)
      expect([text, failure]).toEqual(['', 'The answer is empty.']);
  });

  test('make another annotator with every parameter', async () => {
    const model = await loadDecoder('plain');
    const { annotator } = await askSamples(model, valence, ONE_OF_EACH, reader);
    expect(annotator.method).toEqual({ name: 'samples', parameters: { ...ONE_OF_EACH } });
    expect(annotator.prompt).toEqual({ id: valence.id, version: valence.version });
  });
});

test.each([
  [{ samples: 0 }, /number of samples is 0/],
  [{ samples: 1001 }, /from 1 to 1000/],
  [{ temperature: 0 }, /temperature is 0/],
  [{ seed: 0.5 }, /seed is 0.5/],
  [{ tokens: 0 }, /answer of 0 tokens/],
])('refuses %o', async (wrong, message) => {
  const asked = askSamples(await loadDecoder('plain'), valence, { ...ONE_OF_EACH, ...wrong }, reader);
  await expect(asked).rejects.toThrow(message);
});

test('refuses words longer than an answer may be', async () => {
  const question = { id: 'q', name: 'q', kind: 'categorical', labels: ['a', 'b'] } as const;
  const wording = { form: 'story', template: '{text} -{label}' } as const;
  const prompt = await definePrompt({ id: 'q', question, wording, words: { a: ['xyzxyz'], b: ['qqq'] } });
  const parameters = { ...ONE_OF_EACH, tokens: 2, constrained: 'labels' } as const;
  await expect(askSamples(await loadDecoder('plain'), prompt, parameters, reader)).rejects.toThrow(
    /longest word has \d/,
  );
});
