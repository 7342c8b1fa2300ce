import type { ChoiceDraft } from './ask-draft.ts';
import { isCodeName, isRatingName } from './column-names.ts';
import { SLIDER } from './declared-scale.ts';
import { answersTo, withQuestion, type NumericReading, type Rest } from './numeric-reading.ts';
import type { Scale } from './scale.ts';

/** As many different numbers as this may be points that people chose among. */
export const FEW_POINTS = 12;

/** More whole numbers than a scale of points has: a slider by its name or its many values, else codes. */
export function slider(name: string, points: readonly number[], { missing, asks }: Rest): NumericReading {
  const [lowest, highest] = [points[0], points[points.length - 1]];
  const within = lowest >= 0 && highest <= SLIDER;
  if (!isRatingName(name) && (isCodeName(name) || !within || points.length <= FEW_POINTS))
    return { kind: lowest < 0 ? 'ordinal' : 'categorical', missing, asks };
  if (!within) return { kind: 'ordinal', missing, asks };
  const scale = { lowest: 0, highest: SLIDER };
  return {
    kind: 'ordinal',
    scale,
    missing,
    asks: [
      ...asks,
      {
        what: `${answersTo(name)} are whole numbers from ${lowest} to ${highest}. Is it a slider from 0 to 100?`,
        choices: [
          { says: 'yes, 0 to 100, each whole number a point', option: '--scale 0..100' },
          {
            says: 'yes, and its answers are numbers of a continuous question',
            option: '--kind continuous',
            apply: withQuestion({ kind: 'continuous' }, name),
          },
          inTens(name, scale),
          {
            says: `no, ${lowest} to ${highest}`,
            option: `--scale ${lowest}..${highest}`,
            apply: withQuestion({ scale: { lowest, highest } }, name),
          },
        ],
        taken: 0,
      },
    ],
  };
}

/** A slider whose ends the header declares, with more different answers than a scale has points. */
export function declaredSlider(name: string, scale: Scale, { missing, asks }: Rest): NumericReading {
  return {
    kind: 'continuous',
    scale,
    missing,
    asks: [
      ...asks,
      {
        what: `${answersTo(name)} are whole numbers on a slider. Are they numbers or points of a scale?`,
        choices: [
          { says: 'numbers of a continuous question', option: '--kind continuous' },
          {
            says: `points of a scale, each whole number from ${scale.lowest} to ${scale.highest} one`,
            option: '--kind ordinal',
            apply: withQuestion({ kind: 'ordinal' }, name),
          },
          inTens(name, scale),
        ],
        taken: 0,
      },
    ],
  };
}

/** Answers on a slider as points in steps of ten. */
export function inTens(name: string, { lowest, highest }: Scale): ChoiceDraft {
  const scale = { lowest, highest, step: 10 };
  return {
    says: `points of a scale in steps of 10, each answer the nearest`,
    option: `--kind ordinal --scale ${lowest}..${highest}/10`,
    apply: withQuestion({ kind: 'ordinal', scale, nearest: true }, name),
  };
}
