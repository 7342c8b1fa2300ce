import type { Row } from '../../src/analysis/divergence.ts';
import { Random } from '../../src/analysis/random.ts';

/** A label counts as called above a threshold; these are tried. */
const THRESHOLDS = Array.from({ length: 67 }, (_, step) => 0.03 + step / 100);
/** A rare label has so few positives that the single best threshold is noise: the median over resampled items is taken. */
const RESAMPLES = 25;

/** One label's scores and truths over items. */
export interface LabelColumn {
  readonly scores: Row;
  /** 1 where the label is right. */
  readonly truth: Row;
}

/** F1 of calling a label above a threshold; 0 where it is neither called nor ever right. */
export function f1({ scores, truth }: LabelColumn, threshold: number, rows?: Row): number {
  let both = 0;
  let called = 0;
  let right = 0;
  const size = rows?.length ?? scores.length;
  for (let at = 0; at < size; at++) {
    const item = rows ? rows[at] : at;
    const call = scores[item] > threshold;
    if (call) called++;
    if (truth[item]) right++;
    if (call && truth[item]) both++;
  }
  return called + right === 0 ? 0 : (2 * both) / (called + right);
}

/** For each label the threshold with the highest F1 on these items. */
export function bestThresholds(columns: readonly LabelColumn[], seed = 0): number[] {
  return columns.map((column, label) => {
    const random = new Random(seed, 'thresholds', label);
    const items = column.scores.length;
    const best = Array.from({ length: RESAMPLES }, () => {
      const rows = Uint32Array.from({ length: items }, () => random.below(items));
      return bestOn(column, rows);
    });
    return best.sort((a, b) => a - b)[Math.floor(RESAMPLES / 2)];
  });
}

function bestOn(column: LabelColumn, rows: Row): number {
  let best = THRESHOLDS[0];
  let highest = -1;
  for (const threshold of THRESHOLDS) {
    const score = f1(column, threshold, rows);
    if (score > highest) [highest, best] = [score, threshold];
  }
  return best;
}
