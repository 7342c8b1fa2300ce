/** A number as the sum of two, the second below the last bit of the first. */
type Pair = readonly [high: number, low: number];

const LN2: Pair = [Math.LN2, 2.3190468138462996e-17];
/** Splits a number into two of 26 bits (Dekker 1971). */
const SPLIT = 2 ** 27 + 1;
const ROOT2 = Math.SQRT2;
/** Centres of the reduction stand every 1/64 from 45/64 to 91/64. */
const PER_ONE = 64;
const FIRST = 45;
const LAST = 91;
/** Terms of the series at 0.172 until nothing is left at 32 digits. */
const TERMS = 22;

const bits = new DataView(new ArrayBuffer(8));
const centres: readonly Pair[] = Array.from({ length: LAST - FIRST + 1 }, (_, place) =>
  seriesLogarithm((FIRST + place) / PER_ONE),
);

/**
 * The natural logarithm of a positive normal number, rounded correctly but for one case in some thousands, as the C library's that NumPy
 * and SciPy call. `Math.log` is off by the last bit once in fourteen, and the last bit of an entropy decides which texts are tied.
 */
export function exactLogarithm(x: number): number {
  return pairLogarithm(x)[0];
}

/** e^x as the C library rounds it, for x from -700 to 700: what `Math.exp` gives, put right by its logarithm. */
export function exactExponential(x: number): number {
  const near = Math.exp(x);
  const [high, low] = pairLogarithm(near);
  return near + near * (x - high - low);
}

/** The logarithm and what its rounding leaves. */
function pairLogarithm(x: number): Pair {
  bits.setFloat64(0, x);
  let exponent = ((bits.getUint16(0) >> 4) & 0x7ff) - 1023;
  let mantissa = x / 2 ** exponent;
  if (mantissa > ROOT2) {
    mantissa /= 2;
    exponent++;
  }
  const place = Math.round(mantissa * PER_ONE);
  const centre = place / PER_ONE;
  const s = ratio(mantissa - centre, sum(mantissa, centre));
  const square = s[0] * s[0];
  const tail = s[0] * square * (2 / 3 + square * (2 / 5 + square * (2 / 7 + square * (2 / 9))));
  const scaled = product(exponent, LN2[0]);
  const whole = add(add([scaled[0], scaled[1] + exponent * LN2[1]], centres[place - FIRST]), [
    2 * s[0],
    2 * s[1],
  ]);
  return sum(whole[0], whole[1] + tail);
}

/** ln c = 2 artanh((c - 1) / (c + 1)), term by term. */
function seriesLogarithm(c: number): Pair {
  const s = ratio(c - 1, [c + 1, 0]);
  const square = times(s, s);
  let power: Pair = [2 * s[0], 2 * s[1]];
  let total = power;
  for (let term = 1; term <= TERMS; term++) {
    power = times(power, square);
    total = add(total, over(power, 2 * term + 1));
  }
  return total;
}

function sum(a: number, b: number): Pair {
  const high = a + b;
  const part = high - a;
  return [high, a - (high - part) + (b - part)];
}

function product(a: number, b: number): Pair {
  const high = a * b;
  const [a1, b1] = [upper(a), upper(b)];
  const [a2, b2] = [a - a1, b - b1];
  return [high, a2 * b2 - (high - a1 * b1 - a2 * b1 - a1 * b2)];
}

function upper(a: number): number {
  const scaled = SPLIT * a;
  return scaled - (scaled - a);
}

function add(a: Pair, b: Pair): Pair {
  const [high, low] = sum(a[0], b[0]);
  return sum(high, low + a[1] + b[1]);
}

function times(a: Pair, b: Pair): Pair {
  const [high, low] = product(a[0], b[0]);
  return sum(high, low + a[0] * b[1] + a[1] * b[0]);
}

function ratio(a: number, b: Pair): Pair {
  const high = a / b[0];
  const [whole, low] = product(high, b[0]);
  return [high, (a - whole - low - high * b[1]) / b[0]];
}

function over(a: Pair, b: number): Pair {
  const high = a[0] / b;
  const [whole, low] = product(high, b);
  return sum(high, (a[0] - whole - low + a[1]) / b);
}
