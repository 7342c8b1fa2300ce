import { areaUnderCurve, ranks } from '../../src/analysis/correlation.ts';
import { humanDistributions } from '../../src/judgments/votes.ts';
import type { Score } from './bars.ts';
import type { Judged } from './classifier-scores.ts';

/** The one label that names no emotion. */
const NEUTRAL = 'neutral';

/**
 * How well an unlabelled model's answers rank the comments of GoEmotions: for each of the 27 emotions the area under the
 * ROC curve of its probability for "is among the consensus labels", and their mean.
 */
export function zeroShotScores({ dataset, predictions }: Judged): Score[] {
  const { question, votes } = dataset.questions[0];
  const size = question.labels.length;
  const people = humanDistributions(votes, size);
  const answer = predictions.find((each) => each.question.id === question.id);
  if (!answer) throw new RangeError(`The model does not answer ${question.id}.`);
  const column = (values: ArrayLike<number>, label: number) =>
    Float64Array.from(dataset.ids, (_, item) => values[item * size + label]);
  const areas = question.labels.flatMap((name, label) => {
    if (name === NEUTRAL) return [];
    const area = areaUnderCurve(ranks(column(answer.distributions, label)), column(people, label));
    return area === null ? [] : [{ name: `  AUC, ${name}`, value: area }];
  });
  const mean = areas.reduce((sum, { value }) => sum + value, 0) / areas.length;
  return [
    { name: `GoEmotions zero-shot AUC, mean of ${areas.length} emotions`, value: mean, bar: 0.57 },
    ...areas,
  ];
}
