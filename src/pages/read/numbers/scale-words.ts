import type { NumberQuestionReport } from '../../../analysis/report.ts';
import { count } from '../../ui/amounts.ts';
import { written } from './number-figures.ts';

/** A scale's ends with its unit: `0 to 100 mm`. */
export function scaleWords({ range, unit }: Pick<NumberQuestionReport, 'range' | 'unit'>): string {
  return `${range.lowest} to ${range.highest}${unit ? ` ${unit}` : ''}`;
}

/** How many numbers people gave, and their mean and spread, in a sentence. */
export function peopleNumbers(
  question: Pick<NumberQuestionReport, 'range' | 'unit'>,
  { votes, items, mean, sd }: NonNullable<NumberQuestionReport['people']>,
): string {
  return `${count(votes, 'number')} from ${scaleWords(question)} on ${count(items, 'text')}; mean ${written(mean)}, standard deviation ${written(sd)}.`;
}
