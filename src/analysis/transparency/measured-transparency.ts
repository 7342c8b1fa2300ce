import type { Dataset, LabelledAnswers } from '../../judgments/dataset.ts';
import { hasLabels } from '../question-kinds.ts';
import { transparencyOf } from '../sections/transparency.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { studyQuestion } from '../study.ts';

/** A data set whose questions hold how far words give their categories away, for where it goes on without its texts. */
export function withMeasuredTransparency(dataset: Dataset): Dataset {
  return {
    ...dataset,
    questions: dataset.questions.map((annotated) =>
      hasLabels(annotated) ? measured(dataset, annotated) : annotated,
    ),
  };
}

function measured(dataset: Dataset, annotated: LabelledAnswers): LabelledAnswers {
  const found = transparencyOf(studyQuestion(dataset, annotated, [], DEFAULT_SETTINGS), dataset.texts);
  const transparency = found?.map(({ markers: _, ...figures }) => figures);
  return { ...annotated, ...(transparency && { transparency }) };
}
