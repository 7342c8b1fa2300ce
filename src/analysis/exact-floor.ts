import type { RaterRule } from '../judgments/dataset.ts';
import { setsOf } from '../judgments/votes.ts';
import type { Votes } from '../judgments/votes.ts';
import { AliasTable } from './alias-table.ts';
import { pearson, ranks } from './correlation.ts';
import { jensenShannonTerm } from './divergence.ts';
import { note } from './draw-sums.ts';
import type { DrawSums } from './draw-sums.ts';
import type { ItemFigures } from './item-figures.ts';
import { pick } from './intervals.ts';
import { pairsFromMean } from './item-people.ts';
import { drawAnother, LabelSetProcess } from './label-set-process.ts';
import type { Random } from './random.ts';
import { sampleSets } from './sample-sets.ts';
import { ruledVotes, sendsOn } from './rater-rule.ts';
import { SingleLabelDraws } from './single-label-draws.ts';

/** Entropies of this many (item, draw) pairs are kept for the rank correlation, whose mean needs few draws: 8 MB. */
const ENTROPIES_KEPT = 1_000_000;
/** Fewest draws the rank correlation is averaged over, however many items there are. */
const FEWEST_RANKED_DRAWS = 50;
/** What rounding can make of a sum over many items. */
const ROUNDING = 1e-12;

/** What the figures would be if the model were exactly right: if people voted by drawing from it. */
export interface ExactFloor {
  /** Mean JSD, over draws and items. */
  readonly jsd: number;
  /** Mean of D over items in each draw. */
  readonly squared: Float64Array;
  /** Spearman of H(p) with H(q), mean over draws; `null` where one of them never varies. */
  readonly spearman: number | null;
  /** Mean of H(q) - H(p) in bits. */
  readonly entropyDifference: number;
}

/**
 * Draws the votes of people of whom the model is exactly right: each rater of an item draws as many labels as they gave, one after
 * the other without replacement, by the process whose mean vote is q_i ({@link LabelSetProcess}).
 * Where q_i was itself counted from samples, the item's votes and samples are pooled and dealt out again: if both come from one
 * distribution, every dealing is as likely as the one observed. Raters are taken as independent given the item.
 * @param items items with a prediction and at least one rater; at least one item. Those with one rater or one sample are left out
 *   of D, of which there is none: `squared` is NaN where all are
 * @param rule by which more raters were asked, if any: each draw then asks anew, one label of each rater
 */
export function exactFloor(
  votes: Votes,
  figures: ItemFigures,
  items: Uint32Array,
  draws: number,
  random: Random,
  rule: RaterRule | null = null,
): ExactFloor {
  const ranked = Math.min(draws, Math.max(FEWEST_RANKED_DRAWS, Math.floor(ENTROPIES_KEPT / items.length)));
  const sums: DrawSums = {
    draws,
    items: items.length,
    squaredItems: items.reduce((count, item) => count + (Number.isNaN(figures.squared[item]) ? 0 : 1), 0),
    jsd: new Float64Array(draws),
    squared: new Float64Array(draws),
    difference: new Float64Array(draws),
    humanBits: new Float64Array(ranked * items.length),
    modelBits: items.some((item) => figures.samples[item] > 0)
      ? new Float64Array(ranked * items.length)
      : null,
  };
  const fromModel = new ModelDraws(new LabelSetProcess(votes, items, figures.labels), figures.labels);
  for (const [place, item] of items.entries()) {
    if (figures.samples[item] > 0) dealAgain(votes, figures, item, place, sums, random);
    else if (rule) fromModel.addRuled(rule, figures, item, place, sums, random);
    else fromModel.add(votes, figures, item, place, sums, random);
  }
  const modelRanks = sums.modelBits ? null : ranks(pick(figures.modelEntropy, items));
  const correlations: number[] = [];
  for (let draw = 0; draw < ranked; draw++) {
    const part = (bits: Float64Array) => bits.subarray(draw * items.length, (draw + 1) * items.length);
    const r = pearson(ranks(part(sums.humanBits)), modelRanks ?? ranks(part(sums.modelBits!)));
    if (r !== null) correlations.push(r);
  }
  return {
    jsd: total(sums.jsd) / (draws * items.length),
    squared: sums.squared.map((sum) => sum / sums.squaredItems),
    spearman:
      correlations.length === 0 ? null : correlations.reduce((a, b) => a + b, 0) / correlations.length,
    entropyDifference: total(sums.difference) / (draws * items.length),
  };
}

