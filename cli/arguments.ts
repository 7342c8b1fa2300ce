import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import type { CalibrationMethod } from '../src/analysis/calibration/calibrator.ts';
import { CALIBRATION_METHODS } from '../src/analysis/calibration/fit.ts';
import type { ModelGroup } from '../src/analysis/paper/between-models-table.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import type { GuidelineThresholds } from '../src/analysis/settings.ts';
import { isThreshold, readThreshold, THRESHOLD_NAMES, thresholdsWith } from '../src/analysis/thresholds.ts';
import type { RaterRule } from '../src/judgments/dataset.ts';
import type { Unreadable } from '../src/readers/paper/paper-files.ts';
import type { AnnotationsFormat } from '../src/writers/write-annotations.ts';
import { saidSeen, type SaidSeen } from './declared-seen.ts';
import { STANDARD_OUTPUT } from './result-file.ts';
import { READING_OPTIONS, READING_USAGE, readingOptions, type ReadingOptions } from './reading-options.ts';
import type { TableFormat } from '../src/writers/write-table.ts';
import { UsageError } from './usage-error.ts';

export { UsageError };

/** What `--model` calls the model that the page offers first. */
const EMBEDDED = 'embedded';

const FORMATS: Readonly<Record<string, AnnotationsFormat>> = {
  '.csv': 'csv',
  '.jsonl': 'jsonl',
  '.parquet': 'parquet',
};
const TABLE_FORMATS: Readonly<Record<string, TableFormat>> = { ...FORMATS, '.xlsx': 'xlsx' };

export const USAGE = `Usage:
  dissensus analyse FILE... [--model MODEL]... [--predictions FILE]... --out REPORT.json [--epsilon E]
            [--table TABLE.csv|.xlsx|.parquet|.jsonl [--no-texts]] [--threshold NAME=VALUE]... [--more-raters RULE]
            [--seen MODEL[=FILE]]... [--slice NAME=VALUE [--compare NAME=VALUE]] [--embed] [--seed N]
  dissensus annotate FILE... --model MODEL --out ANNOTATIONS.csv|.jsonl|.parquet [--no-texts]
  dissensus calibrate FILE... [--model MODEL]... [--predictions FILE]... [--method METHOD]
            [--seen MODEL[=FILE]]... --out CALIBRATOR.json
  dissensus calibrate FILE... [--model MODEL]... [--predictions FILE]... --calibrator CALIBRATOR.json
            --out ANNOTATIONS.csv|.jsonl|.parquet [--no-texts]
  dissensus replicate FILE... --out FOLDER [--group NAME=MODEL,...]... [--unreadable neutral|failed] [--lexicon FILE]
            [--embed | --embeddings FILE]
  dissensus schema
  dissensus read FILE... [--predictions FILE]... --out READING.json|ANSWERS.csv|.parquet
  dissensus --help | --version

analyse    compares what people said with what models said, and writes the report as JSON.
           Models are those of --model, and those whose answers are among the files or in --predictions;
           without any the report is about the people alone.
annotate   writes the model's distribution for every text, in the format that the name ends with.
calibrate  without --calibrator: fits a calibrator to people's answers for each model, and writes it as JSON.
           With it: applies the calibrator to models' answers, to texts that people judged or not, and writes them
           as annotate does; analyse takes them back.
replicate  computes the tables of the paper on files in its authors' form (docs/replicating.md), and writes them to a folder:
           paper.csv, a CSV for each table, and paper.html to be read.
schema     writes the JSON Schema of the report to standard output.
read       says how files are read: as JSON with every item, vote and answer, what was skipped and what is not certain
           ("asks"); or people's answers as a table with the columns item, text, question, rater, label.

FILE       the export of an annotation or survey tool, a known data set, any table with a row or a column per rater or
           votes per label, a table of texts, plain text with one text per line, or annotations written by this command
           or downloaded from the page; as CSV, TSV, JSON, JSON Lines, Parquet, Excel or OpenDocument sheet, also in a
           ZIP or gzip archive; or a folder of such files.
--predictions
           answers of models that ran elsewhere, joined by id or text: probabilities or scores per label, responses in
           words or JSON, or the output of a model's interface. May be given several times.
--method   ${CALIBRATION_METHODS.map((method) => `"${method}"`).join(', ')}
           (default: the one with the least cross-entropy on held-out items)
--epsilon  what the alt-test allows a model for being cheaper than a rater (default ${DEFAULT_SETTINGS.epsilon})
--table    also writes one row per text: people's shares and number, each model's distribution and top label, and the
           same calibrated, by a calibrator that has not seen the text's votes
--threshold
           where a line of the verdicts is drawn: ${Object.entries(DEFAULT_SETTINGS.thresholds)
             .map(([name, value]) => `${name}=${value}`)
             .join(', ')}
--more-raters
           by what rule more raters were asked about some texts, where numbers depend on answers:
           "3+2 unless two agree" (on a label), "3+2 unless all agree", or "none"
           (default: what is known of the data set; GoEmotions' own files are "3+2 unless two agree")
--model    ${EMBEDDED}, or by name: ${EMBEDDED_MODELS.map(({ model }) => model).join(', ')}
--seen     MODEL or MODEL=FILE: the model was trained on these texts or their votes, on all of them or on those that the
           file lists by id or text, one in each line or in a column of a table; figures are over the others.
           May be given several times
--seen-rows
           COLUMN=VALUE: the rows that are meant where that file says what each was used for, such as split=train; may be
           given several times, for the rows of any; or "all"
--slice    NAME=VALUE: figures over the texts that have this value of an attribute, or over the answers of the raters who have
           it ("read" says which attributes there are; also "length in characters"); of numbers a third: lowest, middle or highest
--compare  another such slice: the report then has D, JSD, top-1 and the entropy difference in both, with the differences
--seed     seed of all random draws, a whole number (default ${DEFAULT_SETTINGS.seed})
--group    models that are taken together and compared with another group, such as api=gpt,claude and open=llama,qwen
--unreadable
           what becomes of an answer in which no label can be read: neutral (it counts as that label, as in the paper;
           the default) or failed (it is left out)
--lexicon  words of each label, in the form of the NRC Emotion Lexicon, in place of ours
--embed    reads the texts with all-MiniLM-L6-v2, for the paper's embedding score of each label
--embeddings
           vectors of texts (by id or text) and of the labels' words, or finished scores of the labels
--no-texts leaves the texts out of the file or the table
--out, --table
           a file, which is replaced if it is there; no input, link or device is. ${STANDARD_OUTPUT} is standard output, in the first of the
           formats

Exit status: 0 done; 1 a file cannot be read or written, or a model fails; 2 the command line is wrong; 3 the files were read,
and nothing in them can be used.

${READING_USAGE}`;

