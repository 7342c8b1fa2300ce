import type { DeclaredSeen } from '../judgments/declared-seen.ts';
import type { ModelJudgments } from './model-judgments.ts';

/**
 * Judgments with the items marked that their models are said to have seen, beside those that are known to have been seen. What is
 * said of a model that has no judgments here changes nothing.
 * @param ids of the items
 */
export function withDeclaredSeen(
  judgments: readonly ModelJudgments[],
  ids: readonly string[],
  declared: readonly DeclaredSeen[],
): ModelJudgments[] {
  return judgments.map((one) => {
    const own = declared.filter(({ model }) => model === one.annotator.model);
    if (own.length === 0) return one;
    const all = own.some((said) => said.ids === null);
    const named = new Set(own.flatMap((said) => said.ids ?? []));
    const seen = Uint8Array.from(ids, (id) => Number(all || named.has(id)));
    const texts = seen.reduce((sum, flag) => sum + flag, 0);
    return {
      ...one,
      seen: seen.map((flag, item) => flag | (one.seen?.[item] ?? 0)),
      declaredSeen: { all, texts, files: own.flatMap(({ file }) => file ?? []) },
    };
  });
}
