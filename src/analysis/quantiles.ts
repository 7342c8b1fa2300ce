import { studentCumulative } from './gamma.ts';

/** Steps of bisection after which a double has no digit left to find. */
const STEPS = 200;

/** Numerators and denominators of Wichura's AS 241 (PPND16, 1988), highest power first: the middle, the tails and the far tails. */
const MIDDLE = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
] as const;
const TAIL = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
] as const;
const FAR = [
  [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
] as const;

/** The point that a standard normal value falls short of with chance `p`, 0 < p < 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(MIDDLE, 0.180625 - q * q);
  const root = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  return Math.sign(q) * (root <= 5 ? ratio(TAIL, root - 1.6) : ratio(FAR, root - 5));
}

function ratio([above, below]: readonly (readonly number[])[], x: number): number {
  const polynomial = (terms: readonly number[]) => terms.reduce((sum, term) => sum * x + term, 0);
  return polynomial(above) / polynomial(below);
}

/** Degrees of freedom above which the cumulative's own rounding is greater than what an expansion about the normal quantile leaves. */
const MANY_DEGREES = 1e6;

/**
 * The point that a value of Student's t falls short of with chance `p`, 0 < p < 1: by bisection, and with very many degrees of
 * freedom by the expansion about the normal quantile (Abramowitz & Stegun 1964, 26.7.5).
 * @param degrees of freedom, at least 1; Infinity is the normal distribution
 */
export function studentQuantile(p: number, degrees: number): number {
  if (degrees > MANY_DEGREES) {
    const z = normalQuantile(p);
    return z + (z ** 3 + z) / (4 * degrees);
  }
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  let low = 0;
  let high = 1;
  while (studentCumulative(high, degrees) < p) high *= 2;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentCumulative(middle, degrees) < p) low = middle;
    else high = middle;
  }
  return high;
}
