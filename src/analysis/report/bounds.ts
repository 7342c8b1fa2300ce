import type { Figure, Over } from './figures.ts';

/** Both noise floors: how far few people are from one another, and how far from a model they were drawn from. */
export interface FloorReport {
  /** Mean JSD between two random groups of half an item's raters. */
  readonly humanHuman: Figure;
  /** Mean JSD between the model and one such group. */
  readonly modelGroup: Figure;
  /** Mean JSD if the model were exactly right. */
  readonly exact: Figure;
  /** Observed mean JSD minus `exact`; negative means too flat. */
  readonly excess: Figure;
  /** One-sided p-value of the mean of D: how often an exactly right model would have as great a one. */
  readonly p: Figure;
  /** The same of as small a one, as a model has that has seen these votes. */
  readonly pLow: Figure;
  /** Whether `p` takes raters as independent given the item, or allows for habits of few raters. */
  readonly over: Over;
}

/**
 * What an exactly right model would get on these data: mean and central 95% of draws of the votes from the model's own
 * distributions. `null` where the figure itself cannot be had.
 */
export interface CeilingReport {
  readonly draws: number;
  readonly top1: CeilingFigure;
  readonly macroF1: CeilingFigure;
  readonly crossEntropy: CeilingFigure;
  readonly tvd: CeilingFigure;
  /** 1-Wasserstein, in scale units. */
  readonly emd: CeilingFigure;
  readonly advantageProbability: CeilingFigure;
  readonly winningRate: CeilingFigure;
  /** Share of the draws in which it passes the alt-test. */
  readonly passes: Figure;
  /** Pearson of each category, in the order of `categories`. */
  readonly pearson: readonly CeilingFigure[];
}

export interface CeilingFigure {
  readonly mean: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
}

export interface WorthReport {
  /** Raters the model is worth, 0 to the most raters that enough items have, less one. */
  readonly k: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  /** `<`: not even the label marginal is beaten; `>`: more raters than the data can show. */
  readonly bound: '<' | '>' | null;
  readonly over: Over;
  /** Mean log score (bits) of the model and of k raters, over items with at least k + 1 raters. */
  readonly curve: readonly {
    readonly k: number;
    readonly items: number;
    readonly people: number;
    readonly model: number;
  }[];
}

export interface AltTestReport {
  readonly epsilon: number;
  /** Share of tested raters the model may stand in for. */
  readonly winningRate: Figure;
  readonly advantageProbability: Figure;
  /** `null` with fewer than 3 tested raters. */
  readonly passes: boolean | null;
  readonly raters: readonly {
    readonly rater: string;
    readonly items: number;
    readonly model: number;
    readonly human: number;
    readonly p: number;
    readonly rejected: boolean;
  }[];
}
