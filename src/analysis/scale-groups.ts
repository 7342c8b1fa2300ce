import type { OrdinalQuestion } from '../judgments/question.ts';
import type { Study } from './question-kinds.ts';
import type { QuestionStudy } from './study.ts';

/** A study of a question on a scale. */
export type ScaleStudy = QuestionStudy & { readonly annotated: { readonly question: OrdinalQuestion } };

export function isScale(study: Study): study is ScaleStudy {
  return study.annotated.question.kind === 'ordinal';
}

/** Scales that were asked together, by their places among the studies; one that was asked alone is a group of its own. */
export function scaleGroups(
  studies: readonly Study[],
): readonly { readonly group: string; readonly places: readonly number[] }[] {
  const groups = new Map<string, number[]>();
  for (const [place, study] of studies.entries()) {
    if (!isScale(study)) continue;
    const { group = study.annotated.question.id } = study.annotated.question;
    groups.set(group, [...(groups.get(group) ?? []), place]);
  }
  return [...groups].map(([group, places]) => ({ group, places }));
}
