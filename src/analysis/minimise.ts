/** (3 - √5) / 2: the golden section. */
const GOLDEN = 0.3819660112501051;
const MOST_STEPS = 100;

/**
 * The place of the least value of a function with one valley between `from` and `to`, by Brent's method (Brent 1973, ch. 5):
 * parabolas where they help, golden sections where they do not.
 * @param tolerance how far from the least place the answer may be
 */
export function minimise(value: (x: number) => number, from: number, to: number, tolerance = 1e-8): number {
  let a = from;
  let b = to;
  let x = a + GOLDEN * (b - a);
  let w = x;
  let v = x;
  let fx = value(x);
  let fw = fx;
  let fv = fx;
  let step = 0;
  let before = 0;
  for (let round = 0; round < MOST_STEPS; round++) {
    const middle = (a + b) / 2;
    if (Math.abs(x - middle) <= 2 * tolerance - (b - a) / 2) break;
    let golden = true;
    if (Math.abs(before) > tolerance) {
      const r = (x - w) * (fx - fv);
      let q = (x - v) * (fx - fw);
      let p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      if (Math.abs(p) < Math.abs((q * before) / 2) && p > q * (a - x) && p < q * (b - x)) {
        before = step;
        step = p / q;
        const u = x + step;
        if (u - a < 2 * tolerance || b - u < 2 * tolerance) step = x < middle ? tolerance : -tolerance;
        golden = false;
      }
    }
    if (golden) {
      before = x < middle ? b - x : a - x;
      step = GOLDEN * before;
    }
    const u = Math.abs(step) >= tolerance ? x + step : x + (step > 0 ? tolerance : -tolerance);
    const fu = value(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  return x;
}
