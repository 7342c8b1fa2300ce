const MOST_STEPS = 100;
const TOLERANCE = 1e-12;

/**
 * The weight λ in [0, 1] with the least -Σ w ln((1 - λ) a + λ b). The loss is convex: Newton's steps, halving the bracket where they
 * leave it.
 * @param weights w, positive
 * @param first a and
 * @param second b of each term, positive
 */
export function fitMixtureWeight(
  weights: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): number {
  const derivatives = (lambda: number) => {
    let slope = 0;
    let curvature = 0;
    for (let at = 0; at < weights.length; at++) {
      const difference = second[at] - first[at];
      const ratio = difference / (first[at] + lambda * difference);
      slope -= weights[at] * ratio;
      curvature += weights[at] * ratio * ratio;
    }
    return { slope, curvature };
  };
  if (derivatives(0).slope >= 0) return 0;
  if (derivatives(1).slope <= 0) return 1;
  let low = 0;
  let high = 1;
  let lambda = 0.5;
  for (let step = 0; step < MOST_STEPS && high - low > TOLERANCE; step++) {
    const { slope, curvature } = derivatives(lambda);
    if (slope > 0) high = lambda;
    else low = lambda;
    const newton = lambda - slope / curvature;
    if (Math.abs(newton - lambda) <= TOLERANCE) break;
    lambda = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return lambda;
}
