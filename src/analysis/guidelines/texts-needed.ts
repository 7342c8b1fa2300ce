/** ((1.96 + 0.84) / 1.96)²: how many times as many texts give a right model 80% chance to be seen as near enough. */
const TEXTS_FOR_POWER = 2.04;

/**
 * Texts that would decide: for an exactly right model to be seen as near enough with 80% chance, and the same for a model with
 * this mean D; `null` where its mean is past the line.
 */
export function textsNeeded(
  { mean, hi, items }: { readonly mean: number; readonly hi: number; readonly items: number },
  line: number,
): { ifRight: number; asItIs: number | null } {
  const reach = hi - mean;
  const needed = (room: number) => Math.ceil(items * (reach / room) ** 2 * TEXTS_FOR_POWER);
  const left = line * line - Math.max(mean, 0);
  return { ifRight: needed(line * line), asItIs: left > 0 ? needed(left) : null };
}
