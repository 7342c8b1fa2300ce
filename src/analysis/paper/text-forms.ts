/** What Python's `str.split` splits at. */
const SPACE = new RegExp(String.raw`[\p{White_Space}\x1c-\x1f]+`, 'u');
const PUNCTUATION = new Set('.,;:!?-"\'()[]');

/** The form of a text, as the paper measures it; characters are Unicode code points. */
export const TEXT_FORMS: Readonly<Record<string, (text: string) => number>> = {
  characters: (text) => Array.from(text).length,
  words: (text) => wordsOf(text).length,
  word_length: (text) => {
    const words = wordsOf(text);
    return words.length === 0
      ? 0
      : words.reduce((sum, word) => sum + Array.from(word).length, 0) / words.length;
  },
  /** Whether there is one: 1 or 0. */
  question_marks: (text) => Number(text.includes('?')),
  exclamation_marks: (text) => Number(text.includes('!')),
  punctuation_share: (text) => {
    const characters = Array.from(text);
    const marks = characters.filter((character) => PUNCTUATION.has(character));
    return marks.length / Math.max(characters.length, 1);
  },
  /** Words of two characters or more whose letters are all capitals. */
  capitalised_words: (text) => wordsOf(text).filter(isCapitalised).length,
  unique_word_share: (text) => {
    const words = wordsOf(text).map((word) => word.toLowerCase());
    return new Set(words).size / Math.max(words.length, 1);
  },
};

function wordsOf(text: string): readonly string[] {
  return text.split(SPACE).filter((word) => word !== '');
}

function isCapitalised(word: string): boolean {
  return Array.from(word).length > 1 && /\p{Uppercase}/u.test(word) && !/[\p{Lowercase}\p{Lt}]/u.test(word);
}
