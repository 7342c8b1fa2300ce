import type { LiveAnswer } from '../../annotators/live-models.ts';
import type { WordEffect } from '../../annotators/occlusion.ts';

/** Labels named; the others are folded into one row. */
const NAMED = 5;
/** A word that moves the top label by less than this says nothing. */
const LEAST_EFFECT = 0.02;

/** A label, or all those that are not named, with its share. */
export interface LiveRow {
  readonly label: string;
  readonly share: number;
}

/** The labels that a model gives the most to, and the rest as one row. */
export function liveRows({ question, distribution }: LiveAnswer): LiveRow[] {
  const { labels } = question;
  const order = [...labels.keys()].sort((a, b) => distribution[b] - distribution[a]);
  const rows = order.slice(0, NAMED).map((at) => ({ label: labels[at], share: distribution[at] }));
  const rest = order.slice(NAMED);
  if (rest.length === 0) return rows;
  return [
    ...rows,
    { label: `${rest.length} others`, share: rest.reduce((sum, at) => sum + distribution[at], 0) },
  ];
}

/** Mean of an answer on a scale, in scale units. */
export function meanPoint({ question, distribution }: LiveAnswer): number {
  if (question.kind !== 'ordinal') throw new RangeError('Only a scale has a mean.');
  return question.points.reduce((sum, point, at) => sum + point * distribution[at], 0);
}

/** The words that matter for an answer, the strongest first. */
export function tellingWords(words: readonly WordEffect[]): WordEffect[] {
  return words
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

/** A text cut into its words, each with what it does for the answer, and what stands between them. */
export function markedParts(
  text: string,
  words: readonly WordEffect[],
): { text: string; effect: number | null }[] {
  const parts: { text: string; effect: number | null }[] = [];
  let at = 0;
  for (const { start, end, effect } of words) {
    if (start > at) parts.push({ text: text.slice(at, start), effect: null });
    parts.push({ text: text.slice(start, end), effect: Math.abs(effect) >= LEAST_EFFECT ? effect : null });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), effect: null });
  return parts;
}
