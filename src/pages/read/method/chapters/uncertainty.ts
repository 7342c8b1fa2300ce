import type { MethodChapter } from '../chapter.ts';

export const UNCERTAINTY: MethodChapter = {
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
};
