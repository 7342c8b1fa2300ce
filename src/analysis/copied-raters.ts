import type { Votes } from '../judgments/votes.ts';
import type { ItemFigures } from './item-figures.ts';
import { topLabels } from './top-labels.ts';

/** Items that a rater and the model must share, and the share of them on which their answers must be the same. */
const FEWEST_SHARED = 30;
const SAME = 0.98;

/** Raters whose very answers the model's most probable labels are: such a model is no annotator of its own. */
export function copiesOf(
  { raters, raterIds, voteStart, labelStart, labels: chosen }: Votes,
  { labels, model, answered }: Pick<ItemFigures, 'labels' | 'model' | 'answered'>,
  items: Uint32Array,
): { rater: string; items: number; share: number }[] {
  if (!raters || !raterIds) return [];
  const shared = new Uint32Array(raterIds.length);
  const same = new Uint32Array(raterIds.length);
  for (const item of items) {
    if (answered[item] === 0) continue;
    const top = topLabels(model, item * labels, labels);
    for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++) {
      shared[raters[vote]]++;
      const from = labelStart[vote];
      if (top.length === 1 && labelStart[vote + 1] === from + 1 && chosen[from] === top[0])
        same[raters[vote]]++;
    }
  }
  return raterIds.flatMap((rater, place) =>
    shared[place] >= FEWEST_SHARED && same[place] >= SAME * shared[place]
      ? [{ rater, items: shared[place], share: same[place] / shared[place] }]
      : [],
  );
}
