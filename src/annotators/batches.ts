/**
 * Cuts texts into batches that a model runs together: texts of like length side by side, so that little is padding, and
 * at most `mostTokens` tokens with padding (a single longer text is a batch of its own).
 *
 * @param lengths tokens of each text
 * @returns for each batch the indices of its texts, longest texts first: what needs most memory is tried first
 */
export function cutBatches(lengths: ArrayLike<number>, mostTokens: number): number[][] {
  const order = Array.from(lengths, (_, index) => index).sort((a, b) => lengths[b] - lengths[a]);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of order) {
    const width = lengths[batch[0] ?? index];
    if (batch.length > 0 && (batch.length + 1) * width > mostTokens) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
