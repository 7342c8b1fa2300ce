/** About the width of a character of a chart's words, in pixels. */
const CHARACTER = 7.2;

/**
 * Words that have room: of longer ones their end, in which names of models differ.
 * @param room in pixels
 * @param character width of one, where it is not that of a chart's words
 */
export function shortened(words: string, room: number, character = CHARACTER): string {
  const most = Math.max(1, Math.floor(room / character));
  return words.length <= most ? words : `…${words.slice(words.length - most + 1)}`;
}
