/** A mean with the ends of its interval. */
export interface MeanInterval {
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
}

/** In words, without ends where there are none: `0.62 (0.55 to 0.70)`. */
export function intervalInWords(
  { mean, lo, hi }: Pick<MeanInterval, 'mean'> & Partial<MeanInterval>,
  written: (value: number) => string,
): string {
  return lo === undefined || hi === undefined
    ? written(mean)
    : `${written(mean)} (${written(lo)} to ${written(hi)})`;
}
