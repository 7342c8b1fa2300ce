import type { MethodChapter } from '../chapter.ts';

export const CATEGORIES: MethodChapter = {
  id: 'categories',
  title: 'Categories and transparency',
  entries: [
    {
      name: 'Agreement on a category',
      formula: 'rel_c = 1 − mean_i(s²_i / n_i) / Var_i(p_i);   agreement_c = Pearson(p_c, q_c) / √rel_c',
      words:
        's²_i is the variance of an item’s votes for the label. Intervals hold for all categories together, by normal quantiles of the bootstrap standard error of Fisher’s z. No agreement is given where rel is at most 0.05; noise can carry it past 1, where it is shown as 1. The table and map of categories mark that, and give it only where its interval is narrower than 0.5; otherwise it is too uncertain to say.',
      source: 'Spearman 1904, American Journal of Psychology 15(1)',
    },
    {
      name: 'Lexical transparency t',
      formula: 't_c = (AP − prevalence) / (1 − prevalence)  for p_ic ≥ 0.5',
      words:
        'A text counts once, in parts by its votes. Markers of a category are the 20 words and word pairs with the highest z ≥ 2.58 by log-odds with an informative Dirichlet prior, found on four fifths of the items; an item held out scores the highest z among its markers; AP is the average precision of these scores. This definition is ours.',
      source: 'Log-odds: Monroe, Colaresi & Quinn 2008, Political Analysis 16(4)',
    },
    {
      name: 'Lexical-grounding gradient',
      words:
        'Pearson and Spearman correlation of t_c with agreement_c over categories, least-squares slope with a bootstrap interval, p by permutation within three strata of support. Noisy labels lower t and raw agreement together, so the raw one and the partial correlation given reliability and log support stand beside it. Under 10 categories only points and an exact p; under 5 nothing.',
    },
  ],
};