export interface AnalyseArguments {
  readonly name: 'analyse';
  readonly files: readonly string[];
  /** Ids of embedded models; none to analyse only answers that are in files. */
  readonly models: readonly string[];
  /** Files of models' answers that were made elsewhere. */
  readonly predictions: readonly string[];
  readonly out: string;
  /** Where the table of results goes; `null`: none is made. */
  readonly table: { readonly path: string; readonly format: TableFormat; readonly texts: boolean } | null;
  readonly seed: number;
  readonly epsilon: number;
  readonly thresholds: GuidelineThresholds;
  /** `null` where the data set says it. */
  readonly moreRaters: RaterRule | 'none' | null;
  /** What models are said to have been trained on. */
  readonly seen?: SaidSeen;
  /** The part of the data set that figures are over, as `NAME=VALUE`; absent: all of it. */
  readonly slice?: string;
  /** Another part, which that one is compared with. */
  readonly compare?: string;
  /** Whether texts are read for the paper's embedding score. */
  readonly embed: boolean;
  /** How the files are read, where they do not say it themselves. */
  readonly reading?: ReadingOptions;
}

/** Says how files are read. */
export interface ReadArguments {
  readonly name: 'read';
  readonly files: readonly string[];
  readonly predictions: readonly string[];
  readonly out: string;
  readonly reading?: ReadingOptions;
}

