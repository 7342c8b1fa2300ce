/** A place in the trie: some tokens from the start of the answer on. */
export interface TrieNode {
  /** Its number, 0 being the start; parents come before their children. */
  readonly id: number;
  readonly token: number;
  readonly children: TrieNode[];
  /** Label whose word ends here; a word ends only at a leaf. */
  label: number | null;
}

/** The answer of a label, as tokens. */
export interface LabelWord {
  readonly label: number;
  readonly word: string;
  readonly tokens: readonly number[];
}

/** Two labels have words that a model cannot keep apart; the message names them. */
export class AmbiguousWordsError extends Error {
  override readonly name = 'AmbiguousWordsError';
}

/**
 * The token sequences of all words of all labels as one tree, so that what words have in common is computed once.
 *
 * A leaf stands for the answers that begin with its tokens, which no other leaf does: probabilities of leaves add up. A word
 * that begins with the tokens of another word of its label is therefore left out, being counted in the shorter one.
 */
export class LabelTrie {
  readonly root: TrieNode = { id: 0, token: -1, children: [], label: null };
  /** By their number. */
  readonly nodes: TrieNode[] = [this.root];
  /** Those with a label, in no particular order. */
  readonly leaves: readonly TrieNode[];
  /** Tokens of the longest word. */
  readonly depth: number;

  /** @throws {AmbiguousWordsError} where a word of one label begins with a word of another */
  constructor(
    words: readonly LabelWord[],
    readonly labelCount: number,
  ) {
    const shortestFirst = [...words].sort((a, b) => a.tokens.length - b.tokens.length);
    const wordAt = new Map<TrieNode, LabelWord>();
    for (const word of shortestFirst) this.#add(word, wordAt);
    this.leaves = [...wordAt.keys()];
    this.depth = Math.max(...words.map(({ tokens }) => tokens.length));
  }

  #add(word: LabelWord, wordAt: Map<TrieNode, LabelWord>): void {
    let node = this.root;
    for (const token of word.tokens) {
      let child = node.children.find((each) => each.token === token);
      if (!child) {
        child = { id: this.nodes.length, token, children: [], label: null };
        this.nodes.push(child);
        node.children.push(child);
      }
      node = child;
      const shorter = wordAt.get(node);
      if (!shorter) continue;
      if (shorter.label === word.label) return;
      throw new AmbiguousWordsError(
        `in the model's tokens “${word.word}” begins with “${shorter.word}”, which is another label's: ` +
          'what the model gives to the one cannot be told from the other. Choose another word, or end the answer with a full stop.',
      );
    }
    node.label = word.label;
    wordAt.set(node, word);
  }
}
