import type { MethodChapter } from '../chapter.ts';

export const NUMBERS: MethodChapter = {
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
};