/** Fits calibrators. */
export interface FitArguments {
  readonly name: 'fit';
  readonly files: readonly string[];
  readonly models: readonly string[];
  readonly predictions: readonly string[];
  /** `null`: the best of all. */
  readonly method: CalibrationMethod | null;
  readonly seed: number;
  readonly seen?: SaidSeen;
  readonly out: string;
  readonly reading?: ReadingOptions;
}

/** Applies fitted calibrators. */
export interface ApplyArguments {
  readonly name: 'apply';
  readonly files: readonly string[];
  readonly models: readonly string[];
  readonly predictions: readonly string[];
  /** File of fitted calibrators. */
  readonly calibrator: string;
  readonly out: string;
  readonly format: AnnotationsFormat;
  readonly texts: boolean;
  readonly reading?: ReadingOptions;
}

export interface AnnotateArguments {
  readonly name: 'annotate';
  readonly files: readonly string[];
  readonly model: string;
  readonly out: string;
  readonly format: AnnotationsFormat;
  readonly texts: boolean;
}

/** Computes the paper's tables. */
export interface ReplicateArguments {
  readonly name: 'replicate';
  readonly files: readonly string[];
  /** A folder. */
  readonly out: string;
  readonly groups: readonly ModelGroup[];
  readonly unreadable: Unreadable;
  /** Files; `null`: our words, no embeddings. */
  readonly lexicon: string | null;
  readonly embeddings: string | null;
  /** Whether vectors are made in place of them. */
  readonly embed: boolean;
}

export type Command =
  | AnalyseArguments
  | AnnotateArguments
  | FitArguments
  | ApplyArguments
  | ReplicateArguments
  | { readonly name: 'schema' }
  | ReadArguments
  | { readonly name: 'help' }
  | { readonly name: 'version' };

/** Options that belong to some of the commands only. */
const OWNERS = {
  seed: ['analyse', 'calibrate'],
  epsilon: ['analyse'],
  threshold: ['analyse'],
  'more-raters': ['analyse'],
  predictions: ['analyse', 'calibrate', 'read'],
  model: ['analyse', 'annotate', 'calibrate'],
  method: ['calibrate'],
  calibrator: ['calibrate'],
  'no-texts': ['analyse', 'annotate', 'calibrate'],
  table: ['analyse'],
  slice: ['analyse'],
  compare: ['analyse'],
  seen: ['analyse', 'calibrate'],
  'seen-rows': ['analyse', 'calibrate'],
  group: ['replicate'],
  unreadable: ['replicate'],
  lexicon: ['replicate'],
  embeddings: ['replicate'],
  embed: ['analyse', 'replicate'],
} as const;

/**
 * @param args the command line after the program's name
 * @throws {UsageError}
 */
