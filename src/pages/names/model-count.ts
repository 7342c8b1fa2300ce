import { count } from '../ui/amounts.ts';

/**
 * How many models there are, in words: `3 models`, or `1 model with 3 sets of answers` where it was asked in several ways.
 * @param ids a model's id for each set of answers
 */
export function modelCount(ids: readonly string[]): string {
  const models = new Set(ids).size;
  const sets = models < ids.length ? ` with ${count(ids.length, 'set')} of answers` : '';
  return count(models, 'model') + sets;
}
