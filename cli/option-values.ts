import { extname } from 'node:path';
import type { CalibrationMethod } from '../src/analysis/calibration/calibrator.ts';
import { CALIBRATION_METHODS } from '../src/analysis/calibration/fit.ts';
import type { ModelGroup } from '../src/analysis/paper/between-models-table.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import type { GuidelineThresholds } from '../src/analysis/settings.ts';
import { isThreshold, readThreshold, THRESHOLD_NAMES, thresholdsWith } from '../src/analysis/thresholds.ts';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import type { RaterRule } from '../src/judgments/dataset.ts';
import type { Unreadable } from '../src/readers/paper/paper-files.ts';
import type { AnnotationsFormat } from '../src/writers/write-annotations.ts';
import type { TableFormat } from '../src/writers/write-table.ts';
import { STANDARD_OUTPUT } from './result-file.ts';
import { UsageError } from './usage-error.ts';

// The values of options, each read from the words after it; what is wrong is told in a UsageError.

/** What `--model` calls the model that the page offers first. */
export const EMBEDDED = 'embedded';

/** The formats of annotations, by how a name ends. */
export const FORMATS: Readonly<Record<string, AnnotationsFormat>> = {
  '.csv': 'csv',
  '.jsonl': 'jsonl',
  '.parquet': 'parquet',
};
/** The formats of a table of results, by how a name ends. */
export const TABLE_FORMATS: Readonly<Record<string, TableFormat>> = { ...FORMATS, '.xlsx': 'xlsx' };

/** `--group`, each given; no name and no model may be in two. */
export function groupsOf(texts: readonly string[]): readonly ModelGroup[] {
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

/** `--unreadable`. */
export function unreadableOf(text = 'neutral'): Unreadable {
  if (text === 'neutral' || text === 'failed') return text;
  throw new UsageError(`--unreadable is "${text}"; neutral or failed is expected.`);
}

/** The format that the name of a file to write ends with; standard output takes the first. */
export function formatOf<Format>(
  path: string,
  formats: Readonly<Record<string, Format>>,
  option: string,
): Format {
  const format = path === STANDARD_OUTPUT ? Object.values(formats)[0] : formats[extname(path).toLowerCase()];
  if (format) return format;
  throw new UsageError(
    `${option} is "${path}"; its name must end with ${Object.keys(formats).join(', ')}, which is the format.`,
  );
}

/** `--method`; `null` where it is not given. */
export function calibrationMethod(name: string | undefined): CalibrationMethod | null {
  if (name === undefined) return null;
  const found = CALIBRATION_METHODS.find((method) => method === name);
  if (found) return found;
  throw new UsageError(
    `There is no calibration method "${name}"; there are ${CALIBRATION_METHODS.map((method) => `"${method}"`).join(', ')}.`,
  );
}

/** `--model`: the id of a model that ships. */
export function modelId(name: string): string {
  const found = name === EMBEDDED ? EMBEDDED_MODELS[0] : EMBEDDED_MODELS.find(({ model }) => model === name);
  if (found) return found.model;
  const known = [EMBEDDED, ...EMBEDDED_MODELS.map(({ model }) => model)];
  throw new UsageError(`There is no model "${name}"; there are ${known.join(', ')}.`);
}

/** `--seed`. */
export function seedOf(text = String(DEFAULT_SETTINGS.seed)): number {
  const seed = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(seed)) return seed;
  throw new UsageError(`--seed is "${text}"; a whole number from 0 on is expected.`);
}

/** `--compare`, beside the value of `--slice`. */
export function comparedSlice(text: string, slice: string | undefined): string {
  if (slice === undefined)
    throw new UsageError(
      '--compare names a second slice; --slice is to name the first, such as source=blog.',
    );
  return sliceOf('--compare', text);
}

/** An attribute and a value of it, as `NAME=VALUE`. */
export function sliceOf(option: '--slice' | '--compare', text: string): string {
  if (/^[^=].*=./s.test(text)) return text;
  throw new UsageError(
    `${option} is "${text}"; the name of an attribute and one of its values such as source=news are expected.`,
  );
}

/** `--epsilon`. */
export function epsilonOf(text = String(DEFAULT_SETTINGS.epsilon)): number {
  const epsilon = text.trim() === '' ? NaN : Number(text);
  if (epsilon >= 0 && epsilon < 1) return epsilon;
  throw new UsageError(`--epsilon is "${text}"; a number from 0 to below 1 such as 0.1 is expected.`);
}

/** `--threshold`, each given: all thresholds, with those moved. */
export function thresholdsOf(given: readonly string[]): GuidelineThresholds {
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

/** `--more-raters`; `null` where it is not given. */
export function raterRuleOf(text: string | undefined): RaterRule | 'none' | null {
  if (text === undefined) return null;
  if (text.trim() === 'none') return 'none';
  const [, first, more, unless] = /^(\d+)\+(\d+) unless (two agree|all agree)$/.exec(text.trim()) ?? [];
  if (Number(first) >= 2 && Number(more) >= 1)
    return { first: Number(first), more: Number(more), unless: unless as RaterRule['unless'] };
  throw new UsageError(
    `--more-raters is "${text}"; "3+2 unless two agree", "3+2 unless all agree" or "none" is expected, with other numbers too.`,
  );
}
