const SIZE = 624;
const SHIFT = 397;

/**
 * NumPy's `RandomState`: the Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), seeded by one number, with its bounded
 * numbers by masks. The paper's folds and its bootstrap resamples are drawn with it.
 */
export class NumpyRandom {
  readonly #state = new Uint32Array(SIZE);
  #used = SIZE;

  /** @param seed 0 to 2³² - 1 */
  constructor(seed: number) {
    this.#state[0] = seed;
    for (let place = 1; place < SIZE; place++) {
      const before = this.#state[place - 1];
      this.#state[place] = Math.imul(1812433253, before ^ (before >>> 30)) + place;
    }
  }

  /** A whole number from 0 to `most`, as `random_interval` and `randint(0, most + 1)` draw it; `most` below 2³². */
  upTo(most: number): number {
    if (most === 0) return 0;
    const mask = 0xffff_ffff >>> Math.clz32(most);
    for (;;) {
      const value = (this.#next() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  /** Puts values into random order, as `RandomState.shuffle` does. */
  shuffle(values: Uint32Array): void {
    for (let place = values.length - 1; place > 0; place--) {
      const other = this.upTo(place);
      const value = values[place];
      values[place] = values[other];
      values[other] = value;
    }
  }

  #next(): number {
    if (this.#used === SIZE) this.#twist();
    let value = this.#state[this.#used++];
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return (value ^ (value >>> 18)) >>> 0;
  }

  #twist(): void {
    const state = this.#state;
    for (let place = 0; place < SIZE; place++) {
      const mixed = (state[place] & 0x8000_0000) | (state[(place + 1) % SIZE] & 0x7fff_ffff);
      state[place] = state[(place + SHIFT) % SIZE] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    this.#used = 0;
  }
}
