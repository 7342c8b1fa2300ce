/** Levels of lists and objects in one another: no row has as many, and what walks over them calls itself for each. */
export const MOST_LEVELS = 100;

/** Whether a value of JSON has more levels than {@link MOST_LEVELS}. */
export function isTooDeep(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) if (isTooDeep((value as Record<string, unknown>)[key], levels - 1)) return true;
  return false;
}
