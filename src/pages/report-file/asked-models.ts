import type { Report } from '../../analysis/report.ts';
import type { Annotator, Method } from '../../judgments/annotator.ts';
import type { Question } from '../../judgments/question.ts';
import { numeral } from '../../numerals/number-form.ts';
import { annotatorOfKey, type KeyedAnnotator } from '../names/annotator-of-key.ts';
import { modelNames, type NamedModel } from '../names/model-names.ts';
import { questionName } from '../names/question-words.ts';

/** A model that answered, with all that its answers depend on besides the texts. */
export interface AskedModel {
  /** What the report calls it, once for each name that it has. */
  readonly names: readonly string[];
  /** What it is and how it was asked, each with the word before it. */
  readonly facts: readonly (readonly [string, string])[];
  /** What it was asked about each question; none of a classifier, nor where a file brought answers without it. */
  readonly prompts: readonly AskedPrompt[];
}

export interface AskedPrompt {
  readonly prompt: NonNullable<Annotator['prompt']>;
  /** Names of the questions that it asks. */
  readonly questions: readonly string[];
}

const WAYS: Readonly<Partial<Record<Method['name'], string>>> = {
  softmax: 'classifier: softmax of its outputs',
  'normalised sigmoids': 'classifier: sigmoids of its outputs, divided by their sum',
  'label likelihood': 'label likelihood: how probable the words of each label are as the answer',
  samples: 'samples: answers that are drawn, each read by rule',
  verbalised: 'percentages: one answer that states them, the likeliest token each time',
  imported: 'elsewhere: its answers were read from a file, and what it was asked is not known here',
};

const PARAMETERS: Readonly<Record<string, string>> = {
  samples: 'Samples of each text',
  temperature: 'Temperature',
  seed: 'Seed',
  tokens: 'Most tokens of an answer',
  constrained: 'Kept to',
  answers: 'Asked for',
  prior: 'What it says of empty texts',
};
/** Told elsewhere in the report, or under another name here. */
const OTHERWISE: readonly string[] = ['mapping', 'engine'];

/** Weights as GGUF files name them. */
const GGUF = /^(I?Q\d|TQ\d|F16|F32|BF16|MXFP)/;

/** The models of a report, each once, whatever it was asked; baselines are none. */
export function askedModels({
  questions,
  continuous = [],
}: Pick<Report, 'questions' | 'continuous'>): AskedModel[] {
  const all = [...questions, ...continuous];
  const found = new Map<
    string,
    { names: Set<string>; keyed: KeyedAnnotator; prompts: Map<string, AskedPrompt> }
  >();
  for (const question of all) {
    const models: readonly NamedModel[] = question.models.filter(({ reference }) => !reference);
    for (const [{ annotator }, name] of modelNames(models)) {
      const keyed = annotator === undefined ? null : annotatorOfKey(annotator);
      if (keyed === null) continue;
      const { prompt, ...identity } = keyed;
      const key = JSON.stringify(identity);
      const one = found.get(key) ?? { names: new Set(), keyed, prompts: new Map<string, AskedPrompt>() };
      found.set(key, one);
      one.names.add(name);
      if (!prompt) continue;
      const version = JSON.stringify(prompt);
      const known = one.prompts.get(version)?.questions ?? [];
      one.prompts.set(version, { prompt, questions: [...known, questionName(question, all)] });
    }
  }
  return [...found.values()].map(({ names, keyed, prompts }) => ({
    names: [...names],
    facts: factsOf(keyed),
    prompts: [...prompts.values()],
  }));
}

/** What may have been asked of a report's models: a prompt, and a question that answers to it are to. */
export function promptsAsked({
  questions,
  continuous = [],
}: Pick<Report, 'questions' | 'continuous'>): Pick<Annotator, 'prompt' | 'questions'>[] {
  return [...questions, ...continuous].flatMap((question) =>
    question.models.flatMap(({ annotator }) => {
      const prompt = annotator === undefined ? undefined : annotatorOfKey(annotator)?.prompt;
      return prompt ? [{ prompt, questions: [questionOf(question)] }] : [];
    }),
  );
}

function questionOf(question: {
  readonly question: string;
  readonly name: string;
  readonly kind: Question['kind'];
  readonly labels?: readonly string[];
}): Question {
  const { question: id, name, kind, labels = [] } = question;
  return kind === 'ordinal'
    ? { kind, id, name, labels, points: labels.map(Number) }
    : { kind: 'categorical', id, name, labels };
}

function factsOf({ model, revision, dtype, method, origin }: KeyedAnnotator): [string, string][] {
  const engine = engineOf(dtype, method);
  const isImported = method.name === 'imported';
  return [
    ['Model', model],
    [isImported ? 'Files (SHA-256 begins)' : 'Revision', revision],
    ...(dtype === 'unknown' || isImported ? [] : [['Weights', dtype] satisfies [string, string]]),
    ...(engine === null ? [] : [['Engine', engine] satisfies [string, string]]),
    ['Method', wordFor(method.name, WAYS)],
    ...Object.entries(method.parameters ?? {})
      .filter(([name]) => !OTHERWISE.includes(name))
      .map(([name, value]): [string, string] => [
        wordFor(name, PARAMETERS),
        typeof value === 'number' ? numeral(value) : value,
      ]),
    ...(origin ? [['Read from', origin.file] satisfies [string, string]] : []),
  ];
}

/** What is known by a name, or the name itself: a file from elsewhere may hold any. */
function wordFor(name: string, words: Readonly<Record<string, string>>): string {
  return Object.hasOwn(words, name) ? words[name] : name;
}

/** What computed answers; `null` where that is not known. */
function engineOf(dtype: string, { name, parameters }: Method): string | null {
  if (parameters?.engine !== undefined) return String(parameters.engine);
  if (name === 'imported') return null;
  // Of models of the benchmarks the engine stands beside the weights.
  const [, elsewhere] = dtype.split(', ');
  return elsewhere ?? (GGUF.test(dtype) ? 'llama.cpp' : 'ONNX Runtime');
}
