import type { CategoryReport } from '../../../analysis/report.ts';

/** An interval as wide as this says next to nothing about a correlation, which runs from -1 to 1. */
const WIDEST = 0.5;

/** A category's agreement as it is shown. */
export interface ShownAgreement {
  /** At most 1; `null` where it is not shown. */
  readonly value: number | null;
  /** Why it is not shown, or what was done to it; `null` where there is nothing to say. */
  readonly mark: { readonly sign: '?' | '*'; readonly words: string } | null;
}

const UNCERTAIN = { sign: '?', words: 'too uncertain to say' } as const;
const CUT = { sign: '*', words: 'above 1 before it was cut off there' } as const;

/**
 * A corrected correlation, which noise can carry past 1 and far from the truth: it is cut off at 1, with a mark, and shown
 * only where its interval is narrower than 0.5.
 */
export function shownAgreement({
  agreement = null,
  agreementInterval,
}: Pick<CategoryReport, 'agreement' | 'agreementInterval'>): ShownAgreement {
  if (agreement === null) return { value: null, mark: null };
  const { lo = null, hi = null } = agreementInterval ?? {};
  if (lo === null || hi === null || hi - lo >= WIDEST) return { value: null, mark: UNCERTAIN };
  return agreement > 1 ? { value: 1, mark: CUT } : { value: agreement, mark: null };
}
