import type { Row } from '../divergence.ts';
import { logGamma } from '../gamma.ts';
import type { Tested } from './tested.ts';

/** Values of a side up to which p is exact (SciPy's `auto`). */
const EXACT_UP_TO = 10_000;
/** n d² from which the one-sided tail, doubled, is the two-sided one to all digits (Simard & L'Ecuyer 2011). */
const ONE_SIDED_FROM = 2.2;
const NOTHING_FROM = 370;

/**
 * The greatest distance between the cumulative shares of two rows of equal length, and its two-sided p, as SciPy's `ks_2samp`: exact
 * up to 10,000 values a side, then that of one sample of half as many.
 * @param x not empty
 * @param y as many
 */
export function kolmogorovSmirnov(x: Row, y: Row): Tested {
  const n = x.length;
  const first = Float64Array.from(x).sort();
  const second = Float64Array.from(y).sort();
  let most = 0;
  for (let i = 0, j = 0; i < n && j < n;) {
    const value = Math.min(first[i], second[j]);
    while (i < n && first[i] === value) i++;
    while (j < n && second[j] === value) j++;
    most = Math.max(most, Math.abs(i - j));
  }
  const value = most / n;
  if (most === 0) return { value, p: 1 };
  return { value, p: n <= EXACT_UP_TO ? pathsOutside(n, most) : oneSampleTail(Math.round(n / 2), value) };
}

/** P(D >= steps / n) of two rows of n: the share of lattice paths that leave the band (Gnedenko & Korolyuk 1951). */
function pathsOutside(n: number, steps: number): number {
  let sum = 0;
  for (let k = Math.floor(n / steps); k >= 0; k--) {
    let share = 1;
    for (let j = 0; j < steps; j++) share *= (n - k * steps - j) / (n + k * steps + j + 1);
    sum = share * (1 - sum);
  }
  return Math.min(2 * sum, 1);
}

/** P(D >= d) of one row of n against its distribution, n some thousands (Simard & L'Ecuyer 2011). */
export function oneSampleTail(n: number, d: number): number {
  const weight = n * d * d;
  if (d >= 1 || weight >= NOTHING_FROM) return 0;
  return weight >= ONE_SIDED_FROM ? Math.min(2 * oneSided(n, d), 1) : 1 - pelzGood(n, d);
}

/** P(D+ >= d) by Smirnov's sum. */
function oneSided(n: number, d: number): number {
  let sum = 0;
  const most = Math.floor(n * (1 - d));
  for (let j = 0; j <= most; j++) {
    const share = d + j / n;
    const choose = logGamma(n + 1) - logGamma(j + 1) - logGamma(n - j + 1);
    const rest = 1 - share;
    sum += Math.exp(
      choose + (n - j === 0 ? 0 : (n - j) * Math.log(rest)) + (j - 1) * Math.log(share) + Math.log(d),
    );
  }
  return sum;
}

/** P(D < d) by the series of Pelz and Good (1976), good to eleven digits from some hundred values on. */
function pelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const pi2 = Math.PI ** 2;
  const q = Math.exp(-pi2 / (8 * z * z));
  if (q === 0) return 0;
  const terms = [0, 0, 0, 0];
  const most = Math.ceil((16 * z) / Math.PI);
  for (let k = most; k > 0; k--) {
    const m2 = (2 * k - 1) ** 2;
    const coefficients = [
      1,
      -(z ** 2) + (pi2 / 4) * m2,
      6 * z ** 6 +
        2 * z ** 4 +
        (((2 * z ** 4 - 5 * z ** 2) * pi2) / 4) * m2 +
        ((pi2 ** 2 * (1 - 2 * z ** 2)) / 16) * m2 ** 2,
      -30 * z ** 6 -
        90 * z ** 8 +
        ((pi2 * (135 * z ** 4 - 96 * z ** 6)) / 4) * m2 +
        ((pi2 ** 2 * (-60 * z ** 2 + 212 * z ** 4)) / 16) * m2 ** 2 +
        ((pi2 ** 3 * (5 - 30 * z ** 2)) / 64) * m2 ** 3,
    ];
    for (const [place, coefficient] of coefficients.entries()) terms[place] += coefficient * q ** m2;
  }
  const root = Math.sqrt(2 * Math.PI);
  const under = [z, 6 * z ** 4, 72 * z ** 7, 6480 * z ** 10];
  for (const place of terms.keys()) terms[place] *= root / under[place];
  const r = Math.exp(-pi2 / (2 * z * z));
  for (let k = most; k > 0; k--) {
    const k2 = k * k;
    const power = r ** k2;
    terms[2] -= (pi2 * root * k2 * power) / (36 * z ** 3);
    terms[3] += (pi2 * root * (3 * z * z - pi2 * k2) * k2 * power) / (216 * z ** 6);
  }
  return terms.reduce((sum, term, place) => sum + term / n ** (place / 2), 0);
}
