/** What a classifier that ships must reach; a score without a bar is only reported. */
export interface ModelBars {
  /** GoEmotions' test set: the most soft NLL in nats and the least macro-F1. */
  readonly emotion?: { readonly nll: number; readonly macroF1: number };
  /** EmoBank, by dimension: the least Pearson r, and how far below the marginal's the mean JSD lies at the least. */
  readonly ratings?: Readonly<Record<'valence' | 'arousal' | 'dominance', Rating>>;
  /** Least share of the everyday sentences whose top label a person accepts. */
  readonly everyday?: number;
}

interface Rating {
  readonly r: number;
  readonly cut: number;
}

/** By model. */
export const MODEL_BARS: Readonly<Record<string, ModelBars>> = {
  'dissensus/minilm-everyday': {
    ratings: {
      valence: { r: 0.68, cut: 0.24 },
      arousal: { r: 0.5, cut: 0.07 },
      dominance: { r: 0.42, cut: 0.09 },
    },
    everyday: 0.75,
  },
  'dissensus/minilm-reddit': { emotion: { nll: 1.31, macroF1: 0.535 } },
  'dissensus/roberta-emotion': {
    emotion: { nll: 1.48, macroF1: 0.48 },
    ratings: {
      valence: { r: 0.65, cut: 0.24 },
      arousal: { r: 0.45, cut: 0.07 },
      dominance: { r: 0.33, cut: 0.09 },
    },
  },
};
