import type { AnnotatedQuestion, RaterRule } from '../judgments/dataset.ts';

/** By a question's id: by what rule more raters were asked, as a person stated it; `null` where there was none. */
export type StatedRaterRules = Readonly<Record<string, RaterRule | null>>;

/** Questions with the rules that a person stated in place of those that are known of the data set. */
export function withStatedRules(
  questions: readonly AnnotatedQuestion[],
  stated: StatedRaterRules | undefined,
): readonly AnnotatedQuestion[] {
  return questions.map((annotated) => {
    const rule = stated?.[annotated.question.id];
    if (rule === undefined) return annotated;
    const { moreRaters: _, ...rest } = annotated;
    return rule === null ? rest : { ...rest, moreRaters: rule };
  });
}
