import type { NextTokens } from './decoder.ts';
import type { LabelTrie, TrieNode } from './label-trie.ts';
import { logPartition } from './log-probabilities.ts';
import type { ReadPaths } from './read-paths.ts';

/** How answers are drawn. */
export interface SamplingRule {
  /** Answers for each text. */
  readonly samples: number;
  /** Scores are divided by it: below 1 likely tokens become likelier. 0 takes the likeliest token every time. */
  readonly temperature: number;
  /** An answer is cut after so many tokens. */
  readonly tokens: number;
  readonly endTokens: ReadonlySet<number>;
  /**
   * Only words of the labels are answers: one that becomes no word is thrown away and drawn again, so that words keep the
   * ratios of their probabilities. (Forbidding other tokens instead would not keep them.)
   */
  readonly within?: LabelTrie;
}

/** Draws of one answer that become no word, after which it counts as failed. */
const MOST_TRIES = 200;

/**
 * Draws answers token by token. Answers that have begun alike are read on together until they part.
 *
 * @param read the texts, one path each
 * @param next scores after each of them
 * @param draw a number in [0, 1) for a text (by its row), an answer (from 0), a try and a place in it
 * @returns for each text its answers as tokens, without the token that ends one; `null` for one that found no word
 */
export async function sampleAnswers(
  read: ReadPaths,
  next: NextTokens,
  rule: SamplingRule,
  draw: (text: number, answer: number, attempt: number, place: number) => number,
): Promise<(readonly number[] | null)[][]> {
  const answers = Array.from({ length: read.count }, () =>
    new Array<readonly number[] | null>(rule.samples).fill(null),
  );
  // The scores after the texts are needed again for every try, and hold only until the next run.
  const first = Array.from({ length: read.count }, (_, row) => next.logits(row).slice());
  const start: NextTokens = { vocabulary: next.vocabulary, logits: (row) => first[row] };
  let open = answers.flatMap((ofText, text) => ofText.map((_, answer) => ({ text, answer })));
  for (let attempt = 0; attempt < (rule.within ? MOST_TRIES : 1) && open.length > 0; attempt++) {
    const failed: typeof open = [];
    const walkers = open.map(({ text, answer }) => ({
      text,
      answer,
      row: text,
      tokens: [],
      node: rule.within?.root ?? null,
    }));
    await walk(walkers, start, read, attempt, failed);
    open = failed;
  }
  return answers;

  async function walk(
    walkers: readonly Walker[],
    next: NextTokens,
    read: ReadPaths,
    attempt: number,
    failed: { text: number; answer: number }[],
  ): Promise<void> {
    const onward = new Map<string, { row: number; token: number; walkers: Walker[] }>();
    for (const [row, here] of byRow(walkers)) {
      const logits = next.logits(row);
      const partition = rule.temperature === 0 ? 0 : logPartition(logits, rule.temperature);
      for (const walker of here) {
        const { text, answer, tokens, node } = walker;
        const number = draw(text, answer, attempt, tokens.length);
        // What leaves the words at once is drawn again at once: tokens that begin none are left out of the first draw.
        const token =
          node === rule.within?.root && node
            ? drawAmong(node, logits, rule.temperature, number)
            : drawToken(logits, rule.temperature, partition, number);
        if (!node && rule.endTokens.has(token)) {
          answers[text][answer] = tokens;
          continue;
        }
        const child = node && (node.children.find((each) => each.token === token) ?? null);
        if (node && !child) {
          failed.push({ text, answer });
          continue;
        }
        const longer = [...tokens, token];
        if (child ? child.children.length === 0 : longer.length === rule.tokens) {
          answers[text][answer] = longer;
          continue;
        }
        const key = `${row} ${token}`;
        const together = onward.get(key) ?? { row, token, walkers: [] };
        together.walkers.push({ ...walker, tokens: longer, node: child });
        onward.set(key, together);
      }
    }
    const paths = [...onward.values()];
    for (let from = 0; from < paths.length; from += read.most) {
      const group = paths.slice(from, from + read.most);
      const run = await read.readOn(group);
      const moved = group.flatMap(({ walkers }, row) => walkers.map((walker) => ({ ...walker, row })));
      await walk(moved, run.next, run.read, attempt, failed);
    }
  }
}

/** An answer on its way. */
interface Walker {
  readonly text: number;
  readonly answer: number;
  /** Row in which the scores after its tokens stand. */
  readonly row: number;
  readonly tokens: readonly number[];
  /** Where it is among the words, if only they are answers. */
  readonly node: TrieNode | null;
}

function byRow(walkers: readonly Walker[]): Map<number, Walker[]> {
  const rows = new Map<number, Walker[]>();
  for (const walker of walkers) {
    const same = rows.get(walker.row);
    if (same) same.push(walker);
    else rows.set(walker.row, [walker]);
  }
  return rows;
}

function drawToken(logits: Float32Array, temperature: number, partition: number, number: number): number {
  if (temperature === 0) return likeliest(logits);
  let left = number;
  let last = 0;
  for (let token = 0; token < logits.length; token++) {
    const probability = Math.exp(logits[token] / temperature - partition);
    if (probability > 0) last = token;
    left -= probability;
    if (left < 0) return token;
  }
  // Rounding left a crumb of the sum.
  return last;
}

/** The first of them where several are equally likely. */
function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let token = 1; token < logits.length; token++) if (logits[token] > logits[best]) best = token;
  return best;
}

function drawAmong(
  { children }: TrieNode,
  logits: Float32Array,
  temperature: number,
  number: number,
): number {
  const scores = Float32Array.from(children, ({ token }) => logits[token]);
  return children[drawToken(scores, temperature, logPartition(scores, temperature), number)].token;
}
