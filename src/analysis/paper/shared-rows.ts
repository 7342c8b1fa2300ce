import type { LabelAnswers } from './paper-input.ts';

/** The rows of two models' answers that are about the texts that both answered, in the order of the first. */
export function sharedRows(
  one: Pick<LabelAnswers, 'places'>,
  other: Pick<LabelAnswers, 'places'>,
): { readonly mine: readonly number[]; readonly theirs: readonly number[] } {
  const rowOf = new Map(Array.from(other.places, (place, row) => [place, row]));
  const mine = Array.from(one.places.keys()).filter((row) => rowOf.has(one.places[row]));
  return { mine, theirs: mine.map((row) => rowOf.get(one.places[row])!) };
}
