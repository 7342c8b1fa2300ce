import type { MethodChapter } from '../chapter.ts';

export const CALIBRATION: MethodChapter = {
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
};
