import type { ChoiceDraft } from './ask-draft.ts';
import { isWide } from './declared-scale.ts';
import { answersTo, withQuestion, type NumericReading, type Rest } from './numeric-reading.ts';
import { isWhole, scalePoints, type Scale } from './scale.ts';
import { FEW_POINTS, inTens } from './slider-answers.ts';

/** Usual ends of scales that are answered with decimals, the narrowest first. */
const USUAL_ENDS = [
  [0, 1],
  [-1, 1],
  [1, 5],
  [1, 7],
  [1, 9],
  [0, 10],
  [0, 100],
] as const;
/** What part of a scale decimals cover whose ends need not be asked for. */
const REACHED = 0.85;
/** Of a scale in steps of a tenth: 0 to 1, and -1 to 1. */
const MOST_TENTHS = 21;

/** Half steps and the like; other fractions are measurements. */
export function fractions(
  points: readonly number[],
  declared: Scale | null,
  { missing, asks }: Rest,
): NumericReading | null {
  const own = { lowest: Math.floor(points[0]), highest: Math.ceil(points[points.length - 1]) };
  const { lowest, highest } = declared ?? own;
  const step = [0.5, 0.25].find((one) => points.every((point) => Number.isInteger(point / one)));
  if (step === undefined || (highest - lowest) / step > 40) return null;
  return { kind: 'ordinal', scale: { lowest, highest, step }, missing, asks };
}

/** Ratings with decimals. Their ends are declared, or nearly reached, or a person must say them. */
export function decimals(
  name: string,
  points: readonly number[],
  declared: Scale | null,
  rest: Rest,
): NumericReading {
  const [lowest, highest] = [points[0], points[points.length - 1]];
  const usual = USUAL_ENDS.filter(
    ([from, to]) => from <= lowest && to >= highest && (from >= 0 || lowest < 0),
  ).map(([from, to]): Scale => ({ lowest: from, highest: to }));
  const own = { lowest: Math.floor(lowest), highest: Math.ceil(highest) };
  const ends = declared ? [declared] : usual.length > 0 ? usual : [own];
  const isReached = declared !== null || highest - lowest >= REACHED * (ends[0].highest - ends[0].lowest);
  const [scale] = ends;
  const tenths = { ...scale, step: 0.1 };
  if (points.length <= FEW_POINTS && scalePoints(tenths).length <= MOST_TENTHS && points.every(isTenth))
    return pointsOrNumbers(name, tenths, rest);
  const sure: NumericReading = { kind: 'continuous', scale, ...rest };
  if (declared) return sure;
  return {
    ...sure,
    asks: [
      ...rest.asks,
      {
        what: `${answersTo(name)} are numbers with decimals from ${lowest} to ${highest}. What are the ends of the scale?`,
        choices: [
          ...ends.map((one) => ({
            says: `${one.lowest} to ${one.highest}`,
            option: `--scale ${one.lowest}..${one.highest}`,
            apply: withQuestion({ scale: one }, name),
          })),
          ...wholePoints(name, scale),
        ],
        taken: isReached ? 0 : null,
      },
    ],
  };
}

/** Tenths of which few differ may be points that people chose among, or what is left of finer numbers. */
function pointsOrNumbers(name: string, scale: Scale, { missing, asks }: Rest): NumericReading {
  const { lowest, highest } = scale;
  return {
    kind: 'ordinal',
    scale,
    missing,
    asks: [
      ...asks,
      {
        what: `${answersTo(name)} are tenths from ${lowest} to ${highest}. Are they points of a scale or numbers?`,
        choices: [
          {
            says: `points of a scale from ${lowest} to ${highest} in steps of 0.1`,
            option: '--kind ordinal',
          },
          {
            says: `numbers of a continuous question from ${lowest} to ${highest}`,
            option: '--kind continuous',
            apply: withQuestion({ kind: 'continuous', scale: { lowest, highest } }, name),
          },
        ],
        taken: null,
      },
    ],
  };
}

/** Answers with decimals as points of a scale, unless it has hardly any. */
function wholePoints(name: string, scale: Scale): ChoiceDraft[] {
  const { lowest, highest } = scale;
  if (isWide(scale)) return [inTens(name, scale)];
  if (highest - lowest < 3) return [];
  return [
    {
      says: `points of a scale from ${lowest} to ${highest}, each answer the nearest whole number`,
      option: `--kind ordinal --scale ${lowest}..${highest}`,
      apply: withQuestion({ kind: 'ordinal', scale, nearest: true }, name),
    },
  ];
}

function isTenth(value: number): boolean {
  return isWhole(value * 10);
}
