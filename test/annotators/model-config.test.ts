import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ModelFileError } from '../../src/annotators/model-files.ts';
import { edited, edits } from '../edits/json-edits.ts';
import { attempts, tally } from '../edits/tally.ts';
import { readModelConfig } from '../../src/annotators/model-config.ts';

const STOCK = { model_type: 'bert', id2label: { 0: 'joy', 1: 'fear', 2: 'anger' }, pad_token_id: 0 };

const VALENCE = {
  output: 'logits_valence',
  question: {
    id: 'valence-reader',
    name: 'valence',
    kind: 'ordinal',
    labels: ['1', '2', '3'],
    points: [1, 2, 3],
  },
};

test('a classifier of the hub answers one categorical question by softmax', () => {
  expect(readModelConfig({ ...STOCK, max_position_embeddings: 512 })).toEqual({
    heads: [
      {
        output: 'logits',
        question: { id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'fear', 'anger'] },
      },
    ],
    method: { name: 'softmax' },
    positions: 512,
    padToken: 0,
  });
});

test('a multi-label classifier answers by normalised sigmoids', () => {
  const config = readModelConfig({ ...STOCK, problem_type: 'multi_label_classification' });
  expect(config.method.name).toBe('normalised sigmoids');
});

test('a model with heads for several kinds of text answers with those of one', () => {
  const heads = [
    { ...VALENCE, domain: 'everyday' },
    { ...VALENCE, output: 'other', domain: 'reddit' },
  ];
  const outputs = (domain?: string) =>
    readModelConfig({ dissensus: { heads } }, domain).heads.map(({ output }) => output);
  expect(outputs('everyday')).toEqual(['logits_valence']);
  expect(outputs('reddit')).toEqual(['other']);
  expect(outputs()).toEqual(['logits_valence', 'other']);
  expect(() => outputs('poems')).toThrow('no head for the domain “poems”');
});

test('labels stand in the order of their numbers, not of the file', () => {
  const config = readModelConfig({ id2label: { 10: 'k', 2: 'c', 0: 'a', 1: 'b', ...numbered(3, 9) } });
  expect(config.heads[0].question.labels.slice(0, 3)).toEqual(['a', 'b', 'c']);
  expect(config.heads[0].question.labels[10]).toBe('k');
});

function numbered(from: number, to: number): Record<number, string> {
  return Object.fromEntries(
    Array.from({ length: to - from + 1 }, (_, index) => [from + index, `l${from + index}`]),
  );
}

test('RoBERTa has two positions fewer than its table, which starts after the padding token', () => {
  const roberta = { ...STOCK, model_type: 'roberta', pad_token_id: 1, max_position_embeddings: 514 };
  expect(readModelConfig(roberta).positions).toBe(512);
});

test('heads of our own are questions of their own', () => {
  const config = readModelConfig({ ...STOCK, dissensus: { heads: [VALENCE] } });
  expect(config.heads).toEqual([VALENCE]);
});

test.each([
  ['no labels', {}],
  ['one label', { id2label: { 0: 'score' } }],
  ['a number left out', { id2label: { 0: 'joy', 2: 'fear' } }],
  ['a label twice', { id2label: { 0: 'joy', 1: 'joy' } }],
])('refuses a model with %s', (_, config) => {
  expect(() => readModelConfig(config)).toThrow(/id2label/);
});

test.each([
  ['an empty list', []],
  ['an object', { output: 'logits' }],
  ['a head without a question', [{ output: 'logits' }]],
  ['fewer points than labels', [{ ...VALENCE, question: { ...VALENCE.question, points: [1, 2] } }]],
])('refuses heads that are %s', (_, heads) => {
  expect(() => readModelConfig({ ...STOCK, dissensus: { heads } })).toThrow(/dissensus\.heads/);
});

test('refuses an ordinal question answered by sigmoids', () => {
  expect(() =>
    readModelConfig({
      problem_type: 'multi_label_classification',
      dissensus: { heads: [VALENCE] },
    }),
  ).toThrow(/valence-reader/);
});

const CLASSIFIER = {
  ...STOCK,
  model_type: 'roberta',
  pad_token_id: 1,
  max_position_embeddings: 514,
  dissensus: {
    heads: [VALENCE, { output: 'x', question: { ...VALENCE.question, id: 'y', perspective: 'reader' } }],
  },
};

test.each([
  ['labels that are no texts', { labels: [null, null, null] }],
  ['labels alike', { labels: ['a', 'a', 'b'] }],
  ['points that are no numbers', { points: ['x', 'y', 'z'] }],
  ['points that do not ascend', { points: [3, 2, 1] }],
  ['no name', { name: undefined }],
])('refuses a head’s question with %s', (_, changed) => {
  const question = { ...VALENCE.question, ...changed };
  expect(() => readModelConfig({ dissensus: { heads: [{ ...VALENCE, question }] } })).toThrow(
    /^config\.json cannot be used \(dissensus\.heads\.0\.question.*\. Get the model's files again/,
  );
});

test.each([
  ['a head that is null', { dissensus: { heads: [null] } }],
  ['two heads for one question', { dissensus: { heads: [VALENCE, VALENCE] } }],
  ['no positions', { max_position_embeddings: 0 }],
  ['positions that are a text', { max_position_embeddings: '512' }],
])('refuses %s', (_, changed) => {
  expect(() => readModelConfig({ ...STOCK, ...changed })).toThrow(ModelFileError);
});

const configs = tally('edited configs of classifiers');

test('a config that somebody edited is refused in our words or gives different labels', () => {
  fc.assert(
    fc.property(edits, fc.constantFrom(STOCK, CLASSIFIER), (changes, config) => {
      try {
        const { heads, positions, padToken } = readModelConfig(JSON.parse(edited(config, changes)));
        for (const { question } of heads) {
          expect(new Set(question.labels).size).toBe(question.labels.length);
          expect(question.labels.every((label) => typeof label === 'string')).toBe(true);
        }
        expect(Number.isInteger(padToken) && (positions === null || Number.isInteger(positions))).toBe(true);
        configs.survived();
      } catch (error) {
        expect(error).toBeInstanceOf(ModelFileError);
        configs.refused();
      }
    }),
    { numRuns: attempts(10_000) },
  );
});
