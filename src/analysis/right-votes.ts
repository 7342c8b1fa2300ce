import { setsOf } from '../judgments/votes.ts';
import type { Votes } from '../judgments/votes.ts';
import { AliasTable } from './alias-table.ts';
import type { ItemFigures } from './item-figures.ts';
import { drawAnother, LabelSetProcess } from './label-set-process.ts';
import type { Random } from './random.ts';
import { sampleSets } from './sample-sets.ts';
import { samplePrior, smoothedSamples } from './sampled-answers.ts';

/**
 * The votes people would give one item if the model were exactly right, draw by draw: each rater draws as many labels as they
 * gave. Where answers were sampled, the item's votes and samples are pooled and dealt out again.
 */
export class RightVotes {
  /** Shares of the drawn votes; 0 at labels nobody chose. */
  readonly shares: Float64Array;
  /** The labels chosen, the first `support` of them. */
  readonly touched: Uint16Array;
  support = 0;
  /** What each rater of the item chose, in their order. */
  sets: number[][] = [];
  /** The model's row of the draw, as counted and as used. */
  model: Float64Array<ArrayBufferLike>;
  used: Float64Array<ArrayBufferLike>;
  modelAt = 0;
  /** Whether the model's answer is drawn too. */
  sampled = false;

  readonly #figures: ItemFigures;
  readonly #votes: Votes;
  readonly #random: Random;
  readonly #process: LabelSetProcess;
  readonly #table: AliasTable;
  readonly #prior: ReturnType<typeof samplePrior>;
  readonly #dealt: Float64Array;
  #weights: Float64Array<ArrayBufferLike> = new Float64Array(0);
  #sizes: number[] = [];
  #pool: number[][] = [];
  #order = new Uint32Array(0);

  /** @param items whose votes tell how many labels raters choose */
  constructor(votes: Votes, figures: ItemFigures, items: Uint32Array, random: Random) {
    this.#votes = votes;
    this.#figures = figures;
    this.#random = random;
    this.#process = new LabelSetProcess(votes, items, figures.labels);
    this.#table = new AliasTable(figures.labels);
    this.#prior = samplePrior(figures);
    this.#dealt = new Float64Array(figures.labels);
    this.shares = new Float64Array(figures.labels);
    this.touched = new Uint16Array(figures.labels);
    this.model = figures.model;
    this.used = figures.used;
  }

  /** Takes up an item: what is drawn from now on is its. */
  choose(item: number): void {
    const { model, samples, used, labels: size } = this.#figures;
    const given = setsOf(this.#votes, item);
    this.sampled = samples[item] > 0;
    if (this.sampled) {
      this.#pool = [...given, ...sampleSets(this.#figures, item)];
      this.#order = Uint32Array.from(this.#pool.keys());
      this.#sizes = given.map((set) => set.length);
      this.model = this.#dealt;
      this.modelAt = 0;
      return;
    }
    this.#sizes = given.map((set) => set.length);
    this.#weights = this.#process.fit(model, item * size);
    this.#table.fill(this.#weights, 0);
    this.sets = given.map((set) => set.slice());
    this.model = model;
    this.used = used;
    this.modelAt = item * size;
  }

  /** Draws anew; what it was before is gone. */
  draw(): void {
    for (let at = 0; at < this.support; at++) this.shares[this.touched[at]] = 0;
    this.support = 0;
    if (this.sampled) this.#deal();
    else this.#drawSets();
    const n = this.sets.length;
    for (const set of this.sets) {
      const weight = 1 / (set.length * n);
      for (let at = 0; at < set.length; at++) {
        const c = set[at];
        if (this.shares[c] === 0) this.touched[this.support++] = c;
        this.shares[c] += weight;
      }
    }
  }

  #drawSets(): void {
    for (let rater = 0; rater < this.sets.length; rater++) {
      const set = this.sets[rater];
      set[0] = this.#table.draw(this.#random);
      if (this.#sizes[rater] === 1) continue;
      const chosen = [set[0]];
      while (chosen.length < this.#sizes[rater])
        chosen.push(drawAnother(this.#weights, 0, this.#figures.labels, chosen, this.#random));
      this.sets[rater] = chosen;
    }
  }

  #deal(): void {
    const n = this.#sizes.length;
    this.#random.shuffle(this.#order, n);
    this.sets = Array.from({ length: n }, (_, rater) => this.#pool[this.#order[rater]]);
    this.#dealt.fill(0);
    const count = this.#pool.length - n;
    for (let place = n; place < this.#pool.length; place++) {
      const set = this.#pool[this.#order[place]];
      for (const c of set) this.#dealt[c] += 1 / (set.length * count);
    }
    this.used = smoothedSamples({ model: this.#dealt, samples: Uint32Array.of(count) }, this.#prior);
  }
}
