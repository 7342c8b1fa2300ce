import { extent } from 'd3';
import type { AskDraft } from './ask-draft.ts';
import { WIDEST_OF_POINTS } from './declared-scale.ts';
import type { Scale } from './scale.ts';

/** Numbers that stand for no answer, where they are no point of the scale. */
const MISSING_CODES = new Set([-1, -2, -8, -9, -77, -88, -99, -999, 77, 88, 98, 99, 888, 998, 999]);

/** Which of the numbers stand for no answer. */
export function missingCodes(values: readonly number[], declared: Scale | null): number[] {
  const points = [...new Set(values)];
  if (isCentred(points)) return [];
  return points.filter((code) => {
    if (!MISSING_CODES.has(code)) return false;
    const rest = points.filter((point) => !MISSING_CODES.has(point));
    if (declared) return code < declared.lowest || code > declared.highest;
    if (rest.length < 2) return false;
    const [lowest = 0, highest = 0] = extent(rest);
    if (highest > WIDEST_OF_POINTS || lowest < 0) return false;
    // -1 below 0 and 1 may be the low end of a scale of three.
    if (code === -1) return lowest >= 1 || highest >= 3;
    return code < 0 || code > 2 * highest;
  });
}

/** Whether 0 is the middle of a scale that goes as far below it as above, or on below -1. */
function isCentred(points: readonly number[]): boolean {
  const [lowest = 0, highest = 0] = extent(points);
  if (!points.includes(0) || lowest < -WIDEST_OF_POINTS / 2) return false;
  return lowest < -1 && (highest === -lowest || (points.includes(-1) && highest <= WIDEST_OF_POINTS / 2));
}

/** Asks whether a number stands for no answer. */
export function codeOrPoint(code: number): AskDraft {
  return {
    what: `Does ${code} say that somebody gave no answer?`,
    choices: [
      { says: `yes: ${code} is no point of the scale`, option: `--missing ${code}` },
      {
        says: `no: ${code} is an answer`,
        option: '--missing none',
        apply: (mapping) => ({ ...mapping, missing: mapping.missing?.filter((one) => one !== String(code)) }),
      },
    ],
    taken: 0,
  };
}
