import type { NamedBlob } from './named-blob.ts';
import { fileHead } from './tables/file-head.ts';
import { parseObject } from './tables/json-rows.ts';
import { UnreadableFileError } from './unreadable-file.ts';

/** More names than any label space has. */
const MOST_BYTES = 2 ** 20;

/**
 * What codes or answers stand for, from a file: a JSON object, code to label; a JSON list, whose places from 0 are the codes; a
 * table with the code in the first column and the label in the second, with or without a header; or one label on each line,
 * whose places from 0 are the codes.
 * @throws UnreadableFileError if it is none of these, or damaged
 */
export async function readLabelNames(file: NamedBlob): Promise<Record<string, string>> {
  if (file.blob.size > MOST_BYTES)
    throw new UnreadableFileError(file.name, 'It is too large to be a list of labels.');
  const content = (await file.blob.text()).replace(/^\uFEFF/, '').trim();
  const object = parseObject(content);
  if (object !== null)
    return named(
      file.name,
      Object.entries(object).map(([code, label]) => [code, labelOf(file.name, code, label)]),
    );
  if (content.startsWith('[')) {
    return named(
      file.name,
      listOf(file.name, content).map((label, place) => [String(place), labelOf(file.name, place, label)]),
    );
  }
  const head = await fileHead(file);
  if (head.format === 'delimited' && head.columns.length >= 2) {
    const rows = head.sample.map(({ cells, problem, line }) => {
      if (problem !== null) throw new UnreadableFileError(file.name, problem, line);
      if (cells.length < 2) throw new UnreadableFileError(file.name, 'It has a code and no label.', line);
      return [cells[0].trim(), cells[1].trim()] as const;
    });
    const first = [head.columns[0].trim(), head.columns[1].trim()] as const;
    // A header names its columns; a first row of a code is none.
    const isHeader = /^(code|id|index|key|value|number|answer|from|name|label|class|response)s?$/i.test(
      first[0],
    );
    return named(file.name, isHeader ? rows : [first, ...rows]);
  }
  return named(
    file.name,
    content.split(/\r?\n/).map((label, place) => [String(place), label.trim()]),
  );
}

function listOf(file: string, content: string): unknown[] {
  try {
    return JSON.parse(content) as unknown[];
  } catch {
    throw new UnreadableFileError(
      file,
      'It begins like a list of labels in JSON and is damaged: its brackets, quotes or commas do not fit together.',
    );
  }
}

function labelOf(file: string, code: string | number, label: unknown): string {
  if (label === null) return '';
  if (typeof label === 'object')
    throw new UnreadableFileError(
      file,
      `What "${code}" stands for is no label: a text or a number is expected.`,
    );
  return String(label);
}

function named(file: string, entries: readonly (readonly [string, string])[]): Record<string, string> {
  const filled = entries.filter(([code, label]) => code !== '' && label !== '');
  if (filled.length === 0)
    throw new UnreadableFileError(
      file,
      'It names no labels: a code and its label on each line are expected.',
    );
  return Object.fromEntries(filled);
}
