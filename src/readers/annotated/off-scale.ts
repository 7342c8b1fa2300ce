import { excerpt } from '../unreadable-file.ts';
import type { Answer } from './answer-book.ts';
import type { MappedQuestion } from './mapping.ts';
import { isWhole, scaleWords, type Scale } from './scale.ts';
import { pointValue } from './settle-labels.ts';

/** Why answers are none of the words for a scale's points; `null` if they are. */
function offPoints(answers: readonly Answer[], name: string, points: readonly string[]): string | null {
  const known = new Set(points.map((point) => point.toLowerCase()));
  const odd = answers.flatMap(({ labels }) => labels).find((label) => !known.has(label.trim().toLowerCase()));
  return odd === undefined
    ? null
    : `"${excerpt(odd, 40)}" is no point of the scale of "${name}", ${points[0]} to ${points[points.length - 1]}.`;
}

/** Why answers are no single numbers within a range; `null` if they are. */
function offRange(answers: readonly Answer[], name: string, { lowest, highest }: Scale): string | null {
  for (const { labels, times } of answers) {
    if (times === 0) continue;
    const number = labels.length === 1 ? Number(labels[0].trim() || NaN) : NaN;
    if (labels.length > 0 && !(number >= lowest && number <= highest))
      return `"${excerpt(labels.join(', '), 40)}" is no number from ${lowest} to ${highest}, the scale of "${name}".`;
  }
  return null;
}

/** Why answers are no points of the question's scale; `null` if they are, or it has none. */
export function offScale(
  answers: readonly Answer[],
  { name, kind, scale, points }: MappedQuestion,
): string | null {
  if (kind === 'continuous') return offRange(answers, name, scale!);
  if (points) return offPoints(answers, name, points);
  if (!scale) return null;
  const { lowest, highest, step = 1 } = scale;
  for (const { labels, times } of answers)
    for (const label of times > 0 ? labels : []) {
      const value = pointValue(label);
      if (!isWhole((value - lowest) / step) || value < lowest || value > highest)
        return `"${excerpt(label, 40)}" is no point of the scale of "${name}", ${scaleWords(scale)}.`;
    }
  return null;
}

/** Answers with each number between two points of the question's scale moved to the nearer one, if the question wants that. */
export function nearestPoints(
  answers: readonly Answer[],
  { scale, nearest }: MappedQuestion,
): readonly Answer[] {
  if (!nearest || !scale) return answers;
  const { lowest, highest, step = 1 } = scale;
  return answers.map((answer) => ({
    ...answer,
    labels: answer.labels.map((label) => {
      const value = pointValue(label);
      if (!(value >= lowest && value <= highest)) return label;
      return String(Number((lowest + Math.round((value - lowest) / step) * step).toFixed(6)));
    }),
  }));
}
