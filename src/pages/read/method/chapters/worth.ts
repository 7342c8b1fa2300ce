import type { MethodChapter } from '../chapter.ts';

export const WORTH: MethodChapter = {
  id: 'worth',
  title: 'Annotator equivalence, and the alt-test',
  entries: [
    {
      name: 'Worth k',
      formula: 'mean of Σ_c v_c log₂ q′_c  against the posterior mean of k other raters',
      words:
        'A rater is held out. The model is mixed with the average of people’s votes by a weight fitted out of fold; k raters are mixed with it by a Dirichlet-multinomial prior, whose strength is fitted by likelihood, or where raters mark several labels by the same held-out score. k is where the two scores cross, over the same items; at its end it says “at least”. Where more raters were asked by a known rule because the first disagreed, it is over the first: of a text with more, over one of the sets that the rule would have sent on, drawn at random.',
    },
    {
      name: 'Alt-test',
      formula: 'one-sided t-test that mean(rater better − model better) < ε, per rater;  ω = share rejected',
      words:
        'Each rater with at least 30 items is left out in turn; model and rater are scored against the rest. A failed answer agrees with nobody. Benjamini-Yekutieli at 0.05 over raters; ω ≥ 0.5 passes; no verdict with fewer than three tested raters.',
      source: 'Calderon, Reichart & Dror 2025, arXiv 2501.10970',
    },
    {
      name: 'Model against model',
      words:
        'Differences over the items that both were asked: paired bootstrap interval, 10,000 random sign flips, Holm’s adjustment over all pairs. Where raters have ids, however many, what single votes are of a flip is taken off it and a draw of what raters are is added, habits and votes together.',
      source: 'Holm 1979, Scandinavian Journal of Statistics 6(2)',
    },
  ],
};
