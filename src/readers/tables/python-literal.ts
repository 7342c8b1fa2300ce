/** Levels of lists in one another; the same bound as for JSON. */
const MOST_LEVELS = 100;
const WORDS: Readonly<Record<string, unknown>> = {
  None: null,
  True: true,
  False: false,
  nan: null,
  null: null,
  true: true,
  false: false,
};
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_]\w*/y;

/**
 * The list or dictionary that Python or NumPy printed into a cell: `['joy', 'fear']`, `{'joy': 2}`, `('a', 1)`, `{'a', 'b'}`,
 * `[ 3 27]`, `['a' 'b']`, `array([1, 2], dtype=int64)`; `undefined` if it is none. Tuples and sets become lists.
 */
export function pythonLiteral(text: string): unknown[] | Record<string, unknown> | undefined {
  try {
    const reader = new LiteralReader(text.trim());
    const value = reader.value(0);
    reader.end();
    return typeof value === 'object' && value !== null ? (value as unknown[]) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class LiteralReader {
  #at = 0;

  constructor(readonly text: string) {}

  value(level: number): unknown {
    if (level > MOST_LEVELS) throw new SyntaxError('too deep');
    this.#space();
    const start = this.text[this.#at];
    if (start === '[') return this.#list(']', level);
    if (start === '(') return this.#list(')', level);
    if (start === '{') return this.#braces(level);
    if (start === "'" || start === '"') return this.#string(start);
    const word = this.#match(WORD);
    if (word === null) {
      const number = this.#match(NUMBER);
      if (number === null) throw new SyntaxError('no literal');
      return Number(number);
    }
    if (word in WORDS && Object.hasOwn(WORDS, word)) return WORDS[word];
    // A string with a prefix, as Python 2 writes it.
    if (/^[ubr]$/.test(word) && /['"]/.test(this.text[this.#at] ?? ''))
      return this.#string(this.text[this.#at]);
    if (this.text[this.#at] !== '(') throw new SyntaxError('no literal');
    return this.#call(level);
  }

  end(): void {
    this.#space();
    if (this.#at < this.text.length) throw new SyntaxError('more follows');
  }

  /** `array([...], dtype=...)`, `np.int64(3)`: what is in the parentheses first. */
  #call(level: number): unknown {
    this.#at++;
    const value = this.value(level + 1);
    const close = this.text.indexOf(')', this.#at);
    if (close < 0 || !/^\s*(,\s*dtype=\S+\s*)?$/.test(this.text.slice(this.#at, close)))
      throw new SyntaxError('no array');
    this.#at = close + 1;
    return value;
  }

  #list(close: string, level: number): unknown[] {
    this.#at++;
    return this.#rest([], close, level);
  }

  /** What is left of a list, up to its end, after the values that were read. */
  #rest(values: unknown[], close: string, level: number): unknown[] {
    while (!this.#ends(close)) {
      values.push(this.value(level + 1));
      this.#comma();
    }
    return values;
  }

  /** The first value says which of the two it is. It is read once: braces in braces would double with each level. */
  #braces(level: number): unknown {
    this.#at++;
    const entries: [string, unknown][] = [];
    while (!this.#ends('}')) {
      const key = this.value(level + 1);
      this.#space();
      if (this.text[this.#at] !== ':') {
        if (entries.length > 0) throw new SyntaxError('no value');
        this.#comma();
        return this.#rest([key], '}', level);
      }
      this.#at++;
      entries.push([String(key), this.value(level + 1)]);
      this.#comma();
    }
    return Object.fromEntries(entries);
  }

  /** Whether the list or dictionary ends here; its mark is then passed. */
  #ends(close: string): boolean {
    this.#space();
    if (this.text[this.#at] !== close) return false;
    this.#at++;
    return true;
  }

  /** NumPy writes none. */
  #comma(): void {
    this.#space();
    if (this.text[this.#at] === ',') this.#at++;
  }

  #string(quote: string): string {
    let said = '';
    for (let at = this.#at + 1; at < this.text.length; at++) {
      const character = this.text[at];
      if (character === quote) {
        this.#at = at + 1;
        return said;
      }
      if (character === '\\') {
        at++;
        const escaped = this.text[at] ?? '';
        said += escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped;
      } else said += character;
    }
    throw new SyntaxError('no end');
  }

  #space(): void {
    while (/\s/.test(this.text[this.#at] ?? '')) this.#at++;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    // `np.array(`: the part after the point is what is called.
    while (found !== null && pattern === WORD && this.text[this.#at] === '.') {
      pattern.lastIndex = this.#at + 1;
      const rest = pattern.exec(this.text)?.[0];
      if (rest === undefined) break;
      this.#at += rest.length + 1;
    }
    return found;
  }
}
