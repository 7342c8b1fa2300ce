import type { MethodChapter } from '../chapter.ts';

export const PEOPLE: MethodChapter = {
  id: 'people',
  title: 'People',
  entries: [
    {
      name: 'Votes and the human distribution',
      formula: 'v_rc = 1/|S| for c in S, else 0;   p_i = mean over raters of v_r',
      words:
        'A rater gives an item a set S of labels. A rater who marked nothing, or “unclear”, abstains: counted and shown, not a vote. Gap figures are over items with at least two raters.',
    },
    {
      name: 'Pairwise agreement and Krippendorff’s alpha',
      formula:
        'agreement(r, s) = Σ_c min(v_rc, v_sc);   α = 1 − observed / expected disagreement, δ = 1 − agreement',
      words: 'Mean over pairs of raters of an item, then over items. For scales δ is the squared difference.',
      source: 'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability',
    },
    {
      name: 'Coefficients of agreement',
      formula: '(observed − by chance) / (1 − by chance)',
      words:
        'Fleiss’ κ, Gwet’s AC1 and Brennan-Prediger differ in what chance would agree on: Σ π_c², Σ π_c (1 − π_c) / (K − 1) or 1/K, π_c the mean share of label c; for any numbers of raters. Cohen’s κ is of two raters over the texts that both gave one label, and its mean over pairs is Light’s. α for scales is ordinal, interval or ratio, for label sets by 1 − MASI. Checked against krippendorff, irrCAC and scikit-learn.',
      source:
        'Gwet 2014, Handbook of Inter-Rater Reliability; Light 1971, Psychological Bulletin 76(5); Passonneau 2006, LREC',
    },
    {
      name: 'Rater by rater, and doubtful raters',
      formula: 'κ_r = (a_r − e_r) / (1 − e_r)',
      words:
        'a_r is a rater’s mean agreement with the others of each text, e_r what the rater’s and their mean votes on the same texts would give. Doubtful: the upper end of κ_r is under half the median, or its lower end is not above 0. Every verdict is reached once more without them.',
    },
  ],
};
