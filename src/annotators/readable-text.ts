/** Far more characters than the tokens that a model here reads are made of. */
const MOST_CHARACTERS = 300_000;

/** What of a text is turned into tokens: to do it with 20 MB takes minutes, and the model reads no more than its beginning. */
export function readableText(text: string): { readonly text: string; readonly isCut: boolean } {
  const isCut = text.length > MOST_CHARACTERS;
  return { text: isCut ? text.slice(0, MOST_CHARACTERS) : text, isCut };
}
