import { WIDEST_OF_POINTS } from './declared-scale.ts';
import { answersTo, withQuestion, type NumericReading, type Rest } from './numeric-reading.ts';

/** Usual highest points of scales that begin with 1. */
const HIGHEST = [3, 5, 7, 9, 10];

/** Whole numbers from 1 in a column that is named for classes may be codes of classes or points of a scale. */
export function codesOrScale(name: string, highest: number, { missing, asks }: Rest): NumericReading {
  const scale = HIGHEST.find((one) => one >= highest) ?? highest;
  const isScale = highest >= 5 && highest <= WIDEST_OF_POINTS;
  return {
    kind: isScale ? 'ordinal' : 'categorical',
    ...(isScale ? { scale: { lowest: 1, highest: scale } } : {}),
    missing,
    asks: [
      ...asks,
      {
        what: `Are the numbers 1 to ${highest} in "${name}" points of a scale or codes of classes?`,
        choices: [
          {
            says: `a scale from 1 to ${scale}`,
            option: `--scale 1..${scale}`,
            apply: withQuestion({ kind: 'ordinal', scale: { lowest: 1, highest: scale } }, name),
          },
          {
            says: 'codes of classes without an order',
            option: '--scale none',
            apply: withQuestion({ kind: 'categorical', scale: undefined }, name),
          },
        ],
        taken: isScale ? 0 : 1,
      },
    ],
  };
}

/** Nobody used the low end of the scale. */
export function unusedPoints(
  name: string,
  lowest: number,
  highest: number,
  { missing, asks }: Rest,
): NumericReading {
  const most = Math.max(5, HIGHEST.find((one) => one >= highest) ?? highest);
  const scale = { lowest: 1, highest: most };
  return {
    kind: 'ordinal',
    scale,
    missing,
    asks: [
      ...asks,
      {
        what: `${answersTo(name)} go from ${lowest} to ${highest}. What are the ends of the scale?`,
        choices: [
          { says: `1 to ${most}, of which not all points were used`, option: `--scale 1..${most}` },
          {
            says: `${lowest} to ${highest}`,
            option: `--scale ${lowest}..${highest}`,
            apply: withQuestion({ kind: 'ordinal', scale: { lowest, highest } }, name),
          },
        ],
        taken: 0,
      },
    ],
  };
}
