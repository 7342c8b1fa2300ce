import {
  array,
  boolean,
  finite,
  literal,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  safeParse,
  string,
  type InferOutput,
} from 'valibot';
import { byLabel } from '../files/by-label.ts';
import { DURATION_UNITS } from './annotated/duration-names.ts';
import { MAPPED_LAYOUTS, SEPARATORS, type Mapping } from './annotated/mapping.ts';
import { UnreadableFileError } from './unreadable-file.ts';

const END = pipe(number(), finite());

const QUESTION = object({
  name: string(),
  kind: picklist(['categorical', 'ordinal', 'continuous', 'by labels']),
  indicators: optional(boolean()),
  scale: optional(object({ lowest: END, highest: END, step: optional(END) })),
  nearest: optional(boolean()),
  points: optional(array(string())),
  columns: array(object({ column: string(), name: string(), text: optional(string()) })),
});

const MAPPING = object({
  layout: picklist(MAPPED_LAYOUTS),
  text: nullable(string()),
  id: nullable(string()),
  rater: nullable(string()),
  questions: array(QUESTION),
  abstentions: array(string()),
  separator: optional(picklist(SEPARATORS)),
  signs: optional(boolean()),
  raterName: optional(string()),
  time: optional(string()),
  duration: optional(object({ column: string(), unit: picklist(DURATION_UNITS) })),
  secondAnswers: optional(literal('first')),
  moreTexts: optional(array(string())),
  questionColumn: optional(string()),
  missing: optional(array(string())),
  labelNames: optional(byLabel(string())),
  ratersPerText: optional(pipe(number(), finite())),
  decimalComma: optional(boolean()),
  schema: optional(string()),
});

/** A mapping as a file that {@link readMapping} takes back. */
export function writeMapping(mapping: Mapping): string {
  return `${JSON.stringify(mapping, null, 2)}\n`;
}

/**
 * The mappings in a file of JSON: one, a list, or those in what `dissensus read` wrote.
 * @throws UnreadableFileError if it holds none
 */
export function readMapping(file: string, content: string): Mapping[] {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new UnreadableFileError(
      file,
      'It is no JSON. A mapping is written by the page, or stands in what "dissensus read" writes.',
    );
  }
  const list = listed(value);
  const parsed = list.map((one) => safeParse(MAPPING, one));
  const whole = parsed.flatMap(({ success, output }): InferOutput<typeof MAPPING>[] =>
    success ? [output as InferOutput<typeof MAPPING>] : [],
  );
  if (list.length === 0 || whole.length < list.length)
    throw new UnreadableFileError(
      file,
      `It holds no mapping: an object with "layout" (one of ${MAPPED_LAYOUTS.join(', ')}), "text", "id", "rater", "questions" and "abstentions".`,
    );
  return whole;
}

function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const written = safeParse(object({ mappings: array(object({ mapping: object({}) })) }), value);
  if (!written.success) return [value];
  return (value as { mappings: { mapping: unknown }[] }).mappings.map(({ mapping }) => mapping);
}