/** One-sided p-value: how often an exactly right model's mean D would be as great as observed; never 0. */
export function exactPValue(observed: number, squared: Float64Array): number {
  const reached = squared.reduce((count, value) => count + (value >= observed - ROUNDING ? 1 : 0), 0);
  return (1 + reached) / (1 + squared.length);
}

/**
 * How often an exactly right model's mean D would be as small as observed; never 0. A model cannot be better than right: one whose
 * D is smaller than chance allows has learnt of these very votes.
 */
export function exactLowPValue(observed: number, squared: Float64Array): number {
  const reached = squared.reduce((count, value) => count + (value <= observed + ROUNDING ? 1 : 0), 0);
  return (1 + reached) / (1 + squared.length);
}

/** Draws for one item after the other, by working arrays that are made once. */
class ModelDraws {
  readonly #labels: number;
  readonly #table: AliasTable;
  readonly #shares: Float64Array;
  readonly #touched: Uint16Array;
  readonly #singles: SingleLabelDraws;
  readonly #process: LabelSetProcess;

  constructor(process: LabelSetProcess, labels: number) {
    this.#process = process;
    this.#labels = labels;
    this.#table = new AliasTable(labels);
    this.#shares = new Float64Array(labels);
    this.#touched = new Uint16Array(labels);
    this.#singles = new SingleLabelDraws(labels);
  }

