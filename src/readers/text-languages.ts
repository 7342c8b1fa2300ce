/** Texts looked at, evenly spaced; a share of so many is known to within a percentage point or two. */
const MOST_LOOKED_AT = 2000;
/** Letters that are read of a text. */
const LONGEST = 600;
/** A text with fewer letters is judged together with other short ones: a few words may be of several languages. */
const LONG = 60;
/** Short texts are put together until they have so many letters. */
const TOGETHER = 120;
/** A text in another script is told by a few letters, its language by some more. */
const FEW_LETTERS = 3;
const SOME_LETTERS = 20;
const EXAMPLES = 3;

const LETTERS = /\p{L}/gu;
const LATIN = /\p{Script=Latin}/gu;

/** Whether texts are in a language, as far as it can be told. */
export interface LanguageCheck {
  /** ISO 639-1 code that was looked for. */
  readonly language: string;
  /** Texts that could be judged: alone or together with other short ones. */
  readonly judged: number;
  /** Of those, the ones in another language. */
  readonly other: number;
  /** The other languages by ISO 639-1 code, the commonest first; `und` where only the script is known. */
  readonly languages: readonly { readonly code: string; readonly texts: number }[];
  /** A few of the others, the longest first. */
  readonly examples: readonly string[];
}

/**
 * Looks in what languages texts are. A long one is judged by its letters' sequences, short ones together with those that follow,
 * and a text in another script by that. What remains doubtful is not judged.
 * @param language ISO 639-1 code of a language in Latin script
 */
export async function checkLanguages(texts: readonly string[], language = 'en'): Promise<LanguageCheck> {
  const { eld } = await import('eld/extrasmall');
  // An instance of its own: the setting would hold for whoever else uses the library.
  const detector = eld.newInstance();
  detector.enableTextCleanup(true);
  const tally = new Tally(language);
  let together: string[] = [];
  const judgeTogether = () => {
    const found = detector.detect(together.join('\n'));
    if (found.isReliable()) tally.add(together, found.language);
    together = [];
  };
  for (const text of lookedAt(texts)) {
    const start = text.slice(0, LONGEST);
    const letters = lettersIn(start);
    if (letters < FEW_LETTERS) continue;
    if ((start.match(LATIN)?.length ?? 0) < letters / 2) {
      const found = detector.detect(start);
      const isKnown = letters >= SOME_LETTERS && found.isReliable() && found.language !== language;
      tally.add([text], isKnown ? found.language : 'und');
    } else if (letters >= LONG) {
      const found = detector.detect(start);
      if (found.isReliable()) tally.add([text], found.language);
    } else {
      together.push(text);
      if (lettersIn(together.join('')) >= TOGETHER) judgeTogether();
    }
  }
  if (lettersIn(together.join('')) >= LONG) judgeTogether();
  return tally.check;
}

/** How many texts are in which language. */
class Tally {
  readonly #counts = new Map<string, number>();
  readonly #others: string[] = [];

  constructor(private readonly language: string) {}

  add(texts: readonly string[], code: string): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + texts.length);
    if (code !== this.language) for (const text of texts) this.#others.push(text);
  }

  get check(): LanguageCheck {
    const counts = [...this.#counts].map(([code, texts]) => ({ code, texts }));
    return {
      language: this.language,
      judged: counts.reduce((sum, { texts }) => sum + texts, 0),
      other: this.#others.length,
      languages: counts
        .filter(({ code }) => code !== this.language)
        .sort((a, b) => b.texts - a.texts || a.code.localeCompare(b.code)),
      examples: [...this.#others].sort((a, b) => b.length - a.length).slice(0, EXAMPLES),
    };
  }
}

function lettersIn(text: string): number {
  return text.match(LETTERS)?.length ?? 0;
}

/** Those of the texts that {@link checkLanguages} looks at; where all of them are not at hand, these do. */
export function lookedAt(texts: readonly string[]): readonly string[] {
  if (texts.length <= MOST_LOOKED_AT) return texts;
  return Array.from(
    { length: MOST_LOOKED_AT },
    (_, at) => texts[Math.floor((at * texts.length) / MOST_LOOKED_AT)],
  );
}
