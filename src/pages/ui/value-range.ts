/** A range of a figure as an address holds it, `0.2..0.4`: from the first, below the second. */
export type ValueRange = readonly [number, number];

/** Digits that tell the borders of cells apart and keep an address readable. */
const DIGITS = 4;

export function rangeInAddress([from, to]: ValueRange): string {
  return `${round(from)}..${round(to)}`;
}

/** The range, or `null` where the words are none. */
export function rangeOfAddress(words: string | null): ValueRange | null {
  const found = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/.exec(words ?? '');
  return found && [Number(found[1]), Number(found[2])];
}

function round(value: number): number {
  // eslint-disable-next-line no-restricted-syntax -- read back at once
  return Number(value.toFixed(DIGITS));
}
