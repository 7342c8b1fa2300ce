import { afterThinking } from './after-thinking.ts';

/**
 * The labels that an answer names, as the paper reads it: the JSON array from the first `[` to the last `]`, lower-cased, unknown names
 * left out.
 * @returns `null` where there is no array, or no known label in it
 */
export function jsonLabels(answer: string, labels: ReadonlySet<string>): readonly string[] | null {
  const said = afterThinking(answer);
  const from = said.indexOf('[');
  const to = said.lastIndexOf(']');
  if (from < 0 || to < from) return null;
  const array = parsed(said.slice(from, to + 1));
  if (!Array.isArray(array)) return null;
  const named = array
    .filter((name) => typeof name === 'string')
    .map((name) => name.toLowerCase().trim())
    .filter((name) => labels.has(name));
  return named.length === 0 ? null : [...new Set(named)];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
