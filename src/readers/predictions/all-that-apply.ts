import type { OrdinalQuestion } from '../../judgments/question.ts';
import { jsonLabels } from '../paper/json-labels.ts';
import { ratingAnswer } from '../paper/rating-answer.ts';
import { numberAnswer } from './number-answer.ts';
import { spreadOver } from './rated-scales.ts';

/** What the paper asks about in one answer, in the order in which it is read. */
const DIMENSIONS = ['valence', 'arousal', 'dominance'];
const KEYS = ['V', 'A', 'D'];

/**
 * The labels of an answer that is to name all that apply, as the paper reads it: those of a JSON array, names that are none left out.
 * @param places of labels by the words for them, in lower case
 * @returns the labels' places, each once; or why there are none
 */
export function labelsThatApply(
  answer: string,
  places: ReadonlyMap<string, number>,
): readonly number[] | string {
  const named = jsonLabels(answer, new Set(places.keys()));
  return named === null
    ? 'The answer has no JSON array with a label.'
    : [...new Set(named.map((word) => places.get(word)!))];
}

/** The keys of the JSON object in which a rating is asked for. */
export function ratingKeys(question: OrdinalQuestion): readonly string[] {
  return dimensionOf(question) < 0 ? [question.name] : KEYS;
}

/** Place among what the paper asks for, on its scale; -1 for another question. */
function dimensionOf({ name, points }: OrdinalQuestion): number {
  return points[0] === 1 && points.at(-1) === 5 ? DIMENSIONS.indexOf(name.toLowerCase()) : -1;
}

/**
 * A rating with decimals as a distribution over a scale's points, the two nearest of which share it. Valence, arousal and dominance are
 * read as the paper does, from one JSON object; other scales from a field of one, or a number alone.
 * @returns one share for each point; or why there is none
 */
export function decimalRating(answer: string, question: OrdinalQuestion): readonly number[] | string {
  const { id, name, points } = question;
  const dimension = dimensionOf(question);
  if (dimension >= 0) {
    const ratings = ratingAnswer(answer);
    return ratings === null
      ? 'The answer has no valence, arousal and dominance from 1 to 5.'
      : spreadOver(points, ratings[dimension]);
  }
  const range = { lowest: points[0], highest: points.at(-1)! };
  const read = numberAnswer(answer, { kind: 'continuous', id, name, labels: [], range });
  return typeof read === 'string' ? read : spreadOver(points, read.value);
}
