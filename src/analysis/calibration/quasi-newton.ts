/** Steps remembered. */
const MEMORY = 10;
const MOST_STEPS = 2000;
/** Steps after which the curvature is looked at anew. */
const RENEWED = 20;
/** What rounding can make of the value, relative to it. */
const ROUNDING = 1e-15;

/**
 * The least place of a smooth convex function by limited-memory BFGS (Nocedal 1980; Nocedal & Wright 2006, alg. 7.4) with
 * backtracking.
 * @param value the function; writes its gradient to the second argument
 * @param curvatureAt what applies in place an inverse of roughly the function's curvature at a place; asked again every few steps
 * @param settled decrease promised by the next step, relative to the value, at which it has settled
 */
export function minimiseSmooth(
  value: (x: Float64Array, gradient: Float64Array) => number,
  start: Float64Array,
  curvatureAt: (x: Float64Array) => (direction: Float64Array) => void,
  settled: number,
): Float64Array {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let reached = value(x, gradient);
  const steps: { moved: Float64Array; turned: Float64Array; scale: number }[] = [];
  let precondition = curvatureAt(x);
  for (let round = 0; round < MOST_STEPS; round++) {
    if (round > 0 && round % RENEWED === 0) precondition = curvatureAt(x);
    const direction = gradient.slice();
    const parts: number[] = [];
    for (const { moved, turned, scale } of steps.toReversed()) {
      const part = scale * dot(moved, direction);
      parts.push(part);
      addTo(direction, turned, -part);
    }
    precondition(direction);
    for (const { moved, turned, scale } of steps) {
      addTo(direction, moved, parts.pop()! - scale * dot(turned, direction));
    }
    const slope = -dot(direction, gradient);
    const scale = Math.max(1, Math.abs(reached));
    if (!(-slope > settled * scale)) break;
    let size = 1;
    let next = x;
    let nextGradient = gradient;
    let nextValue = reached;
    for (; size > 1e-12; size /= 2) {
      next = x.slice();
      addTo(next, direction, -size);
      nextGradient = new Float64Array(x.length);
      nextValue = value(next, nextGradient);
      if (nextValue <= reached + 1e-4 * size * slope + ROUNDING * scale) break;
    }
    if (size <= 1e-12) break;
    const moved = difference(next, x);
    const turned = difference(nextGradient, gradient);
    const curvature = dot(moved, turned);
    if (curvature > 1e-14 * dot(turned, turned)) {
      steps.push({ moved, turned, scale: 1 / curvature });
      if (steps.length > MEMORY) steps.shift();
    }
    const sank = nextValue < reached;
    x = next;
    gradient = nextGradient;
    reached = nextValue;
    // Below rounding a step is as good as the one before it, and there would be no end.
    if (!sank) break;
  }
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place++) sum += a[place] * b[place];
  return sum;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  const left = a.slice();
  addTo(left, b, -1);
  return left;
}

function addTo(target: Float64Array, other: Float64Array, times: number): void {
  for (let place = 0; place < target.length; place++) target[place] += times * other[place];
}