export function parseArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, ...files] = positionals;
  if (values.help || name === 'help') return { name: 'help' };
  if (values.version) return { name: 'version' };
  if (name === 'schema') {
    if (files.length > 0 || Object.keys(values).length > 0)
      throw new UsageError('schema takes no files and no options; it writes to standard output.');
    return { name };
  }
  if (
    name !== 'analyse' &&
    name !== 'annotate' &&
    name !== 'calibrate' &&
    name !== 'read' &&
    name !== 'replicate'
  )
    throw new UsageError(
      name === undefined
        ? 'Say what to do: analyse, annotate, calibrate, read, replicate or schema.'
        : `There is no command "${name}"; there are analyse, annotate, calibrate, read, replicate and schema.`,
    );
  if (files.length === 0) throw new UsageError(`Name the files to ${name}.`);
  if (values.out === undefined) throw new UsageError('Say with --out where to write the result.');
  for (const [option, owners] of Object.entries(OWNERS))
    if (values[option as keyof typeof OWNERS] !== undefined && !(owners as readonly string[]).includes(name))
      throw new UsageError(`--${option} belongs to ${owners.join(' and ')}.`);
  const { out } = values;
  const models = (values.model ?? []).map(modelId);
  const predictions = values.predictions ?? [];
  const texts = !values['no-texts'];
  const seen = saidSeen(
    values.seen?.map((value) => value.replace(/^embedded(?=$|=)/, EMBEDDED_MODELS[0].model)),
    values['seen-rows'],
  );
  const reading = readingOptions(values);
  if (name === 'annotate' && reading !== undefined)
    throw new UsageError(
      'Options for how files are read belong to read, analyse and calibrate; annotate takes the texts alone.',
    );

  if (name === 'replicate') {
    if (values.embed && values.embeddings !== undefined)
      throw new UsageError(
        '--embed makes vectors of the texts; --embeddings brings them: give one of the two.',
      );
    if (reading !== undefined)
      throw new UsageError(
        'replicate reads files in the form of the paper alone, and takes no options for how they are read.',
      );
    return {
      name,
      files,
      out,
      groups: groupsOf(values.group ?? []),
      unreadable: unreadableOf(values.unreadable),
      lexicon: values.lexicon ?? null,
      embeddings: values.embeddings ?? null,
      embed: values.embed ?? false,
    };
  }
  if (name === 'read') return { name, files, predictions, out, ...(reading && { reading }) };
  if (name === 'analyse') {
    if (!texts && values.table === undefined)
      throw new UsageError('--no-texts belongs to analyse with --table: a report has no texts.');
    return {
      name,
      files,
      models,
      predictions,
      out,
      table:
        values.table === undefined
          ? null
          : { path: values.table, format: formatOf(values.table, TABLE_FORMATS, '--table'), texts },
      seed: seedOf(values.seed),
      epsilon: epsilonOf(values.epsilon),
      thresholds: thresholdsOf(values.threshold ?? []),
      moreRaters: raterRuleOf(values['more-raters']),
      embed: values.embed ?? false,
      ...(seen && { seen }),
      ...(values.slice !== undefined && { slice: sliceOf('--slice', values.slice) }),
      ...(values.compare !== undefined && { compare: comparedSlice(values.compare, values.slice) }),
      ...(reading && { reading }),
    };
  }
  if (name === 'annotate') {
    const [model] = models;
    if (model === undefined)
      throw new UsageError(`Say with --model which model to ask, e.g. --model ${EMBEDDED}.`);
    if (models.length > 1) throw new UsageError('annotate asks one model at a time; give --model once.');
    return { name, files, model, out, format: formatOf(out, FORMATS, '--out'), texts };
  }
  const { calibrator } = values;
  if (calibrator === undefined) {
    if (!texts) throw new UsageError('--no-texts belongs to calibrate with --calibrator.');
    return {
      name: 'fit',
      files,
      models,
      predictions,
      method: calibrationMethod(values.method),
      seed: seedOf(values.seed),
      ...(seen && { seen }),
      out,
      ...(reading && { reading }),
    };
  }
  for (const option of ['method', 'seed', 'seen'] as const)
    if (values[option] !== undefined)
      throw new UsageError(`--${option} belongs to fitting, and --calibrator names what is fitted already.`);
  return {
    name: 'apply',
    files,
    models,
    predictions,
    calibrator,
    out,
    format: formatOf(out, FORMATS, '--out'),
    texts,
    ...(reading && { reading }),
  };
}

function groupsOf(texts: readonly string[]): readonly ModelGroup[] {
  const groups = texts.map(groupOf);
  const twice = (names: readonly string[]) => names.find((name, at) => names.indexOf(name) < at);
  const name = twice(groups.map((group) => group.name));
  if (name !== undefined)
    throw new UsageError(`Two groups have the name ${name}; name all of its models in one --group.`);
  const model = twice(groups.flatMap(({ models }) => models));
  if (model !== undefined)
    throw new UsageError(`--group sets models apart from each other, and ${model} is in it twice.`);
  return groups;
}

function groupOf(text: string): ModelGroup {
  const [, name, models] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name !== undefined) return { name, models: models.split(',').map((model) => model.trim()) };
  throw new UsageError(
    `--group is "${text}"; a name and models such as api=gpt-5.4-mini,claude are expected.`,
  );
}

function unreadableOf(text = 'neutral'): Unreadable {
  if (text === 'neutral' || text === 'failed') return text;
  throw new UsageError(`--unreadable is "${text}"; neutral or failed is expected.`);
}

function formatOf<Format>(path: string, formats: Readonly<Record<string, Format>>, option: string): Format {
  const format = path === STANDARD_OUTPUT ? Object.values(formats)[0] : formats[extname(path).toLowerCase()];
  if (format) return format;
  throw new UsageError(
    `${option} is "${path}"; its name must end with ${Object.keys(formats).join(', ')}, which is the format.`,
  );
}

