/** (3 - √5) / 2: the golden section. */
const GOLDEN = (3 - Math.sqrt(5)) / 2;
const ROOT_PRECISION = Math.sqrt(2.2e-16);
const TOLERANCE = 1e-5;
const MOST_VALUES = 500;

/**
 * The place of the least value between `from` and `to` by Brent's method, step by step as SciPy's `minimize_scalar(method="bounded")` goes
 * (`fmin` of Forsythe, Malcolm & Moler 1977): where there are several valleys, the one that it finds.
 */
export function boundedMinimum(value: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to];
  let best = a + GOLDEN * (b - a);
  let second = best;
  let third = best;
  let least = value(best);
  let secondValue = least;
  let thirdValue = least;
  let step = 0;
  let before = 0;
  for (let values = 1; values < MOST_VALUES; values++) {
    const middle = 0.5 * (a + b);
    const tolerance = ROOT_PRECISION * Math.abs(best) + TOLERANCE / 3;
    if (Math.abs(best - middle) <= 2 * tolerance - 0.5 * (b - a)) break;
    let isGolden = true;
    if (Math.abs(before) > tolerance) {
      const r = (best - second) * (least - thirdValue);
      let q = (best - third) * (least - secondValue);
      let p = (best - third) * q - (best - second) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      const last = before;
      before = step;
      if (Math.abs(p) < Math.abs(0.5 * q * last) && p > q * (a - best) && p < q * (b - best)) {
        isGolden = false;
        step = p / q;
        const x = best + step;
        if (x - a < 2 * tolerance || b - x < 2 * tolerance) step = middle >= best ? tolerance : -tolerance;
      }
    }
    if (isGolden) {
      before = best >= middle ? a - best : b - best;
      step = GOLDEN * before;
    }
    const x = best + (step >= 0 ? 1 : -1) * Math.max(Math.abs(step), tolerance);
    const found = value(x);
    if (found <= least) {
      if (x >= best) a = best;
      else b = best;
      [third, thirdValue, second, secondValue, best, least] = [second, secondValue, best, least, x, found];
    } else {
      if (x < best) a = x;
      else b = x;
      if (found <= secondValue || second === best)
        [third, thirdValue, second, secondValue] = [second, secondValue, x, found];
      else if (found <= thirdValue || third === best || third === second) [third, thirdValue] = [x, found];
    }
  }
  return best;
}
