const MOST_STEPS = 200;

/**
 * Where a function that falls from positive to negative is 0, by false position with the Illinois rule (Dowell & Jarratt 1971); the
 * nearer end where its sign is the same between `from` and `to`.
 * @param tolerance how far from that place the answer may be
 */
export function fallingRoot(
  value: (x: number) => number,
  from: number,
  to: number,
  tolerance: number,
): number {
  let [a, b] = [from, to];
  let [fa, fb] = [value(a), value(b)];
  if (fa <= 0) return a;
  if (fb >= 0) return b;
  let last = 0;
  for (let step = 0; step < MOST_STEPS && b - a > tolerance; step++) {
    // An end that stays twice counts half, so that the other end moves too; now and then the middle is tried.
    const x = step % 4 === 3 ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
    const fx = value(x);
    if (fx === 0) return x;
    if (fx > 0) {
      [a, fa] = [x, fx];
      if (last > 0) fb /= 2;
    } else {
      [b, fb] = [x, fx];
      if (last < 0) fa /= 2;
    }
    last = Math.sign(fx);
  }
  return (a + b) / 2;
}
