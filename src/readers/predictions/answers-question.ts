import type { LabelledQuestion } from '../../judgments/question.ts';
import { SampledColumns } from '../annotated/sampled-columns.ts';
import { settleLabels } from '../annotated/settle-labels.ts';
import type { FileHead } from '../tables/file-head.ts';
import { labelNamed } from './match-labels.ts';
import type { PredictionOptions } from './model-predictions.ts';
import type { PredictionLayout } from './prediction-layout.ts';

const FEWEST_LABELS = 2;

/**
 * The question that a table of probabilities answers about texts which nobody has judged: its labels are the names of the columns
 * that sum to 1.
 * @returns `null` where the table does not say what all its labels are
 */
export function questionOfAnswers(
  head: FileHead,
  layout: PredictionLayout,
  { labels: renamed = {} }: PredictionOptions,
): LabelledQuestion | null {
  if (layout.kind !== 'probabilities') return null;
  const sampled = new SampledColumns(head);
  const columns = layout.numbers.filter((name) => sampled.isProbability(name));
  if (columns.length < FEWEST_LABELS || !sampled.sumToOne(columns)) return null;
  const names = columns.flatMap((column) =>
    Object.hasOwn(renamed, column) ? (renamed[column] ?? []) : labelNamed(column),
  );
  const settled = settleLabels([...new Set(names)], 'by labels', true);
  if (settled === null || settled.labels.length < FEWEST_LABELS) return null;
  const { labels, points } = settled;
  const called = { id: 'label', name: 'label', labels };
  return points === null ? { ...called, kind: 'categorical' } : { ...called, kind: 'ordinal', points };
}
