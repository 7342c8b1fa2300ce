import type { MethodChapter } from '../chapter.ts';

export const GUIDELINES: MethodChapter = {
  id: 'verdicts',
  title: 'Guidelines',
  entries: [
    {
      name: 'A question, the first that holds',
      words:
        'Too little data. Substitute: max(mean D, 0) plus the upper half of its interval is at most the line squared (a mean below zero is luck, or votes that were seen, and earns nothing), it is ahead of every baseline in cross-entropy and D, passes the alt-test (or it could not be run, or an exactly right model would fail it too), is worth enough annotators for certain as far as these data can show, answered at least 95%, is not closer to these very votes than an exactly right model could be (p ≤ 0.01), and on a scale its mean rating and its 1-Wasserstein distance beyond an exactly right model’s are within a tenth of the range. Substitute after calibration: the same with the best calibrator out of fold. Do not substitute: the lower end of mean D is past the line squared, k’s upper end is under the line, or a baseline beats it with an interval that leaves out 0. Otherwise it cannot be told yet: N₀ = ⌈N (h/T)² 2.04⌉ texts would show an exactly right model as near enough with 80% chance, h the half-width of D’s interval and T the line squared; for the model as it is T − max(mean D, 0) stands for T.',
    },
    {
      name: 'A category',
      words:
        'By its agreement and by the share of the truth’s variance that the model leaves, D of the label over the variance of p without the raters’ sampling, allowed 1 − line²: both for certain, or both with a calibrator; one of them missed for certain; otherwise it cannot be told. Intervals hold for all categories together.',
    },
  ],
};
