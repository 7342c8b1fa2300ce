import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MAPPED_LAYOUTS, type Mapping } from '../src/readers/annotated/mapping.ts';
import type { Scale } from '../src/readers/annotated/scale.ts';
import type { SaidKind, SaidReading } from '../src/readers/annotated/said-reading.ts';
import type { DatesAre } from '../src/readers/line-dates.ts';
import { readLabelNames } from '../src/readers/label-names.ts';
import type { PredictionOptions } from '../src/readers/predictions/model-predictions.ts';
import { readMapping } from '../src/readers/saved-mapping.ts';
import { UsageError } from './usage-error.ts';

const SCALE = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?$/;

/** What the command line says of how files are read; absent where it says nothing. */
export interface ReadingOptions {
  readonly said: Omit<SaidReading, 'labels'>;
  /** A file of what codes stand for. */
  readonly labels?: string;
  /** A file of a mapping that the page or `read` wrote. */
  readonly mapping?: string;
  readonly scores?: PredictionOptions['scores'];
  readonly lists?: PredictionOptions['lists'];
  readonly join?: PredictionOptions['join'];
  readonly dates?: DatesAre;
  readonly studies?: 'one';
}

/** The options, as `parseArgs` wants them. */
export const READING_OPTIONS = {
  layout: { type: 'string' },
  text: { type: 'string' },
  id: { type: 'string' },
  rater: { type: 'string' },
  label: { type: 'string', multiple: true },
  question: { type: 'string' },
  scale: { type: 'string' },
  kind: { type: 'string', multiple: true },
  missing: { type: 'string', multiple: true },
  labels: { type: 'string' },
  'rows-are': { type: 'string' },
  'second-answers': { type: 'string' },
  of: { type: 'string' },
  mapping: { type: 'string' },
  scores: { type: 'string' },
  lists: { type: 'string' },
  join: { type: 'string' },
  dates: { type: 'string' },
  studies: { type: 'string' },
} as const;

type Values = { readonly [Name in keyof typeof READING_OPTIONS]?: string | string[] };

/** How the options are explained. */
export const READING_USAGE = `How files are read, where they do not say it themselves (read, analyse, calibrate; --dates in annotate too):
--text, --id, --rater COLUMN
           the columns of texts, ids and raters
--label    a column of answers; may be given several times
--layout   ${MAPPED_LAYOUTS.map((layout) => `"${layout}"`).join(', ')}
--rows-are people or items: whether a row is a person, with a column for each text, or a text
--question what is asked; of several questions the one that a model's file answers
--scale    the ends of the scale, e.g. 1..7, or 0..4/0.5 with half steps; "none" if numbers are codes of classes
--kind     continuous or ordinal: whether answers are numbers (ratings with decimals, a slider) or points of a scale; of one
           question NAME=continuous; may be given several times
--missing  a value that says that nobody answered; may be given several times; "none" if every value is an answer
--labels   a file of what codes or a model's words stand for: code and label on each line, or JSON
--second-answers
           first or last: which of two answers of a rater to one text counts; by default the last
--of       people or model: whose answers a file holds that may be either's
--scores   softmax or divide: what a model's numbers are that are no probabilities
--lists    samples or labels: what several words in a cell's list are, answers one by one or the labels of one answer
--join     order: a model's rows are in the order of the people's items, whatever ids they have
--dates    apart or text: whether the date that a line of plain text begins with is the text's date or a part of the text
--studies  one: files that have no text and no label in common are one study all the same
--mapping  a file that says all of this, as the page and "dissensus read" write it
`;

/**
 * What the options say; `undefined` if none is given.
 * @throws {UsageError}
 */
