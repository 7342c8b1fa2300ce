import { expect, test } from 'vitest';
import { methodName } from '../../../src/analysis/method-name.ts';
import type { ModelReport } from '../../../src/analysis/report.ts';
import { annotatorKey, type Annotator } from '../../../src/judgments/annotator.ts';
import { annotatorOfKey } from '../../../src/pages/names/annotator-of-key.ts';
import { isComputedHere, modelNamed, modelNames } from '../../../src/pages/names/model-names.ts';

const ASKED: Annotator = {
  model: 'a/model',
  revision: '1',
  dtype: 'q4',
  method: { name: 'samples', parameters: { samples: 20, temperature: 1, seed: 1 } },
  prompt: { id: 'mood', version: '12345678' },
  questions: [{ id: 'mood', name: 'mood', kind: 'categorical', labels: ['up', 'down'] }],
};

function report(annotator: Annotator): ModelReport {
  const { model } = annotator;
  return { model, method: methodName(annotator), annotator: annotatorKey(annotator) } as ModelReport;
}

function namesOf(...annotators: Annotator[]): string[] {
  return [...modelNames(annotators.map(report)).values()];
}

test('an annotator is read from its key', () => {
  const { questions: _, ...rest } = ASKED;
  expect(annotatorOfKey(annotatorKey(ASKED))).toEqual(rest);
  const classifier: Annotator = { ...ASKED, method: { name: 'softmax' }, prompt: undefined };
  expect(annotatorOfKey(annotatorKey(classifier))).toEqual({
    model: 'a/model',
    revision: '1',
    dtype: 'q4',
    method: { name: 'softmax' },
  });
});

test('a key that is none, as in a report from elsewhere, names its model all the same', () => {
  for (const annotator of ['', 'a key', '3', '[]', '["a"]', '{"model":"a"}'])
    expect([...modelNames([{ model: 'a', method: 'softmax', annotator } as ModelReport]).values()]).toEqual([
      'a',
    ]);
});

test('a model has its name, and its method only where another has the name too', () => {
  const other: Annotator = { ...ASKED, model: 'b/model' };
  const likelihood: Annotator = { ...ASKED, method: { name: 'label likelihood' } };
  expect(namesOf(ASKED, other)).toEqual(['a/model', 'b/model']);
  expect(namesOf(ASKED, likelihood, other)).toEqual([
    'a/model (samples)',
    'a/model (label likelihood)',
    'b/model',
  ]);
});

test('percentages are called as where they are chosen, and found by a link from before', () => {
  const models = [report(ASKED), report({ ...ASKED, method: { name: 'verbalised' } })];
  expect([...modelNames(models).values()]).toEqual(['a/model (samples)', 'a/model (percentages)']);
  for (const name of ['a/model (percentages)', 'a/model (verbalised)'])
    expect(modelNamed(models, name)).toBe(models[1]);
});

test('models of one name and method are told apart by what differs, and found by it', () => {
  const edited: Annotator = { ...ASKED, prompt: { id: 'mood', version: '87654321' } };
  const cooler: Annotator = {
    ...edited,
    method: { name: 'samples', parameters: { samples: 20, temperature: 0.5, seed: 1 } },
  };
  expect(namesOf(ASKED, edited, cooler)).toEqual([
    'a/model (samples, prompt 12345678, temperature 1)',
    'a/model (samples, prompt 87654321, temperature 1)',
    'a/model (samples, prompt 87654321, temperature 0.5)',
  ]);
  const models = [ASKED, edited, cooler].map(report);
  for (const [model, name] of modelNames(models)) expect(modelNamed(models, name)).toBe(model);
});

test('answers that were read from a file say so, alone and beside those of the model itself', () => {
  const brought: Annotator = { ...ASKED, origin: { file: 'gift.dissensus' } };
  expect(annotatorOfKey(annotatorKey(brought))?.origin).toEqual({ file: 'gift.dissensus' });
  expect(namesOf(brought)).toEqual(['a/model (samples, read from gift.dissensus)']);
  expect(namesOf(ASKED, brought)).toEqual([
    'a/model (samples)',
    'a/model (samples, read from gift.dissensus)',
  ]);
});

