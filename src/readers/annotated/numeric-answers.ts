import { extent } from 'd3';
import type { AskDraft, ChoiceDraft } from './ask-draft.ts';
import { isCodeName, isRatingName } from './column-names.ts';
import type { MappedQuestion, Mapping } from './mapping.ts';
import { isWhole, scalePoints, type Scale } from './scale.ts';
import type { ColumnAnswers } from './column-answers.ts';

/** Numbers that stand for no answer, where they are no point of the scale. */
const MISSING_CODES = new Set([-1, -2, -8, -9, -77, -88, -99, -999, 77, 88, 98, 99, 888, 998, 999]);
/** From 0 to 10 and from -5 to 5 are the widest scales of points; more are a slider or codes of classes. */
const WIDEST_OF_POINTS = 10;
const SLIDER = 100;
/** Usual highest points of scales that begin with 1. */
const HIGHEST = [3, 5, 7, 9, 10];
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
/** As many different numbers as this may be points that people chose among. */
const FEW_POINTS = 12;
/** Of a scale in steps of a tenth: 0 to 1, and -1 to 1. */
const MOST_TENTHS = 21;
const DECLARED =
  /(?:^|[\s([:_])(-?\d+)\s*(?:=?[a-zäöü ]*[-–—…=]|\.\.+|to|bis|à|a)\s*(?:\+)?(-?\d+)\b(?:[^)\]]*[)\]])?/i;

type Numeric = Omit<ColumnAnswers, 'decimalComma' | 'abstentions'>;

/**
 * How whole numbers and fractions in columns are to be understood.
 * @param all every number in them
 * @param names of the columns
 * @param name of the question, empty where the file names none
 * @param individual whether cells are answers of one rater each
 * @returns `null` if they are no answers
 */
export function numericAnswers(
  all: readonly number[],
  names: readonly string[],
  name: string,
  individual: boolean,
): Numeric | null {
  const declared = [name, ...names].map(declaredScale).find((scale) => scale !== null);
  const missing = missingCodes(all, declared ?? null);
  const values = all.filter((value) => !missing.includes(value));
  const codes = missing.map(String);
  const asks = missing.map(codeOrPoint);
  const points = [...new Set(values)].sort((a, b) => a - b);
  const [lowest, highest] = [points[0], points[points.length - 1]];
  const none = { missing: codes, asks };
  const fits = declared && lowest >= declared.lowest && highest <= declared.highest;
  if (!points.every(Number.isInteger)) {
    if (!individual) return null;
    const scale = fits ? declared : null;
    // The ends that are declared stand, however few numbers of a slider were given.
    const steps = scale && isWide(scale) ? null : fractions(points, scale, none);
    return steps ?? decimals(name, points, scale, none);
  }
  if (fits)
    return isWide(declared) && points.length > FEW_POINTS
      ? declaredSlider(name, declared, none)
      : { kind: 'ordinal', scale: declared, ...none };
  if (points.every((point) => point === 0 || point === 1)) return { kind: 'by labels', ...none };
  const code = isCodeName(name);
  if (code && lowest === 0) return { kind: 'categorical', ...none };
  if (code && lowest === 1) return codesOrScale(name, highest, none);
  if (highest - lowest > WIDEST_OF_POINTS) return slider(name, points, none);
  if (points.length < 2) return { kind: 'by labels', ...none };
  if (lowest < 2 || highest > WIDEST_OF_POINTS) return { kind: 'by labels', ...none };
  return unusedPoints(name, lowest, highest, none);
}

/** The ends that a name declares: `rating (1-7)`, `valence [1..9]`, `How pleasant? 1 = not at all - 5 = very`. */
export function declaredScale(name: string): Scale | null {
  const found = DECLARED.exec(name);
  if (found === null) return null;
  const [lowest, highest] = [Number(found[1]), Number(found[2])];
  const usual = highest - lowest >= 2 && (highest - lowest <= WIDEST_OF_POINTS || highest === SLIDER);
  return usual && lowest >= -SLIDER && lowest <= 1 ? { lowest, highest } : null;
}

function missingCodes(values: readonly number[], declared: Scale | null): number[] {
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

function codeOrPoint(code: number): AskDraft {
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

type Rest = Pick<Numeric, 'missing' | 'asks'>;

function answersTo(name: string): string {
  return name === '' ? 'The answers' : `The answers to "${name}"`;
}

function withQuestion(change: Partial<MappedQuestion>, name: string) {
  return (mapping: Mapping): Mapping => ({
    ...mapping,
    questions: mapping.questions.map((question) =>
      // A question that the file does not name is the only one.
      question.name === name || name === '' ? { ...question, ...change } : question,
    ),
  });
}

/** Whole numbers from 1 in a column that is named for classes may be codes of classes or points of a scale. */
export function codesOrScale(name: string, highest: number, { missing, asks }: Rest): Numeric {
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
function unusedPoints(name: string, lowest: number, highest: number, { missing, asks }: Rest): Numeric {
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

/** More whole numbers than a scale of points has: a slider by its name or its many values, else codes. */
function slider(name: string, points: readonly number[], { missing, asks }: Rest): Numeric {
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
function declaredSlider(name: string, scale: Scale, { missing, asks }: Rest): Numeric {
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

function inTens(name: string, { lowest, highest }: Scale): ChoiceDraft {
  const scale = { lowest, highest, step: 10 };
  return {
    says: `points of a scale in steps of 10, each answer the nearest`,
    option: `--kind ordinal --scale ${lowest}..${highest}/10`,
    apply: withQuestion({ kind: 'ordinal', scale, nearest: true }, name),
  };
}

/** Ratings with decimals. Their ends are declared, or nearly reached, or a person must say them. */
function decimals(name: string, points: readonly number[], declared: Scale | null, rest: Rest): Numeric {
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
  const sure: Numeric = { kind: 'continuous', scale, ...rest };
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
function pointsOrNumbers(name: string, scale: Scale, { missing, asks }: Rest): Numeric {
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

function isWide({ lowest, highest }: Scale): boolean {
  return highest - lowest > WIDEST_OF_POINTS;
}

/** Half steps and the like; other fractions are measurements. */
function fractions(
  points: readonly number[],
  declared: Scale | null,
  { missing, asks }: Rest,
): Numeric | null {
  const own = { lowest: Math.floor(points[0]), highest: Math.ceil(points[points.length - 1]) };
  const { lowest, highest } = declared ?? own;
  const step = [0.5, 0.25].find((one) => points.every((point) => Number.isInteger(point / one)));
  if (step === undefined || (highest - lowest) / step > 40) return null;
  return { kind: 'ordinal', scale: { lowest, highest, step }, missing, asks };
}
