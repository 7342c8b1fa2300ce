import type { Mapping } from './annotated/mapping.ts';
import { UnreadableFileError } from './unreadable-file.ts';

const LAYOUTS = [
  'long',
  'label counts',
  'rater columns',
  'votes',
  'annotations',
  'label flags',
  'person rows',
];

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
  const { mappings } = (value ?? {}) as { mappings?: unknown };
  const list: unknown[] = Array.isArray(mappings)
    ? mappings.map((one) => (one as { mapping?: unknown } | null)?.mapping)
    : Array.isArray(value)
      ? value
      : [value];
  if (list.length === 0 || !list.every(isMapping))
    throw new UnreadableFileError(
      file,
      `It holds no mapping: an object with "layout" (one of ${LAYOUTS.join(', ')}), "text", "id", "rater" and "questions".`,
    );
  return list;
}

function isMapping(value: unknown): value is Mapping {
  const one = value as Partial<Mapping> | null;
  const isName = (name: unknown) => name === null || typeof name === 'string';
  return (
    typeof one === 'object' &&
    one !== null &&
    LAYOUTS.includes(one.layout as string) &&
    isName(one.text) &&
    isName(one.id) &&
    isName(one.rater) &&
    Array.isArray(one.abstentions) &&
    Array.isArray(one.questions) &&
    one.questions.every(
      ({ name, kind, columns }) =>
        typeof name === 'string' &&
        ['categorical', 'ordinal', 'by labels'].includes(kind) &&
        Array.isArray(columns) &&
        columns.every((place) => typeof place?.column === 'string' && typeof place.name === 'string'),
    )
  );
}