test('answers from elsewhere under the name of a model of ours do not pass for its own', () => {
  const imported: Annotator = { ...ASKED, model: 'dissensus/story-lm', method: { name: 'imported' } };
  expect(namesOf(imported)).toEqual(['story-lm (imported)']);
  expect(namesOf({ ...imported, model: 'gpt' })).toEqual(['gpt']);
  const ours: Annotator = { ...ASKED, model: 'dissensus/story-lm' };
  const brought: Annotator = { ...ours, origin: { file: 'a.csv' } };
  expect([ours, imported, brought].map((one) => isComputedHere(report(one)))).toEqual([true, false, false]);
});

test('our own models are called as where they are chosen, and found by a link from before', () => {
  const ours: Annotator = { ...ASKED, model: 'dissensus/story-lm' };
  expect(namesOf(ours)).toEqual(['story-lm']);
  expect(namesOf({ ...ASKED, model: 'a/dissensus/model' })).toEqual(['a/dissensus/model']);
  const likelihood: Annotator = { ...ours, method: { name: 'label likelihood' } };
  const models = [ours, likelihood].map(report);
  for (const name of ['story-lm (label likelihood)', 'dissensus/story-lm (label likelihood)'])
    expect(modelNamed(models, name)).toBe(models[1]);
});

test('another model that has the name of one of ours is told apart from it', () => {
  const imported: Annotator = { ...ASKED, method: { name: 'imported' } };
  const namesakes = ['story-lm', 'dissensus/story-lm'].map((model) => ({ ...imported, model }));
  expect(namesOf({ ...ASKED, model: 'dissensus/story-lm' }, namesakes[0])).toEqual([
    'story-lm (samples)',
    'story-lm (imported)',
  ]);
  expect(namesOf(...namesakes)).toEqual([
    'story-lm (imported, id story-lm)',
    'story-lm (imported, id dissensus/story-lm)',
  ]);
});

test('no two models have one name, whatever they are called', () => {
  const likelihood: Annotator = { ...ASKED, method: { name: 'label likelihood' } };
  const imported: Annotator = { ...ASKED, method: { name: 'imported' } };
  const same = (questions: Annotator['questions']): Annotator => ({ ...imported, model: 'gpt', questions });
  const models = [
    { ...imported, model: 'a/model (samples)' },
    ASKED,
    likelihood,
    // Of the same model and file, and told apart by nothing that a name says.
    same(ASKED.questions),
    same([{ ...ASKED.questions[0], id: 'mood-2' }]),
    { ...imported, model: '__proto__' },
    { ...imported, model: 'constructor' },
  ].map(report);
  const names = [...modelNames(models).values()];
  expect(new Set(names).size).toBe(models.length);
  expect(names.slice(0, 3)).toEqual([
    'a/model (samples)',
    'a/model (samples) (2)',
    'a/model (label likelihood)',
  ]);
  for (const [model, name] of modelNames(models)) expect(modelNamed(models, name)).toBe(model);
});

test('a model is found by its own name before another by a name from before', () => {
  const imported: Annotator = { ...ASKED, method: { name: 'imported' } };
  const models = ['percentages-lm', 'verbalised-lm'].map((model) => report({ ...imported, model }));
  expect(modelNamed(models, 'verbalised-lm')).toBe(models[1]);
});

test('a link from before finds a model that ships beside one of its name from elsewhere', () => {
  const classifier: Annotator = { ...ASKED, method: { name: 'softmax' }, prompt: undefined };
  const ours = report({ ...classifier, model: 'dissensus/minilm' });
  const theirs = report({ ...classifier, model: 'minilm', origin: { file: 'a.csv' } });
  expect(modelNamed([theirs, ours], 'dissensus/minilm')).toBe(ours);
  // Of either it could be the short name.
  expect(modelNamed([theirs, ours], 'minilm')).toBeNull();
});
