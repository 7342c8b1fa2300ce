/** Sums over items by draw, and the entropies of the first draws, draw by draw. */
export interface DrawSums {
  readonly draws: number;
  readonly items: number;
  /** Those of the items that have a D. */
  readonly squaredItems: number;
  readonly jsd: Float64Array;
  readonly squared: Float64Array;
  readonly difference: Float64Array;
  readonly humanBits: Float64Array;
  readonly modelBits: Float64Array | null;
}

/** Adds what a draw came to for the item at `place`; entropies in bits. */
export function note(
  sums: DrawSums,
  draw: number,
  place: number,
  jsd: number,
  squared: number,
  humanBits: number,
  modelBits: number,
): void {
  sums.jsd[draw] += jsd;
  if (!Number.isNaN(squared)) sums.squared[draw] += squared;
  sums.difference[draw] += modelBits - humanBits;
  const at = draw * sums.items + place;
  if (at < sums.humanBits.length) {
    sums.humanBits[at] = humanBits;
    if (sums.modelBits) sums.modelBits[at] = modelBits;
  }
}
