import type { MethodChapter } from '../chapter.ts';

export const FLOORS: MethodChapter = {
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
        'What an exactly right model would still have, over 1,000 draws: each rater of an item draws as many labels as they gave, one after the other without replacement, by weights whose mean vote is q. Where q is from samples, votes and samples are pooled and dealt again. Where raters are few and have ids, a draw of what their habits add goes to each; otherwise the p-value takes raters as independent given the item. Draws with mean D as small as observed in at most 1% mean that the model is closer to these very votes than an exactly right one could be: it may have seen them. Texts that a model is known or said to have been trained on are in no figure of its gap.',
    },
    {
      name: 'Baselines',
      words:
        'Uniform; the average of people’s votes, out of fold; majority baseline, the commonest label of all judged texts (on a scale the median); and the model’s own top label. A verdict needs the model to be ahead of all of them.',
    },
    {
      name: 'Noise ceilings and floors',
      words:
        'Beside top-1, macro-F1, cross-entropy, total variation, the 1-Wasserstein distance, raw agreement, uncertainty and the alt-test stands what an exactly right model would get on these data: mean over 200 such draws, such as 0.63 of at most 0.66.',
    },
  ],
};
