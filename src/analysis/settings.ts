/** Everything in a report that is a choice and not a measurement; it stands in the report, so that a figure can be had again. */
export interface AnalysisSettings {
  /** Seed of all random streams. */
  readonly seed: number;
  /** Items with fewer raters who voted are counted and left out of gap figures. */
  readonly minimumRaters: number;
  /** Bootstrap resamples behind every interval. */
  readonly resamples: number;
  /** Random splits of an item's raters into two groups, for the people's own floor. */
  readonly groupDraws: number;
  /** Draws of the votes people would give if the model were exactly right. */
  readonly exactDraws: number;
  /** Such draws behind what an exactly right model would get by the other figures. */
  readonly ceilingDraws: number;
  /** Random orders of an item's raters where some chose several labels, for what raters are worth. */
  readonly worthDraws: number;
  /** Random sign flips behind the p-value of a comparison of two models. */
  readonly flips: number;
  /** Random orders behind the p-value of a gradient over 10 categories or more. */
  readonly permutations: number;
  /** The alt-test's allowance for a model being cheaper than a rater: 0.2 beside experts, 0.15 skilled raters, 0.1 the crowd. */
  readonly epsilon: number;
  /** Random draws of labelled items for each size of the label budget. */
  readonly budgetDraws: number;
  readonly thresholds: GuidelineThresholds;
}

/** Where the guidelines draw their lines. */
export interface GuidelineThresholds {
  /** Items without which nothing is said of a question. */
  readonly fewestItems: number;
  /** Items any rater gave a category without which nothing is said of it. */
  readonly fewestCategoryItems: number;
  /** Annotators a substitute is worth at the least. */
  readonly worth: number;
  /** Distance √(mean D) from the people's distribution a substitute may have at the most. */
  readonly distance: number;
  /** On a scale, the part of its range that a substitute's mean rating may be off, and its ratings as a whole, at the most. */
  readonly scale: number;
  /** Agreement on a category that a substitute reaches for certain, and that its unexplained variance must allow. */
  readonly agreement: number;
}

/**
 * Two raters are the fewest that can disagree. A thousand resamples put the 2.5% point of an interval within about 0.5
 * percentage points of its place; two hundred splits make the floor's Monte-Carlo error small beside its sampling error; a thousand
 * draws let a p-value be as small as 0.001.
 */
export const DEFAULT_SETTINGS: AnalysisSettings = {
  seed: 1,
  minimumRaters: 2,
  resamples: 1000,
  groupDraws: 200,
  exactDraws: 1000,
  ceilingDraws: 200,
  worthDraws: 200,
  flips: 10_000,
  permutations: 10_000,
  epsilon: 0.1,
  budgetDraws: 20,
  thresholds: {
    fewestItems: 50,
    fewestCategoryItems: 20,
    worth: 1,
    distance: 0.1,
    scale: 0.1,
    agreement: 0.8,
  },
};
