/** Numbers drawn at a time; a block keeps the generator's state in registers. */
const BLOCK = 1024;
/** Outputs thrown away after seeding, so that similar seeds have parted (as PractRand does for sfc32). */
const WARM_UP = 15;

/**
 * Seeded random numbers in independent streams: sfc32 (Chris Doty-Humphrey, PractRand), a 128-bit chaotic generator with a
 * counter, which passes PractRand and TestU01 BigCrush. The same seed and stream name give the same numbers everywhere.
 */
export class Random {
  readonly #state: Int32Array;
  readonly #block = new Uint32Array(BLOCK);
  #used = BLOCK;

  /**
   * @param seed the report's seed
   * @param stream what the numbers are for, e.g. `'bootstrap', 'emotion'`; streams with other names are independent
   */
  constructor(seed: number, ...stream: readonly (string | number)[]) {
    const name = JSON.stringify([seed, ...stream]);
    this.#state = Int32Array.of(hash(name, 0x9e3779b9), hash(name, 0x243f6a88), hash(name, 0xb7e15162), 1);
    for (let discarded = 0; discarded < WARM_UP; discarded++) this.uint32();
  }

  /** Where the stream stands: two streams at the same place go on with the same numbers. */
  get place(): string {
    return `${this.#state.join()},${this.#used}`;
  }

  /** A stream of its own from the same place on. */
  copy(): Random {
    const copy = new Random(0);
    copy.goTo(this);
    return copy;
  }

  /** Goes on from where another stream stands. */
  goTo(other: Random): void {
    this.#state.set(other.#state);
    this.#block.set(other.#block);
    this.#used = other.#used;
  }

  /** A whole number from 0 to 2³² - 1. */
  uint32(): number {
    if (this.#used === BLOCK) this.#refill();
    return this.#block[this.#used++];
  }

  /** As many {@link uint32} as fit: for loops that draw millions. */
  fill(numbers: Uint32Array): void {
    for (let at = 0; at < numbers.length;) {
      if (this.#used === BLOCK) this.#refill();
      const end = Math.min(BLOCK, this.#used + numbers.length - at);
      numbers.set(this.#block.subarray(this.#used, end), at);
      at += end - this.#used;
      this.#used = end;
    }
  }

  /** A number in [0, 1), a multiple of 2⁻³². */
  uniform(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** A whole number from 0 to `end` - 1; for `end` far below 2³² the bias (under end / 2³²) is nothing beside sampling error. */
  below(end: number): number {
    return Math.floor((this.uint32() * end) / 0x1_0000_0000);
  }

  /** Puts the first `count` places of `values` into random order, drawn from all of it (Fisher-Yates). */
  shuffle(values: Uint32Array | Float64Array, count = values.length): void {
    for (let place = 0; place < count; place++) {
      const other = place + this.below(values.length - place);
      const value = values[place];
      values[place] = values[other];
      values[other] = value;
    }
  }

  #refill(): void {
    let [a, b, c, counter] = this.#state;
    const block = this.#block;
    for (let place = 0; place < BLOCK; place++) {
      const value = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + value) | 0;
      block[place] = value;
    }
    this.#state.set([a, b, c, counter]);
    this.#used = 0;
  }
}

/** 32-bit FNV-1a over UTF-16 units with MurmurHash3's finaliser (Austin Appleby); spreads names, keeps no secrets. */
function hash(text: string, offset: number): number {
  let value = offset | 0;
  for (let place = 0; place < text.length; place++) {
    value = Math.imul(value ^ text.charCodeAt(place), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
