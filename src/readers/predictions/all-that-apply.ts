import type { OrdinalQuestion } from '../../judgments/question.ts';
import { jsonLabels } from '../paper/json-labels.ts';
import { ratingAnswer } from '../paper/rating-answer.ts';
import { numberAnswer } from './number-answer.ts';
import { spreadOver } from './rated-scales.ts';
import { afterReasoning } from './response-parser.ts';

const NO_END = 'The answer ends within its reasoning.';

/**
 * The labels of an answer that is to name all that apply, as the paper reads it: those of a JSON array, names that are none left out.
 * @param places of labels by the words for them, in lower case
 * @returns the labels' places, each once; or why there are none
 */
export function labelsThatApply(
  answer: string,
  places: ReadonlyMap<string, number>,
): readonly number[] | string {
  const said = afterReasoning(answer);
  if (said === null) return NO_END;
  const named = jsonLabels(said, new Set(places.keys()));
  return named === null
    ? 'The answer has no JSON array with a label.'
    : [...new Set(named.map((word) => places.get(word)!))];
}

/**
 * A rating with decimals as a distribution over a scale's points, the two nearest of which share it.
 * @param dimension 0 for valence, 1 for arousal, 2 for dominance, where all three are asked for at once and read as in the paper;
 * `null` for a rating in a field of its scale's name, or alone
 * @param cut whether the answer was cut off, so that its last digits may be missing
 * @returns one share for each point; or why there is none
 */
export function decimalRating(
  answer: string,
  question: OrdinalQuestion,
  dimension: number | null,
  cut: boolean,
): readonly number[] | string {
  const { id, name, points } = question;
  const said = afterReasoning(answer);
  if (said === null) return NO_END;
  if (cut && said.lastIndexOf('}') <= said.lastIndexOf('{'))
    return 'The answer was cut off before its JSON object ended.';
  if (dimension !== null) {
    const ratings = ratingAnswer(said);
    return ratings === null
      ? 'The answer has no valence, arousal and dominance from 1 to 5.'
      : spreadOver(points, ratings[dimension]);
  }
  const range = { lowest: points[0], highest: points.at(-1)! };
  const read = numberAnswer(said, { kind: 'continuous', id, name, labels: [], range });
  return typeof read === 'string' ? read : spreadOver(points, read.value);
}
