import type { EncodedText } from '../text-encoder.ts';
import type { Decoder, NextTokens } from './decoder.ts';
import {
  bytesPerRow,
  gatherRows,
  joinRows,
  MOST_CACHE_BYTES,
  type KeyValueCache,
} from './key-value-cache.ts';

/** Texts that were read together. */
export interface TextsRead {
  /** Their places in the batch. */
  readonly places: readonly number[];
  /** Scores of the token after each. */
  readonly next: NextTokens;
  /** What was read, the prompt's beginning included; row i belongs to the text at `places[i]`. */
  readonly cache: KeyValueCache;
}

/** Tokens that are read in one go: as many as fill the processor, and few enough that it can be stopped. */
const READ_AT_ONCE = 512;

/** Reads texts after the beginning of a prompt, which is read only once and kept. */
export class TextReader {
  readonly #decoder: Decoder;
  readonly #prefix: Int32Array;
  #prefixCache: Promise<KeyValueCache> | undefined;

  constructor(decoder: Decoder, prefix: Int32Array) {
    this.#decoder = decoder;
    this.#prefix = prefix;
  }

  /** Reads a batch, texts of exactly one length together, and hands each such group over before the next is read. */
  async read(batch: readonly EncodedText[], visit: (read: TextsRead) => Promise<void>): Promise<void> {
    const prefix = await this.#readPrefix();
    const several = prefix.length === 0 || (await this.#decoder.abilities()).severalAtOnce;
    const bytesPerToken = prefix.length === 0 ? 0 : bytesPerRow(prefix) / prefix.length;
    for (const [length, places] of byLength(batch)) {
      const fitting = MOST_CACHE_BYTES / (bytesPerToken * (prefix.length + length));
      const most = several ? Math.max(1, Math.floor(Math.min(READ_AT_ONCE / length, fitting))) : 1;
      for (let start = 0; start < places.length; start += most) {
        const group = places.slice(start, start + most);
        const before = gatherRows(
          prefix,
          group.map(() => 0),
          this.#decoder.makeTensor,
        );
        const tokens = group.map((place) => batch[place].tokens);
        await visit({ places: group, ...(await this.#decoder.runOn(tokens, before)) });
      }
    }
  }

  /**
   * As {@link read}, but hands over texts of different lengths together, the shorter ones padded, where the model allows it:
   * for what goes on by a token at a time. Scores are as alone to about 1e-6, not to the last bit.
   */
  async readTogether(
    batch: readonly EncodedText[],
    visit: (read: TextsRead) => Promise<void>,
  ): Promise<void> {
    const { padded } = await this.#decoder.abilities();
    if (!padded) return await this.read(batch, visit);
    let reads: TextsRead[] = [];
    let bytes = 0;
    const handOver = async () => {
      const together = reads;
      reads = [];
      bytes = 0;
      if (together.length > 0) await visit(join(together, this.#decoder));
    };
    await this.read(batch, async ({ places, next, cache }) => {
      const scores = places.map((_, row) => next.logits(row).slice());
      const size = cache.rows * bytesPerRow(cache);
      if (bytes + size > MOST_CACHE_BYTES) await handOver();
      reads.push({ places, cache, next: { ...next, logits: (row) => scores[row] } });
      bytes += size;
    });
    await handOver();
  }

  /** A failed reading is forgotten, so that trying again can work. */
  #readPrefix(): Promise<KeyValueCache> {
    if (this.#prefix.length === 0) return Promise.resolve(this.#decoder.empty);
    this.#prefixCache ??= this.#decoder.runOn([this.#prefix], this.#decoder.empty).then(
      ({ cache }) => cache,
      (error: unknown) => {
        this.#prefixCache = undefined;
        throw error;
      },
    );
    return this.#prefixCache;
  }
}

function join(reads: readonly TextsRead[], { makeTensor }: Decoder): TextsRead {
  const scores = reads.flatMap(({ places, next }) => places.map((_, row) => next.logits(row)));
  return {
    places: reads.flatMap(({ places }) => places),
    next: { vocabulary: reads[0].next.vocabulary, logits: (row) => scores[row] },
    cache: joinRows(
      reads.map(({ cache }) => cache),
      makeTensor,
    ),
  };
}

function byLength(batch: readonly EncodedText[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const [place, { tokens }] of batch.entries()) {
    const same = places.get(tokens.length);
    if (same) same.push(place);
    else places.set(tokens.length, [place]);
  }
  return places;
}
