import type { MethodChapter } from '../chapter.ts';

export const GAP: MethodChapter = {
  id: 'gap',
  title: 'The gap of an item',
  entries: [
    {
      name: 'Jensen-Shannon divergence',
      formula: 'JSD(p, q) = ½ KL(p‖m) + ½ KL(q‖m),  m = ½(p + q),  logs to base 2',
      words:
        '0 to 1. Against few raters its mean is least for a model that is sharper than the truth, so nothing is decided by it.',
      source: 'Lin 1991, IEEE Transactions on Information Theory 37(1)',
    },
    {
      name: 'Unbiased squared gap D, which decides',
      formula: 'D_i = Σ_c [(p_ic − q_ic)² − s²_ic / n_i]',
      words:
        's² is the sample variance of the raters’ votes for c; where q is from K samples, its own s²/K is taken off too. Its mean is the squared distance of the model from the true distribution at any number of raters, 0 only if the model is right.',
    },
    {
      name: 'Cross-entropy and KL divergence',
      formula: 'CE(p, q) = −Σ_c p_c log₂ q_c;   KL(p‖q) = CE(p, q) − H(p)',
      words: 'q floored at 10⁻⁶ and renormalised. In bits.',
    },
    {
      name: 'Total variation and Hellinger distance',
      formula: 'TV = ½ Σ_c |p_c − q_c|;   Hellinger = √(½ Σ_c (√p_c − √q_c)²)',
      words: 'Total variation is half the Manhattan distance that LeWiDi 2025 scores soft labels with.',
    },
    {
      name: '1-Wasserstein distance',
      formula: 'W = Σ over neighbouring points of |F_p − F_q| · distance',
      words: 'For scales only, in the units of the scale.',
    },
    {
      name: 'Intervals',
      words:
        'Percentile bootstrap over items, 1,000 resamples, seeded. With fewer than 30 raters with ids an interval is as much wider as the variance over raters makes it: influences of leaving out one rater at a time, clustered by raters, less what single votes hold already, with Student’s t for so few; it then says “items and raters”. Where answers are held against half of the raters, one is left out by splitting the others. The same variance is drawn into p-values.',
      source:
        'Efron & Tibshirani 1993, An Introduction to the Bootstrap; Cameron, Gelbach & Miller 2011, Journal of Business & Economic Statistics 29(2)',
    },
    {
      name: 'Failed answers',
      words:
        'An answer that names no label is never an advantage: plain disagreement for top-1, macro-F1 and the alt-test; for each distance the greater of the label average’s on that item and the model’s own mean; the label average for everything else. An item that the model was not asked, or that its file has no row for, is left out and counted apart.',
    },
    {
      name: 'Samples',
      formula: 'q = (counts + α m) / (K + α)',
      words:
        'Where answers were sampled: m is the model’s mean answer to judged texts, α by Dirichlet-multinomial likelihood, at least half a sample for each label seen. It is what cross-entropy, worth, categories, calibration and verdicts use; D and JSD are of the counts.',
    },
  ],
};
