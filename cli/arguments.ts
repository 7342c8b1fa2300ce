import { parseArgs } from 'node:util';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import type { Command } from './commands.ts';
import { saidSeen } from './declared-seen.ts';
import {
  calibrationMethod,
  comparedSlice,
  EMBEDDED,
  epsilonOf,
  formatOf,
  FORMATS,
  groupsOf,
  modelId,
  raterRuleOf,
  seedOf,
  sliceOf,
  TABLE_FORMATS,
  thresholdsOf,
  unreadableOf,
} from './option-values.ts';
import { READING_OPTIONS, readingOptions, saysDatesAlone } from './reading-options.ts';
import { UsageError } from './usage-error.ts';

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
  lexicon: ['analyse', 'replicate'],
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
  if (name === 'annotate' && reading !== undefined && !saysDatesAlone(reading))
    throw new UsageError(
      'Options for how files are read belong to read, analyse and calibrate; annotate takes the texts alone, and of those options --dates.',
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
      lexicon: values.lexicon ?? null,
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
    return {
      name,
      files,
      model,
      out,
      format: formatOf(out, FORMATS, '--out'),
      texts,
      ...(reading && { reading }),
    };
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