function calibrationMethod(name: string | undefined): CalibrationMethod | null {
  if (name === undefined) return null;
  const found = CALIBRATION_METHODS.find((method) => method === name);
  if (found) return found;
  throw new UsageError(
    `There is no calibration method "${name}"; there are ${CALIBRATION_METHODS.map((method) => `"${method}"`).join(', ')}.`,
  );
}

const OPTIONS = {
  model: { type: 'string', multiple: true },
  out: { type: 'string' },
  seed: { type: 'string' },
  epsilon: { type: 'string' },
  threshold: { type: 'string', multiple: true },
  'more-raters': { type: 'string' },
  predictions: { type: 'string', multiple: true },
  method: { type: 'string' },
  calibrator: { type: 'string' },
  'no-texts': { type: 'boolean' },
  table: { type: 'string' },
  slice: { type: 'string' },
  compare: { type: 'string' },
  seen: { type: 'string', multiple: true },
  'seen-rows': { type: 'string', multiple: true },
  group: { type: 'string', multiple: true },
  unreadable: { type: 'string' },
  lexicon: { type: 'string' },
  embeddings: { type: 'string' },
  embed: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  ...READING_OPTIONS,
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: withNegativeValues(args), allowPositionals: true, options: OPTIONS });
  } catch (error) {
    // What parseArgs says is short and exact; nothing else throws here.
    throw new UsageError((error as Error).message);
  }
}

/** `parseArgs` takes the -3..3 after --scale for an option of its own unless both are one argument. */
function withNegativeValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const option = joined.at(-1);
    const isValue =
      /^-[\d.]/.test(arg) &&
      option?.startsWith('--') === true &&
      OPTIONS[option.slice(2) as keyof typeof OPTIONS]?.type === 'string';
    if (isValue) joined[joined.length - 1] = `${option}=${arg}`;
    else joined.push(arg);
  }
  return joined;
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
  throw new UsageError(`--seed is "${text}"; a whole number from 0 on is expected.`);
}

function comparedSlice(text: string, slice: string | undefined): string {
  if (slice === undefined)
    throw new UsageError(
      '--compare names a second slice; --slice is to name the first, such as source=blog.',
    );
  return sliceOf('--compare', text);
}

function sliceOf(option: '--slice' | '--compare', text: string): string {
  if (/^[^=].*=./s.test(text)) return text;
  throw new UsageError(
    `${option} is "${text}"; the name of an attribute and one of its values such as source=news are expected.`,
  );
}

function epsilonOf(text = String(DEFAULT_SETTINGS.epsilon)): number {
  const epsilon = text.trim() === '' ? NaN : Number(text);
  if (epsilon >= 0 && epsilon < 1) return epsilon;
  throw new UsageError(`--epsilon is "${text}"; a number from 0 to below 1 such as 0.1 is expected.`);
}

function thresholdsOf(given: readonly string[]): GuidelineThresholds {
  const moved = given.map((one) => {
    const [name] = one.split('=');
    if (!isThreshold(name))
      throw new UsageError(`There is no threshold "${name}"; there are ${THRESHOLD_NAMES.join(', ')}.`);
    const threshold = readThreshold(one);
    if (threshold === null)
      throw new UsageError(
        `--threshold is "${one}"; a name and a number from 0 on such as distance=0.1 are expected.`,
      );
    return [threshold.name, threshold.value] as const;
  });
  return thresholdsWith(Object.fromEntries(moved));
}

function raterRuleOf(text: string | undefined): RaterRule | 'none' | null {
  if (text === undefined) return null;
  if (text.trim() === 'none') return 'none';
  const [, first, more, unless] = /^(\d+)\+(\d+) unless (two agree|all agree)$/.exec(text.trim()) ?? [];
  if (Number(first) >= 2 && Number(more) >= 1)
    return { first: Number(first), more: Number(more), unless: unless as RaterRule['unless'] };
  throw new UsageError(
    `--more-raters is "${text}"; "3+2 unless two agree", "3+2 unless all agree" or "none" is expected, with other numbers too.`,
  );
}
