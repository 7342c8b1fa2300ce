import { sumOver } from '../bootstrap.ts';
import { pearson } from '../correlation.ts';

/** Figures of two columns over the same items that a resample gives too. */
export interface PairFigures {
  /** `null` where a column is constant. */
  readonly pearson: number | null;
  readonly concordance: number | null;
}

/**
 * Lin's concordance correlation coefficient (Lin 1989), 2 s_xy / (s_x² + s_y² + (mean x - mean y)²), with the moments over n as he
 * has them; `null` where both columns are constant and equal, or there are fewer than two values.
 */
export function concordance(x: Float64Array, y: Float64Array): number | null {
  const n = x.length;
  if (n < 2) return null;
  let [meanX, meanY] = [0, 0];
  for (let at = 0; at < n; at++) {
    meanX += x[at] / n;
    meanY += y[at] / n;
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (let at = 0; at < n; at++) {
    xx += (x[at] - meanX) ** 2;
    yy += (y[at] - meanY) ** 2;
    xy += (x[at] - meanX) * (y[at] - meanY);
  }
  return concordanceOf(xx / n, yy / n, xy / n, meanX - meanY);
}

function concordanceOf(xx: number, yy: number, xy: number, apart: number): number | null {
  const whole = xx + yy + apart * apart;
  return whole > 0 ? (2 * xy) / whole : null;
}

/** Pearson's and Lin's correlation in each resample of the items; a resample in which one cannot be had is left out of its list. */
export class ResampledPair {
  readonly pearson: number[] = [];
  readonly concordance: number[] = [];
  readonly #columns: readonly Float64Array[];
  readonly #apart: number;

  constructor(x: Float64Array, y: Float64Array) {
    const [meanX, meanY] = [x, y].map((one) => one.reduce((sum, value) => sum + value, 0) / one.length);
    this.#apart = meanX - meanY;
    // About their means, so that products keep their digits.
    const [ownX, ownY] = [x.map((value) => value - meanX), y.map((value) => value - meanY)];
    const product = (a: Float64Array, b: Float64Array) => a.map((value, at) => value * b[at]);
    this.#columns = [ownX, ownY, product(ownX, ownX), product(ownY, ownY), product(ownX, ownY)];
  }

  add(drawn: Uint16Array): void {
    const n = drawn.length;
    const [x, y, x2, y2, xy] = this.#columns.map((column) => sumOver(drawn, column) / n);
    const [varianceX, varianceY, covariance] = [x2 - x * x, y2 - y * y, xy - x * y];
    const scale = Math.sqrt(varianceX * varianceY);
    if (scale > 0 && Number.isFinite(scale)) this.pearson.push(clipped(covariance / scale));
    const lin = concordanceOf(varianceX, varianceY, covariance, x - y + this.#apart);
    if (lin !== null) this.concordance.push(lin);
  }
}

export function pairFigures(x: Float64Array, y: Float64Array): PairFigures {
  return { pearson: pearson(x, y), concordance: concordance(x, y) };
}

function clipped(correlation: number): number {
  return Math.min(Math.max(correlation, -1), 1);
}
