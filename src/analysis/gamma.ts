/** Lanczos's coefficients for g = 7, nine terms (Godfrey 2001): about 15 correct digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const G = 7;

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  // Γ(x) = Γ(x + 1) / x keeps small arguments where the series is accurate.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const z = x - 1;
  let sum = LANCZOS[0];
  for (let term = 1; term < LANCZOS.length; term++) sum += LANCZOS[term] / (z + term);
  const t = z + G + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** B_2k / 2k of the first Bernoulli numbers, with which ψ(x) is within 1e-14 from 8 on. */
const DIGAMMA = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760];

/** ψ(x), the derivative of ln Γ(x), for x > 0 (Abramowitz & Stegun 1964, 6.3.5 and 6.3.18). */
export function digamma(x: number): number {
  let below = 0;
  let from = x;
  for (; from < 8; from++) below += 1 / from;
  const inverse = 1 / (from * from);
  const series = DIGAMMA.reduceRight((sum, coefficient) => inverse * (coefficient + sum), 0);
  return Math.log(from) - 0.5 / from - series - below;
}

/** Regularised incomplete beta function I_x(a, b), 0 <= x <= 1 (continued fraction by Lentz's method; Press et al. 2007, 6.4). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return h;
}

/** P(Z <= z) of the standard normal distribution: Student's with so many degrees of freedom that nothing is left between them. */
export function normalCumulative(z: number): number {
  return studentCumulative(z, 1e7);
}

/** P(T <= t) of Student's t with `degrees` degrees of freedom. */
export function studentCumulative(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t < 0 ? tail : 1 - tail;
}
