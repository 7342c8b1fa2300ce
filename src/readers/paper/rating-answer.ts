import { afterThinking } from './after-thinking.ts';
import type { Triple } from './paper-files.ts';

const NAMES = [
  ['V', 'v'],
  ['A', 'a'],
  ['D', 'd'],
] as const;
const PATTERNS = [
  /[Vv](?:alence)?["\s:=]+(\d+\.?\d*)/,
  /[Aa](?:rousal)?["\s:=]+(\d+\.?\d*)/,
  /[Dd](?:ominance)?["\s:=]+(\d+\.?\d*)/,
];
const [LEAST_TAKEN, MOST_TAKEN] = [0.5, 5.5];
const [LEAST, MOST] = [1, 5];

/**
 * Valence, arousal and dominance in an answer, as the paper reads it: keys V, A, D of the JSON object from the first `{` to the last `}`,
 * else a name followed by a number; from 0.5 to 5.5, clamped to 1..5.
 * @returns `null` where one of the three cannot be read
 */
export function ratingAnswer(answer: string): Triple | null {
  const said = afterThinking(answer);
  return clamped(objectNumbers(said)) ?? clamped(PATTERNS.map((pattern) => Number(pattern.exec(said)?.[1])));
}

function objectNumbers(said: string): readonly number[] | null {
  const from = said.indexOf('{');
  const to = said.lastIndexOf('}');
  if (from < 0 || to < from) return null;
  try {
    const object = JSON.parse(said.slice(from, to + 1)) as Readonly<Record<string, unknown>>;
    return NAMES.map(([upper, lower]) => {
      const value = object[upper] ?? object[lower];
      return typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
    });
  } catch {
    return null;
  }
}

function clamped(numbers: readonly number[] | null): Triple | null {
  if (numbers === null || !numbers.every((value) => value >= LEAST_TAKEN && value <= MOST_TAKEN)) return null;
  const [v, a, d] = numbers.map((value) => Math.min(Math.max(value, LEAST), MOST));
  return [v, a, d];
}
