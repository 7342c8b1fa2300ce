import type { Row } from '../divergence.ts';
import { exactLogarithm } from './exact-logarithm.ts';
import { numpySum } from './numpy-sum.ts';

const LOGARITHM_OF_TWO = exactLogarithm(2);
/** Added to the model's shares before Kullback-Leibler, and to people's rates before their entropy. */
const SMALL = 1e-12;

/** A row of rates over its sum; all zero: the same share for each (a copy). */
export function normalised(rates: Row, at: number, size: number): Float64Array {
  const row = new Float64Array(size);
  for (let label = 0; label < size; label++) row[label] = Math.max(rates[at + label], 0);
  const total = numpySum(row);
  if (total === 0) return row.fill(1 / size);
  for (let label = 0; label < size; label++) row[label] /= total;
  return row;
}

/** Shannon entropy of a row of rates over its sum, in bits; all zero: that of a uniform row. */
export function entropyBits(rates: Row): number {
  return entropyOver(normalised(rates, 0, rates.length));
}

function entropyOver(row: Row): number {
  const shares = overSum(row);
  for (let label = 0; label < shares.length; label++)
    shares[label] = shares[label] > 0 ? -shares[label] * exactLogarithm(shares[label]) : 0;
  return numpySum(shares) / Math.LN2;
}

/** People's entropy as the paper has it: of rates with 1e-12 added to each, in bits; texts that nobody labelled are uniform. */
export function peopleEntropyBits(rates: Row, at: number, size: number): number {
  const row = new Float64Array(size);
  for (let label = 0; label < size; label++) row[label] = rates[at + label] + SMALL;
  return entropyOver(row);
}

/** Jensen-Shannon divergence of two normalised rows in bits, 0 to 1: the square of SciPy's `jensenshannon`. */
export function jensenShannonBits(p: Row, q: Row): number {
  const a = overSum(p);
  const b = overSum(q);
  const left = new Float64Array(a.length);
  const right = new Float64Array(a.length);
  for (let label = 0; label < a.length; label++) {
    const middle = (a[label] + b[label]) / 2;
    left[label] = relativeEntropyTerm(a[label], middle);
    right[label] = relativeEntropyTerm(b[label], middle);
  }
  const sum = (numpySum(left) + numpySum(right)) / Math.LN2;
  const distance = Math.sqrt(Math.max(sum, 0) / 2);
  return distance * distance;
}

/** KL(p‖q) in bits of two normalised rows, with 1e-12 added to each share of q. */
export function kullbackLeiblerBits(p: Row, q: Row): number {
  const raised = Float64Array.from(q, (share) => share + SMALL);
  const b = overSum(overSum(raised));
  const terms = overSum(p);
  for (let label = 0; label < terms.length; label++)
    terms[label] = relativeEntropyTerm(terms[label], b[label]);
  return numpySum(terms) / Math.LN2;
}

/** 1-Wasserstein distance of two normalised rows over the places of the labels: it has a meaning only where the order of labels has. */
export function wassersteinOverPlaces(p: Row, q: Row): number {
  let ahead = 0;
  let sum = 0;
  for (let label = 0; label < p.length - 1; label++) {
    ahead += p[label] - q[label];
    sum += Math.abs(ahead);
  }
  return sum;
}

/** What SciPy does first to each distribution it is given. */
function overSum(row: Row): Float64Array {
  const total = numpySum(row);
  return Float64Array.from(row, (share) => share / total);
}

/** x ln(x / y), as SciPy's `rel_entr` takes it. */
function relativeEntropyTerm(x: number, y: number): number {
  if (x <= 0) return 0;
  const ratio = x / y;
  // What a label has that the other side does not name: most of the terms.
  if (ratio === 2) return x * LOGARITHM_OF_TWO;
  return x * (ratio > 0.5 && ratio < 2 ? Math.log1p((x - y) / y) : exactLogarithm(ratio));
}
