import { isScale } from '../scale-groups.ts';
import { isWhole, type QuestionStudy } from '../study.ts';
import type { LabelTexts } from './lexical-transparency.ts';
import { studyLabels } from './study-labels.ts';
import { measuredLabelTexts } from './transparency-table.ts';

/** Places of the models that answered by themselves, and not as an example of what could be had. */
export function wholeModels({ models }: QuestionStudy): readonly number[] {
  return models.flatMap((one, place) => (!one.reference && isWhole(one) ? [place] : []));
}

/**
 * What a question's scores of lexical transparency are over: for each label the texts that a rater gave it, among those that a model answered.
 * @param texts of the data set
 * @returns `null` of a scale, and where no raters were asked
 */
export function scoredLabelTexts(
  study: QuestionStudy,
  texts: readonly string[],
): readonly LabelTexts[] | null {
  if (isScale(study) || study.annotated.origin !== 'raters') return null;
  return measuredLabelTexts(studyLabels(study, texts, wholeModels(study)));
}
