import { incompleteBeta, logGamma } from '../gamma.ts';

const PRECISION = 1e-16;
const TINY = 1e-300;
const MOST_TERMS = 10_000;

/** P(Z > z) of the standard normal distribution, exact in the far tail too. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  return upperGamma(0.5, (z * z) / 2) / 2;
}

/** P(X > x) of the chi-squared distribution. */
export function chiSquaredTail(x: number, degrees: number): number {
  return x <= 0 ? 1 : upperGamma(degrees / 2, x / 2);
}

/** Two-sided p of a correlation r over n pairs where there is none (Student's t with n - 2 degrees of freedom). */
export function correlationTails(r: number, n: number): number | null {
  if (n < 3) return null;
  return incompleteBeta((1 - r) * (1 + r), n / 2 - 1, 0.5);
}

/** Regularised upper incomplete gamma function Q(a, x) (series below a + 1, continued fraction above; Press et al. 2007, 6.2). */
function upperGamma(a: number, x: number): number {
  if (x === 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MOST_TERMS && term > sum * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + numerator / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < PRECISION) break;
  }
  return front * h;
}
