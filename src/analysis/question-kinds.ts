import type { AnnotatedQuestion, LabelledAnswers, NumberAnswers } from '../judgments/dataset.ts';
import { isLabelled } from '../judgments/question.ts';
import type { NumberStudy } from './numbers/number-study.ts';
import type { QuestionStudy } from './study.ts';

/** One question's study, by what it is answered with. */
export type Study = QuestionStudy | NumberStudy;

export function hasLabels(annotated: AnnotatedQuestion): annotated is LabelledAnswers {
  return isLabelled(annotated.question);
}

export function hasNumbers(annotated: AnnotatedQuestion): annotated is NumberAnswers {
  return !isLabelled(annotated.question);
}

export function isNumberStudy(study: Study): study is NumberStudy {
  return hasNumbers(study.annotated);
}
