import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import type { AnnotationsFormat } from '../src/readers/annotations/write-annotations.ts';

/** What `--model` calls the model that the page offers first. */
const EMBEDDED = 'embedded';

const FORMATS: Readonly<Record<string, AnnotationsFormat>> = {
  '.csv': 'csv',
  '.jsonl': 'jsonl',
  '.parquet': 'parquet',
};

export const USAGE = `Usage:
  dissensus analyse FILE... [--model MODEL] [--predictions FILE]... --out REPORT.json [--epsilon E] [--seed N]
  dissensus annotate FILE... --model MODEL --out ANNOTATIONS.csv|.jsonl|.parquet [--no-texts]

analyse    compares what people said with what models said, and writes the report as JSON.
           Models are the one of --model, and those whose answers are among the files or in --predictions;
           without any the report is about the people alone.
annotate   writes the model's distribution for every text, in the format that the name ends with.

FILE       GoEmotions, EmoBank, a table with a column "text", plain text with one text per line,
           any table with a row or a column per rater or votes per label,
           or annotations written by this command or downloaded from the page.
--predictions
           answers of models that ran elsewhere, joined by id: probabilities per label, a row per sampled
           response, or the output of a batch in OpenAI's format. May be given several times.
--epsilon  what the alt-test allows a model for being cheaper than a rater (default ${DEFAULT_SETTINGS.epsilon})
--model    ${EMBEDDED}, or by name: ${EMBEDDED_MODELS.map(({ model }) => model).join(', ')}
--seed     seed of all random draws, a whole number (default ${DEFAULT_SETTINGS.seed})
--no-texts leaves the texts out of the file
`;

export interface AnalyseArguments {
  readonly name: 'analyse';
  readonly files: readonly string[];
  /** Id of an embedded model; `null` to analyse only answers that are in files. */
  readonly model: string | null;
  /** Files of models' answers that were made elsewhere. */
  readonly predictions: readonly string[];
  readonly out: string;
  readonly seed: number;
  readonly epsilon: number;
}

export interface AnnotateArguments {
  readonly name: 'annotate';
  readonly files: readonly string[];
  readonly model: string;
  readonly out: string;
  readonly format: AnnotationsFormat;
  readonly texts: boolean;
}

/** The command line is wrong; the message says where. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * @param args the command line after the program's name
 * @throws {UsageError}
 */
export function parseArguments(
  args: readonly string[],
): AnalyseArguments | AnnotateArguments | { readonly name: 'help' } {
  const { values, positionals } = parse(args);
  const [name, ...files] = positionals;
  if (values.help || name === 'help') return { name: 'help' };
  if (name !== 'analyse' && name !== 'annotate')
    throw new UsageError(
      name === undefined
        ? 'Say what to do: analyse or annotate.'
        : `There is no command "${name}"; there are analyse and annotate.`,
    );
  if (files.length === 0) throw new UsageError(`Name the files to ${name}.`);
  if (values.out === undefined) throw new UsageError('Say with --out where to write the result.');
  const model = values.model === undefined ? null : modelId(values.model);

  if (name === 'analyse') {
    if (values['no-texts']) throw new UsageError('--no-texts belongs to annotate.');
    return {
      name,
      files,
      model,
      predictions: values.predictions ?? [],
      out: values.out,
      seed: seedOf(values.seed),
      epsilon: epsilonOf(values.epsilon),
    };
  }
  for (const option of ['seed', 'epsilon', 'predictions'] as const)
    if (values[option] !== undefined) throw new UsageError(`--${option} belongs to analyse.`);
  if (model === null) throw new UsageError(`Say with --model which model to ask, e.g. --model ${EMBEDDED}.`);
  const format = FORMATS[extname(values.out).toLowerCase()];
  if (!format)
    throw new UsageError(
      `--out is "${values.out}"; its name must end with ${Object.keys(FORMATS).join(', ')}, which is the format.`,
    );
  return { name, files, model, out: values.out, format, texts: !values['no-texts'] };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        out: { type: 'string' },
        seed: { type: 'string' },
        epsilon: { type: 'string' },
        predictions: { type: 'string', multiple: true },
        'no-texts': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // What parseArgs says is short and exact; nothing else throws here.
    throw new UsageError((error as Error).message);
  }
}

function modelId(name: string): string {
  const found = name === EMBEDDED ? EMBEDDED_MODELS[0] : EMBEDDED_MODELS.find(({ model }) => model === name);
  if (found) return found.model;
  const known = [EMBEDDED, ...EMBEDDED_MODELS.map(({ model }) => model)];
  throw new UsageError(`There is no model "${name}"; there are ${known.join(', ')}.`);
}

function seedOf(text = String(DEFAULT_SETTINGS.seed)): number {
  const seed = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(seed)) return seed;
  throw new UsageError(`--seed is "${text}"; a whole number such as 1 is expected.`);
}

function epsilonOf(text = String(DEFAULT_SETTINGS.epsilon)): number {
  const epsilon = text.trim() === '' ? NaN : Number(text);
  if (epsilon >= 0 && epsilon < 1) return epsilon;
  throw new UsageError(`--epsilon is "${text}"; a number from 0 to below 1 such as 0.1 is expected.`);
}
