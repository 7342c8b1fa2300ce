/** A score that a shipped model must reach, and the score it has. */
export interface Score {
  readonly name: string;
  readonly value: number;
  /** The least (or, with `atMost`, the greatest) value it may have; without one it is only reported. */
  readonly bar?: number;
  readonly atMost?: boolean;
  /** What stands beside it, such as the same score of an exact model. */
  readonly beside?: string;
}

/** Whether a score has no bar or reaches it. */
export function reached({ value, bar, atMost }: Score): boolean {
  if (bar === undefined) return true;
  return atMost ? value <= bar : value >= bar;
}

/** One line of the table: name, score, bar, and what stands beside. */
export function scoreLine(score: Score): string {
  const { name, value, bar, atMost, beside } = score;
  const columns = [
    name.padEnd(46),
    format(value).padStart(9),
    (bar === undefined ? '' : `${atMost ? '<=' : '>='} ${format(bar)}`).padEnd(12),
    reached(score) ? '' : 'MISSED',
    beside ?? '',
  ];
  return columns.join('  ').trimEnd();
}

function format(value: number): string {
  return Math.abs(value) > 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toFixed(3);
}
