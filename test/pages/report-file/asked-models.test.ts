// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/analysis/report.ts';
import { definePrompt } from '../../../src/annotators/language-model/prompt.ts';
import { promptFor } from '../../../src/annotators/language-model/prompts.ts';
import { annotatorKey, type Annotator } from '../../../src/judgments/annotator.ts';
import type { Question } from '../../../src/judgments/question.ts';
import { askedModels, promptsAsked } from '../../../src/pages/report-file/asked-models.ts';
import ReportAsked from '../../../src/pages/report-file/ReportAsked.svelte';
import { drawChart } from '../../charts/drawn-chart.ts';

const emotion: Question = { kind: 'categorical', id: 'emotion', name: 'emotion', labels: ['fear', 'joy'] };
const valence: Question = {
  kind: 'ordinal',
  id: 'valence',
  name: 'valence',
  labels: ['1', '2'],
  points: [1, 2],
};

const own = await definePrompt({
  id: 'chat-emotion',
  question: emotion,
  wording: { form: 'chat', system: 'Be brief.', user: 'How is this?\n{text}', answer: 'It is {label}.' },
  words: { fear: ['afraid', 'scared'], joy: ['joy'] },
});
const shipped = await promptFor('story', valence);

const LM = { model: 'someone/lm', revision: 'abc123', dtype: 'Q4_1' };
const sampled = {
  name: 'samples',
  parameters: { samples: 20, temperature: 0.7, seed: 3, tokens: 12 },
} as const;
const annotators: readonly Annotator[] = [
  { ...LM, method: sampled, prompt: own, questions: [emotion] },
  { ...LM, method: sampled, prompt: shipped, questions: [valence] },
  {
    ...LM,
    method: { name: 'label likelihood', parameters: { engine: 'ONNX Runtime' } },
    prompt: { id: 'lost', version: '875420b8' },
    origin: { file: 'from-afar.csv' },
    questions: [emotion],
  },
  { model: 'ours', revision: 'r1', dtype: 'int8', method: { name: 'softmax' }, questions: [emotion] },
  {
    model: 'api',
    revision: '0123456789abcdef',
    dtype: 'unknown',
    method: { name: 'imported' },
    questions: [emotion],
  },
  { ...LM, dtype: 'Q4_1, PyTorch', method: { name: 'verbalised' }, prompt: own, questions: [emotion] },
];

function reportOf(all: readonly Annotator[]): Pick<Report, 'questions' | 'continuous'> {
  const questions = [emotion, valence].map((question) => ({
    question: question.id,
    name: question.name,
    kind: question.kind,
    labels: question.labels,
    models: all
      .filter(({ questions: [first] }) => first.id === question.id)
      .map((one) => ({ model: one.model, method: one.method.name, annotator: annotatorKey(one) })),
  }));
  return { questions } as unknown as Report;
}
const report = reportOf(annotators);

describe('what models were asked', () => {
  it('has every model once, with all that its answers depend on', () => {
    const models = askedModels(report);
    const facts = models.map((one) => Object.fromEntries(one.facts));
    expect(facts[0]).toEqual({
      Model: 'someone/lm',
      Revision: 'abc123',
      Weights: 'Q4_1',
      Engine: 'llama.cpp',
      Method: 'samples: answers that are drawn, each read by rule',
      'Samples of each text': '20',
      Temperature: '0.7',
      Seed: '3',
      'Most tokens of an answer': '12',
    });
    expect(models[0].prompts).toEqual([
      { prompt: { id: own.id, version: own.version }, questions: ['emotion'] },
      { prompt: { id: shipped.id, version: shipped.version }, questions: ['valence'] },
    ]);
    expect(facts.map(({ Engine }) => Engine)).toEqual([
      'llama.cpp',
      'ONNX Runtime',
      'ONNX Runtime',
      undefined,
      'PyTorch',
    ]);
    expect(facts[1]['Read from']).toBe('from-afar.csv');
    expect(facts[3]).toMatchObject({ Model: 'api', 'Files (SHA-256 begins)': '0123456789abcdef' });
    expect(models[2].prompts).toEqual([]);
    // Its ways are told apart as everywhere in the report.
    expect(new Set(models.flatMap(({ names }) => names)).size).toBe(6);
  });

  it('asks for each prompt with a question that it may be about', () => {
    const asked = promptsAsked(report);
    expect(asked).toContainEqual({ prompt: { id: own.id, version: own.version }, questions: [emotion] });
    expect(asked).toContainEqual({
      prompt: { id: shipped.id, version: shipped.version },
      questions: [valence],
    });
  });

  it('tells the words of every prompt that is known, and which are not', () => {
    const drawn = drawChart(
      ReportAsked,
      { report, prompts: [own, shipped] },
      { surface: 'sheet', width: 680 },
    );
    const words = drawn.page.textContent.replace(/\s+/g, ' ');
    expect(drawn.page.querySelectorAll('pre')[1].textContent).toBe('How is this?\n{text}');
    drawn.end();
    expect(words).toContain(`chat-emotion, version ${own.version}, about emotion`);
    expect(words).toContain('lost, version 875420b8, about emotion; its words are not in this browser');
    expect(words).toContain('fear: afraid, scared');
    expect(words).toContain('The other labels stand for themselves.');
    expect(words.split('not in this browser')).toHaveLength(2);
    expect(words).not.toMatch(/undefined|null|NaN/);
  });

  it('tells what it does not know as it stands, be it called like something that it knows', () => {
    const odd = {
      ...LM,
      method: {
        name: 'toString',
        parameters: {
          Model: 'x',
          Method: 'y',
          temperature: 1,
          Temperature: 2,
          constructor: 'z',
          valueOf: 'w',
        },
      },
      questions: [emotion],
    } as unknown as Annotator;
    const [{ facts }] = askedModels(reportOf([odd]));
    expect(facts.filter(([word]) => !['Revision', 'Weights', 'Engine'].includes(word))).toEqual([
      ['Model', 'someone/lm'],
      ['Method', 'toString'],
      ['Method', 'y'],
      ['Model', 'x'],
      ['Temperature', '2'],
      ['constructor', 'z'],
      ['Temperature', '1'],
      ['valueOf', 'w'],
    ]);
    const drawn = drawChart(
      ReportAsked,
      { report: reportOf([odd]), prompts: [] },
      { surface: 'sheet', width: 680 },
    );
    expect(drawn.page.querySelectorAll('tr')).toHaveLength(facts.length);
    drawn.end();
  });

  it('says nothing where no model answered', () => {
    const drawn = drawChart(
      ReportAsked,
      { report: reportOf([]), prompts: [] },
      { surface: 'sheet', width: 680 },
    );
    expect(drawn.page.textContent.trim()).toBe('');
    drawn.end();
  });
});
