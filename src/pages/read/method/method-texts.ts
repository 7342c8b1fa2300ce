/** One quantity as it is computed here. */
export interface MethodEntry {
  readonly name: string;
  /** The formula, in plain characters. */
  readonly formula?: string;
  readonly words: string;
  /** Where it is from; without one it is ours. */
  readonly source?: string;
}

export interface MethodChapter {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly MethodEntry[];
}

/** Every formula as it is used, in the order in which the views need them. */
export const METHOD: readonly MethodChapter[] = [
  {
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
        words:
          'Mean over pairs of raters of an item, then over items. For scales δ is the squared difference.',
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
  },
  {
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
          'Where answers were sampled: m is the model’s mean answer, α by Dirichlet-multinomial likelihood, at least half a sample for each label seen. It is what cross-entropy, worth, categories, calibration and verdicts use; D and JSD are of the counts.',
      },
    ],
  },
  {
    id: 'floors',
    title: 'Floors and references',
    entries: [
      {
        name: 'People against people',
        words:
          'Mean JSD between two random groups of half an item’s raters (200 draws), beside the model’s gap to one such group. The model has no noise and a group has much, so falling below this floor is not being as good as people.',
      },
      {
        name: 'Noise floor',
        formula:
          'excess = observed mean JSD − mean JSD of the draws;   p = (1 + draws with mean D ≥ observed) / 1001',
        words:
          'What an exactly right model would still have, over 1,000 draws: each rater of an item draws as many labels as they gave, one after the other without replacement, by weights whose mean vote is q. Where q is from samples, votes and samples are pooled and dealt again. Where raters are few and have ids, a draw of what their habits add goes to each; otherwise the p-value takes raters as independent given the item. Draws with mean D as small as observed in at most 1 % mean that the model is closer to these very votes than an exactly right one could be: it may have seen them. Texts that a model is known or said to have been trained on are in no figure of its gap.',
      },
      {
        name: 'Baselines',
        words:
          'Uniform; the average of people’s votes, out of fold; majority baseline (on a scale the median); and the model’s own top label. A verdict needs the model to be ahead of all of them.',
      },
      {
        name: 'Noise ceilings and floors',
        words:
          'Beside top-1, macro-F1, cross-entropy, total variation, the 1-Wasserstein distance, raw agreement, uncertainty and the alt-test stands what an exactly right model would get on these data: mean over 200 such draws, such as 0.63 of at most 0.66.',
      },
    ],
  },
  {
    id: 'uncertainty',
    title: 'Labels against uncertainty',
    entries: [
      {
        name: 'Label agreement',
        words:
          'Top-1: share of items where the model’s most probable label is among people’s most frequent; ties share the credit. Macro-F1: mean F1 over labels that are ever true. Of each label: precision, recall and F1, and who says what where people say another; κ is Cohen’s, of the model with people’s most frequent label.',
      },
      {
        name: 'Uncertainty agreement',
        formula: 'ρ = Spearman(H(p), H(q));   mean of (H(q) − H(p)) / log₂ K',
        words:
          'Each beside what it would be if the model were exactly right, because few raters alone push both down.',
      },
      {
        name: 'Disagreement',
        formula: 'mean over items of (1 − Σ_c q_c²) − (1 − mean over pairs of v_r·v_s)',
        words: 'Unbiased at any number of raters from two on.',
      },
    ],
  },
  {
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
        formula:
          'one-sided t-test that mean(rater better − model better) < ε, per rater;  ω = share rejected',
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
  },
  {
    id: 'numbers',
    title: 'Continuous questions',
    entries: [
      {
        name: 'Agreement among raters, ICC(2,1) and ICC(2,k)',
        formula: 'σ²_text / (σ²_text + σ²_rater + σ²_rest);   σ²_text / (σ²_text + (σ²_rater + σ²_rest) / k)',
        words:
          'Absolute agreement of one rater’s number, and of the mean of an item’s raters; items and raters are random. Components by Henderson’s method 1, so that not every rater need rate every item; k is the harmonic mean of the items’ raters. Krippendorff’s α beside them has squared differences.',
        source:
          'Shrout & Fleiss 1979, Psychological Bulletin 86(2); McGraw & Wong 1996, Psychological Methods 1(1); Searle, Casella & McCulloch 1992, Variance Components, 5.3',
      },
      {
        name: 'Noise ceiling',
        formula:
          'reliability = 1 − mean_i(s²_i / n_i) / Var_i(mean_i);   Pearson ≤ √reliability;   RMSE ≥ √mean_i(s²_i / n_i)',
        words:
          's² is the sample variance of an item’s numbers. A model that knows every text’s true mean gets these, the raters being as few as they are. Over items with two raters or more. “One rater beside the others” has each number beside the mean, or for CRPS the numbers, of the others of its item.',
        source: 'Spearman 1904, American Journal of Psychology 15(1)',
      },
      {
        name: 'Correlations, and Lin’s concordance',
        formula: 'concordance = 2 s_xy / (s²_x + s²_y + (mean x − mean y)²)',
        words:
          'Of the model’s mean x_i with people’s y_i over items, moments over n. Pearson’s and Spearman’s forgive a shift and another scale, concordance does not: it is 1 only where the model says what people say.',
        source: 'Lin 1989, Biometrics 45(1)',
      },
      {
        name: 'MAE, RMSE, bias and limits of agreement',
        formula: 'mean |x_i − y_i|;   √mean (x_i − y_i)²;   mean (x_i − y_i);   bias ± 1.96 sd(x_i − y_i)',
        words:
          'In units of the scale. The squared error less s²/n of people and of the model’s samples is unbiased at any number of raters; it is in the JSON report.',
        source: 'Bland & Altman 1986, The Lancet 327',
      },
      {
        name: 'CRPS',
        formula:
          'samples: mean_k |x_k − y| − ½ mean_{k≠l} |x_k − x_l|;   mean and spread: of the normal distribution',
        words:
          'The model’s whole answer against each rater’s number y, mean over an item’s raters and over items; of one number |x − y|. The estimator over samples is fair: its expectation does not depend on how many there are.',
        source:
          'Ferro 2014, Quarterly Journal of the Royal Meteorological Society 140; Gneiting & Raftery 2007, Journal of the American Statistical Association 102',
      },
      {
        name: 'Within-text variance',
        formula: 'mean_i s²_i of the model − mean_i s²_i of people',
        words:
          'Of the model’s samples or the square of the spread that it states, beside people’s, over items that have both. Below 0 the model varies less over a text than people do.',
      },
      {
        name: 'Failed answers, and the baseline',
        words:
          'A failed answer counts as the mean of people’s means where the model is correlated, and by every other measure as the greater of that answer’s and the model’s own mean; the bias is over what it answered. The baseline says of each text the numbers of all other texts, and reads none. A model’s decimals on a question that people answered in points are shared by the two neighbouring points, so that their mean is kept.',
      },
    ],
  },
  {
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
  },
  {
    id: 'calibration',
    title: 'Calibration',
    entries: [
      {
        name: 'Temperature, isotonic, prior correction, crowd smoothing',
        formula:
          'q^(1/T);   one monotone map per label;   w_c q_c;   (1 − λ) q + λ M(argmax q), M_c = (Σ p_i + 5·average) / (N_c + 5)',
        words:
          'Fitted by mean cross-entropy on people’s votes, five folds, the same text in the same fold, and judged on the texts left out. Isotonic maps by pool-adjacent-violators, renormalised.',
        source: 'Guo et al. 2017, arXiv 1706.04599; Zadrozny & Elkan 2002, KDD',
      },
      {
        name: 'Dirichlet calibration',
        formula: 'softmax(W log q + b), off-diagonal and intercept regularised',
        words: 'The strong reference; λ = μ chosen by an inner three-fold.',
        source: 'Kull et al. 2019, arXiv 1910.12656',
      },
      {
        name: 'Reliability curve',
        words:
          'People’s mean share by tenths of the model’s probability, over all pairs of a text and a label; bars are 1.96 standard errors of a ratio with texts as clusters.',
        source: 'Cochran 1977, Sampling Techniques, 6.3',
      },
    ],
  },
  {
    id: 'map',
    title: 'The map',
    entries: [
      {
        name: 'Places',
        words:
          'Vectors of all-MiniLM-L6-v2, on their first 50 principal components; the exact 15 nearest neighbours of each text there, by Euclidean distance; UMAP to two dimensions (least distance 0.4) from a start at the first two components, with the report’s seed. Near texts are near in meaning; how far apart two clusters stand, and how dense they look, says little.',
        source: 'McInnes, Healy & Melville 2018, UMAP; Reimers & Gurevych 2019, Sentence-BERT',
      },
      {
        name: 'Regions and their names',
        formula: 'score(w, r) = share of w in r’s words · log(1 + A / f_w)',
        words:
          'k-means of the 50 components from centres by k-means++, as many regions as the cube root of the number of texts, 2 to 20. No answer of people or models goes into it. A region is named by the words with the highest class-based TF-IDF, without stop words, words of one text and words that are not twice as common there as elsewhere; f_w counts w in all regions, A is the mean number of words of a region.',
        source: 'Lloyd 1982; Arthur & Vassilvitskii 2007; Grootendorst 2022, BERTopic',
      },
      {
        name: 'Where the model is wrong',
        formula: 't = (mean D inside − mean D outside) / √(s²_in/n_in + s²_out/n_out + V_raters)',
        words:
          'Mean D of each region with the interval of its slice, and Welch’s t test against all other texts; with few raters, what leaving each of them out does to the difference is a third part of the variance, and the degrees of freedom go together by Satterthwaite. Holm over the regions with ten judged texts inside and outside.',
        source: 'Welch 1947; Satterthwaite 1946; Holm 1979',
      },
    ],
  },
  {
    id: 'verdicts',
    title: 'Guidelines',
    entries: [
      {
        name: 'A question, the first that holds',
        words:
          'Too little data. Substitute: max(mean D, 0) plus the upper half of its interval is at most the line squared (a mean below zero is luck, or votes that were seen, and earns nothing), it is ahead of every baseline in cross-entropy and D, passes the alt-test (or it could not be run, or an exactly right model would fail it too), is worth enough annotators for certain as far as these data can show, answered at least 95 %, is not closer to these very votes than an exactly right model could be (p ≤ 0.01), and on a scale its mean rating and its 1-Wasserstein distance beyond an exactly right model’s are within a tenth of the range. Substitute after calibration: the same with the best calibrator out of fold. Do not substitute: the lower end of mean D is past the line squared, k’s upper end is under the line, or a baseline beats it with an interval that leaves out 0. Otherwise it cannot be told yet: N₀ = ⌈N (h/T)² 2.04⌉ texts would show an exactly right model as near enough with 80 % chance, h the half-width of D’s interval and T the line squared; for the model as it is T − max(mean D, 0) stands for T.',
      },
      {
        name: 'A category',
        words:
          'By its agreement and by the share of the truth’s variance that the model leaves, D of the label over the variance of p without the raters’ sampling, allowed 1 − line²: both for certain, or both with a calibrator; one of them missed for certain; otherwise it cannot be told. Intervals hold for all categories together.',
      },
    ],
  },
  {
    id: 'along',
    title: 'Texts without people',
    entries: [
      {
        name: 'Means along the texts',
        formula: 'ŷ(x) = Σ l_i(x) y_i,   interval ŷ ± 1.96 √(σ²(x) Σ l_i(x)²)',
        words:
          'Local linear regression with tricube weights over the nearest 30 % of the texts (at least 10), no robustness iterations; σ² from the weighted residuals in the span. Pointwise, for texts that are independent given the curve; the model’s own error is not in it. What goes past the least or most that is possible is cut off there. Needs 20 texts. Checked against statsmodels.',
        source: 'Cleveland 1979, Journal of the American Statistical Association 74(368)',
      },
    ],
  },
];

/** Where the figures of the other views differ from the paper’s own, which the view “The paper” computes as its authors’ code does. */
export const DIFFERENCES: readonly string[] = [
  'The paper averages the Jensen-Shannon divergence of rates, texts with one rater included. No model gets below a floor that depends on the number of raters, and a sharper one is rewarded: verdicts here rest on the unbiased D.',
  'Its rates are a rater’s 0 or 1 of each label, divided by their sum only where a distribution is needed. Here a rater who marks several labels gives each an equal share, and a rater who marks none abstains.',
  'Its lexical transparency is the mean of an embedding score and the coverage of an emotion lexicon, each scaled over the categories that are in, of texts chosen by the very raters that agreement is measured with. Ours is learnt from texts and votes, out of fold.',
  'It calibrates by temperature, label-wise bias correction and isotonic regression, and judges them by the mean divergence; here calibrators are fitted by cross-entropy on people’s votes.',
  'An unreadable answer counts as neutral there, and as a failure here. It keeps EmoBank’s rows in which a rater gave 1 to everything; here they are left out and counted.',
  'The lines of the verdicts are ours and can be moved.',
];