  add(
    votes: Votes,
    { model, modelProduct, modelEntropy }: ItemFigures,
    item: number,
    place: number,
    sums: DrawSums,
    random: Random,
  ): void {
    const at = item * this.#labels;
    const from = votes.voteStart[item];
    const n = votes.voteStart[item + 1] - from;
    const sizes = Uint16Array.from(
      { length: n },
      (_, rater) => votes.labelStart[from + rater + 1] - votes.labelStart[from + rater],
    );
    const own = sizes.reduce((sum, size) => sum + 1 / size, 0) / n;
    const weights = this.#process.fit(model, at);
    this.#table.fill(weights, 0);
    if (sizes.every((size) => size === 1)) {
      const { jsd, squared, bits } = this.#singles.draw(model, at, n, this.#table, sums.draws, random);
      for (let draw = 0; draw < sums.draws; draw++) {
        const distance = squared[draw] + modelProduct[item];
        note(sums, draw, place, jsd[draw], distance, bits[draw], modelEntropy[item]);
      }
      return;
    }
    const shares = this.#shares;
    const touched = this.#touched;
    for (let draw = 0; draw < sums.draws; draw++) {
      let support = 0;
      for (let rater = 0; rater < n; rater++) {
        const first = this.#table.draw(random);
        const size = sizes[rater];
        if (shares[first] === 0) touched[support++] = first;
        shares[first] += 1 / size;
        if (size === 1) continue;
        const chosen = [first];
        while (chosen.length < size) {
          const next = drawAnother(weights, 0, this.#labels, chosen, random);
          chosen.push(next);
          if (shares[next] === 0) touched[support++] = next;
          shares[next] += 1 / size;
        }
      }
      // A label no rater drew adds q/2 to the JSD; summed over all labels that is ½, and drawn ones replace their part.
      let jsd = 0.5;
      let product = 0;
      let squared = 0;
      let bits = 0;
      for (let t = 0; t < support; t++) {
        const c = touched[t];
        const p = shares[c] / n;
        const q = model[at + c];
        jsd += jensenShannonTerm(p, q) - q / 2;
        product += p * q;
        squared += p * p;
        bits -= p * Math.log2(p);
        shares[c] = 0;
      }
      const distance = pairsFromMean(squared, own, n) - 2 * product + modelProduct[item];
      note(sums, draw, place, jsd, distance, bits, modelEntropy[item]);
    }
  }

  /** Each draw asks the first raters, and more where the rule says so; D of more is as {@link ruledVotes} has it. */
  addRuled(
    rule: RaterRule,
    { model, modelProduct, modelEntropy }: ItemFigures,
    item: number,
    place: number,
    sums: DrawSums,
    random: Random,
  ): void {
    const labels = this.#labels;
    const at = item * labels;
    const weights = this.#process.fit(model, at);
    this.#table.fill(weights, 0);
    const shares = this.#shares;
    for (let draw = 0; draw < sums.draws; draw++) {
      const sets = Array.from({ length: rule.first }, () => this.#drawSet(weights, random));
      if (sendsOn(rule, sets))
        for (let rater = 0; rater < rule.more; rater++) sets.push(this.#drawSet(weights, random));
      const n = sets.length;
      let own = 0;
      for (const set of sets) {
        own += 1 / (set.length * n);
        for (const c of set) shares[c] += 1 / (set.length * n);
      }
      const chosen = [...new Set(sets.flat())];
      const ruled = ruledVotes(rule, sets, labels);
      let jsd = 0.5;
      let product = 0;
      let squared = 0;
      let bits = 0;
      for (const c of chosen) {
        const p = shares[c];
        const q = model[at + c];
        jsd += jensenShannonTerm(p, q) - q / 2;
        product += (ruled ? ruled.human[c] : p) * q;
        squared += p * p;
        bits -= p * Math.log2(p);
        shares[c] = 0;
      }
      const pairs = ruled ? ruled.pairProduct : pairsFromMean(squared, own, n);
      note(sums, draw, place, jsd, pairs - 2 * product + modelProduct[item], bits, modelEntropy[item]);
    }
  }

  /** One rater's labels, of a size as the data have them. */
  #drawSet(weights: Float64Array, random: Random): number[] {
    let size = 1;
    for (let ahead = random.uniform(); size + 1 < this.#process.sizes.length; size++) {
      ahead -= this.#process.sizes[size];
      if (ahead < 0) break;
    }
    const set = [this.#table.draw(random)];
    while (set.length < size) set.push(drawAnother(weights, 0, this.#labels, set, random));
    return set;
  }
}

function dealAgain(
  votes: Votes,
  figures: ItemFigures,
  item: number,
  place: number,
  sums: DrawSums,
  random: Random,
): void {
  const n = votes.voteStart[item + 1] - votes.voteStart[item];
  const { labels, samples } = figures;
  const count = samples[item];
  const sets = [...setsOf(votes, item), ...sampleSets(figures, item)];
  const pooled = new Float64Array(labels);
  for (const set of sets) for (const c of set) pooled[c] += 1 / set.length;
  const pooledOwn = sets.reduce((sum, set) => sum + 1 / set.length, 0);
  const support = [...pooled.keys()].filter((c) => pooled[c] > 0);
  const order = Uint32Array.from({ length: sets.length }, (_, index) => index);
  const people = new Float64Array(labels);
  for (let draw = 0; draw < sums.draws; draw++) {
    random.shuffle(order, n);
    let own = 0;
    for (let rater = 0; rater < n; rater++) {
      const set = sets[order[rater]];
      own += 1 / set.length;
      for (const c of set) people[c] += 1 / set.length;
    }
    let jsd = 0;
    let product = 0;
    let peopleSquared = 0;
    let modelSquared = 0;
    let peopleBits = 0;
    let modelBits = 0;
    for (const c of support) {
      const p = people[c] / n;
      const q = Math.max(pooled[c] - people[c], 0) / count;
      people[c] = 0;
      jsd += jensenShannonTerm(p, q);
      product += p * q;
      peopleSquared += p * p;
      modelSquared += q * q;
      if (p > 0) peopleBits -= p * Math.log2(p);
      if (q > 0) modelBits -= q * Math.log2(q);
    }
    const distance =
      pairsFromMean(peopleSquared, own / n, n) -
      2 * product +
      pairsFromMean(modelSquared, (pooledOwn - own) / count, count);
    note(sums, draw, place, jsd, distance, peopleBits, modelBits);
  }
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