export function readingOptions(values: Values): ReadingOptions | undefined {
  const given = Object.keys(READING_OPTIONS).filter((name) => values[name as keyof Values] !== undefined);
  if (given.length === 0) return undefined;
  const one = (name: keyof Values) => values[name] as string | undefined;
  const missing = values.missing as string[] | undefined;
  const said: Omit<SaidReading, 'labels'> = {
    ...defined('layout', oneOf('layout', one('layout'), MAPPED_LAYOUTS)),
    ...defined('text', one('text')),
    ...defined('id', one('id')),
    ...defined('rater', one('rater')),
    ...defined('label', values.label as string[] | undefined),
    ...defined('question', one('question')),
    ...defined('scale', scaleOf(one('scale'))),
    ...defined('kinds', (values.kind as string[] | undefined)?.map(kindOf)),
    ...defined('missing', missing?.join() === 'none' ? [] : missing),
    ...defined('rowsAre', oneOf('rows-are', one('rows-are'), ['people', 'items'] as const)),
    ...defined('secondAnswers', oneOf('second-answers', one('second-answers'), ['first', 'last'] as const)),
    ...defined('of', oneOf('of', one('of'), ['people', 'model'] as const)),
  };
  return {
    said,
    ...defined('labels', one('labels')),
    ...defined('mapping', one('mapping')),
    ...defined('scores', oneOf('scores', one('scores'), ['softmax', 'divide'] as const)),
    ...defined('lists', oneOf('lists', one('lists'), ['samples', 'labels'] as const)),
    ...defined('join', oneOf('join', one('join'), ['order'] as const)),
    ...defined('dates', oneOf('dates', one('dates'), ['apart', 'text'] as const)),
    ...defined('studies', oneOf('studies', one('studies'), ['one'] as const)),
  };
}

/** Whether nothing is said but what becomes of dates, the only thing that texts alone leave open. */
export function saysDatesAlone({ said, dates, ...others }: ReadingOptions): boolean {
  return dates !== undefined && Object.keys({ ...said, ...others }).length === 0;
}

/** Paths of the files that the options name. */
export function namedFiles({ labels, mapping }: Partial<ReadingOptions> = {}): string[] {
  return [labels, mapping].filter((path) => path !== undefined);
}

/** Options as the readers take them. */
export interface LoadedOptions {
  readonly mappings: readonly Mapping[];
  readonly said: SaidReading;
  readonly dates?: DatesAre;
  readonly studies?: 'one';
  readonly predictions: Pick<PredictionOptions, 'question' | 'labels' | 'scores' | 'lists' | 'join'>;
}

/**
 * Reads the files that the options name.
 * @throws UnreadableFileError if one of them cannot be used
 */
export async function loadOptions(
  { said, labels, mapping, scores, lists, join, dates, studies }: ReadingOptions = { said: {} },
): Promise<LoadedOptions> {
  const names = labels === undefined ? undefined : await readLabelNames(await namedFile(labels));
  const mappings = mapping === undefined ? [] : readMapping(basename(mapping), await contentOf(mapping));
  return {
    mappings,
    said: { ...said, ...defined('labels', names) },
    ...defined('dates', dates),
    ...defined('studies', studies),
    predictions: {
      ...defined('question', said.question),
      ...defined('labels', names),
      ...defined('scores', scores),
      ...defined('lists', lists),
      ...defined('join', join),
    },
  };
}

async function namedFile(path: string) {
  return { name: basename(path), blob: new Blob([await contentOf(path)]) };
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new UsageError(`There is no file ${path} that can be read.`);
  }
}

function scaleOf(text: string | undefined): Scale | 'none' | undefined {
  if (text === undefined || text === 'none') return text;
  const found = SCALE.exec(text.trim());
  if (found === null)
    throw new UsageError(`--scale is "${text}"; its ends such as 1..7, or "none", are expected.`);
  const [lowest, highest, step] = found.slice(1).map(Number);
  return { lowest, highest, ...(found[3] === undefined ? {} : { step }) };
}

function kindOf(text: string): SaidKind {
  const [, question = null, kind] = /^(?:(.+)=)?([^=]*)$/s.exec(text) ?? [];
  return { question, kind: oneOf('kind', kind, ['continuous', 'ordinal'] as const)! };
}

function oneOf<Value extends string>(
  option: string,
  value: string | undefined,
  all: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined;
  const found = all.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(
    `--${option} is "${value}"; one of ${all.map((one) => `"${one}"`).join(', ')} is expected.`,
  );
}

/** The property, or nothing where its value is undefined. */
function defined<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value });
}
