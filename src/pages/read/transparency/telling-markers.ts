import { stopwords } from '@orama/stopwords/english';
import { eng } from 'stopword';

/** As the map leaves out of the names of its regions. The lists have no single letters. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set([...stopwords, ...eng, ...'abcdefghijklmnopqrstuvwxyz']);

/**
 * Those markers of a category that say something to a reader, in their order. Function words alone, as in “in a”, count for how
 * transparent a category is, and tell nobody what it is about; they are known of English.
 * @param markers words and pairs of words, in lower case
 */
export function tellingMarkers<Marker extends { readonly token: string }>(
  markers: readonly Marker[] | undefined,
): Marker[] {
  return (markers ?? []).filter(({ token }) => !token.split(' ').every((word) => FUNCTION_WORDS.has(word)));
}
