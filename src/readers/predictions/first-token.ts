import { foldLabel } from './match-labels.ts';

/** A token and the natural logarithm of its probability, as `top_logprobs` lists them. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
}

/** With less of the first token's probability on labels, the answer does not begin with one. */
const LEAST_ON_LABELS = 0.5;
/** A shorter piece of a word ("I", "a", "in") may begin other answers than a label. */
const SHORTEST_PIECE = 3;

/**
 * The distribution over labels that the probabilities of an answer's first token give, or `null` if they give none.
 *
 * A token stands for a label if it is the label, or at least three letters that the label begins with (case, and space and
 * quotation marks before it, do not count). A token that begins two labels tells nothing, so the answer is then taken by its
 * content; and so it is where less than half of the probability is on labels. Otherwise the labels' probabilities are
 * divided by their sum; a label that is not in the list has 0.
 */
export function firstTokenDistribution(
  tokens: readonly TokenLogprob[],
  labels: readonly string[],
): number[] | null {
  const folded = labels.map(foldLabel);
  const masses = labels.map(() => 0);
  let total = 0;
  for (const { token, logprob } of tokens) {
    const piece = foldLabel(token.replace(/^[\s"'“‘`*([{]+/u, ''));
    const probability = Math.exp(logprob);
    if (piece === '' || !(probability > 0 && probability <= 1.001)) continue;
    const begun = folded.flatMap((label, place) => (label.startsWith(piece) ? [place] : []));
    if (begun.length > 1) return null;
    if (begun.length === 0 || (piece.length < SHORTEST_PIECE && folded[begun[0]] !== piece)) continue;
    masses[begun[0]] += probability;
    total += probability;
  }
  return total < LEAST_ON_LABELS ? null : masses.map((mass) => mass / total);
}
