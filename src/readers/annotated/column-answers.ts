import { extent } from 'd3';
import { excerpt } from '../unreadable-file.ts';
import type { AskDraft } from './ask-draft.ts';
import { jsonCell } from './answer-cells.ts';
import { likertPoints } from './likert-words.ts';
import { isCodeName, isRatingName } from './column-names.ts';
import type { MappedQuestion, Mapping, Separator } from './mapping.ts';
import type { Scale } from './scale.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** How the answers of one question are to be understood. */
export interface ColumnAnswers {
  readonly kind: MappedQuestion['kind'];
  readonly scale?: Scale;
  readonly indicators?: boolean;
  /** The words for the points of a scale. */
  readonly points?: readonly string[];
  readonly separator?: Separator;
  readonly missing: readonly string[];
  readonly abstentions: readonly string[];
  readonly decimalComma: boolean;
  readonly asks: readonly AskDraft[];
}

const MISSING_WORDS = new Set([
  'none',
  'null',
  'nil',
  'missing',
  'no answer',
  'not answered',
  'unanswered',
  'blank',
  '?',
]);
const ABSTENTION_WORDS = new Set([
  ...[
    'skip',
    'skipped',
    "don't know",
    'dont know',
    'do not know',
    'dk',
    'idk',
    "can't tell",
    'cannot tell',
    "can't say",
  ],
  ...[
    'unclear',
    'prefer not to say',
    'prefer not to answer',
    'refused',
    'not applicable',
    'weiß nicht',
    'keine angabe',
  ],
]);
/** Numbers that stand for no answer, where they are no point of the scale. */
const MISSING_CODES = new Set([-1, -2, -8, -9, -77, -88, -99, -999, 77, 88, 98, 99, 888, 998, 999]);
/** From 0 to 10 and from -5 to 5 are the widest scales of points; more are a slider or codes of classes. */
const WIDEST_OF_POINTS = 10;
const SLIDER = 100;
/** Usual highest points of scales that begin with 1. */
const HIGHEST = [3, 5, 7, 9, 10];
const DECLARED =
  /(?:^|[\s([:_])(-?\d+)\s*(?:[a-zäöü ]*[-–—…=]|\.\.+|to|bis|à|a)\s*(?:\+)?(-?\d+)\b(?:[^)\]]*[)\]])?/i;

/**
 * How the cells of columns are to be understood, by the columns' names and the cells themselves.
 * @param name of the question
 * @param individual whether cells are answers of one rater each, so that a fraction is a point and no mean; else fractions
 *   are not understood
 * @returns `null` if the cells are no answers
 */
export function columnAnswers(
  columns: SampledColumns,
  names: readonly string[],
  name: string,
  individual: boolean,
): ColumnAnswers | null {
  const none = { missing: [], abstentions: [], decimalComma: false, asks: [] };
  if (names.length === 1 && columns.isIndicators(names[0]))
    return { kind: 'categorical', indicators: true, ...none };
  const lists = names.flatMap((one) =>
    columns
      .filled(one)
      .map(jsonCell)
      .filter((value) => Array.isArray(value)),
  );
  if (lists.length > 0) return { kind: listKind(name, lists), ...none };
  const decimalComma = names.every(
    (one) => columns.hasDecimalCommas(one) || !columns.filled(one).some((cell) => cell.includes(',')),
  );
  const comma = decimalComma && names.some((one) => columns.hasDecimalCommas(one));
  const found = names.map((one) => columns.numbers(one));
  const values = found.flatMap((one) => one.values);
  const others = found
    .flatMap((one) => one.others)
    .filter((cell) => !/^(na|n\/a|nan|null|\.|-|--|–|—|#n\/a|<na>)$/i.test(cell));
  const words = [...new Set(others)];
  const said = words.filter(
    (word) => !MISSING_WORDS.has(word.toLowerCase()) && !ABSTENTION_WORDS.has(word.toLowerCase()),
  );
  if (values.length > 0 && said.length === 0 && values.length > others.length) {
    const numeric = numericAnswers(values, names, name, individual);
    if (numeric === null) return null;
    return {
      ...numeric,
      decimalComma: comma,
      missing: [...numeric.missing, ...words.filter((word) => MISSING_WORDS.has(word.toLowerCase()))],
      abstentions: words.filter((word) => ABSTENTION_WORDS.has(word.toLowerCase())),
    };
  }
  return wordAnswers(columns, names);
}

/** Several numbers given together are codes of classes, and no points of a scale. */
function listKind(name: string, lists: readonly (readonly unknown[])[]): MappedQuestion['kind'] {
  return lists.some(({ length }) => length > 1) || isCodeName(name) ? 'categorical' : 'by labels';
}

function wordAnswers(columns: SampledColumns, names: readonly string[]): ColumnAnswers {
  const separator = columns.separatorOf(names);
  const cells = [...new Set(names.flatMap((one) => columns.filled(one).map((cell) => cell.trim())))];
  const asks: AskDraft[] = [];
  // Python writes None for nothing; a questionnaire's "none" is written as its other answers are.
  const capital = (word: string) => word[0] !== word[0].toLowerCase();
  const labels = cells.filter((cell) => /^\p{L}/u.test(cell) && cell !== 'None');
  const missing = cells.includes('None') && !labels.some(capital) ? ['None'] : [];
  const abstentions = cells.filter((cell) => ABSTENTION_WORDS.has(cell.toLowerCase()));
  for (const word of abstentions.filter((one) => one.toLowerCase() !== 'unclear'))
    asks.push(labelOrNone(word));
  const spoken = cells.filter((cell) => !missing.includes(cell) && !abstentions.includes(cell));
  const points = likertPoints(spoken);
  if (points !== null)
    return {
      kind: 'ordinal',
      points,
      missing,
      abstentions,
      decimalComma: false,
      asks: [...asks, scaleOrLabels(points)],
    };
  return {
    kind: 'by labels',
    ...(separator === null || separator === '|' ? {} : { separator }),
    missing,
    abstentions,
    decimalComma: false,
    asks,
  };
}

function scaleOrLabels(points: readonly string[]): AskDraft {
  const [lowest, highest] = [points[0], points[points.length - 1]];
  const name = new Set(points);
  return {
    what: `Are the answers from "${lowest}" to "${highest}" points of a scale?`,
    choices: [
      { says: `yes, of ${points.length} points`, option: `--scale 1..${points.length}` },
      {
        says: 'no, labels without an order',
        option: '--scale none',
        apply: (mapping) => ({
          ...mapping,
          questions: mapping.questions.map(({ points: own, ...question }) =>
            own?.every((point) => name.has(point))
              ? { ...question, kind: 'categorical' as const }
              : { ...question, ...(own && { points: own }) },
          ),
        }),
      },
    ],
    taken: 0,
  };
}

function labelOrNone(word: string): AskDraft {
  return {
    what: `Is "${excerpt(word, 40)}" an answer, or does it say that somebody gave none?`,
    choices: [
      {
        says: 'no answer: whoever says so abstains',
        option: `--missing "${word}"`,
      },
      {
        says: 'an answer like the others',
        option: '--missing none',
        apply: (mapping) => ({ ...mapping, abstentions: mapping.abstentions.filter((one) => one !== word) }),
      },
    ],
    taken: 0,
  };
}

type Numeric = Omit<ColumnAnswers, 'decimalComma' | 'abstentions'>;

function numericAnswers(
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
  if (declared && lowest >= declared.lowest && highest <= declared.highest && points.every(Number.isInteger))
    return { kind: 'ordinal', scale: declared, ...none };
  if (!points.every(Number.isInteger)) return individual ? fractions(points, none) : null;
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

function withQuestion(change: Partial<MappedQuestion>, name: string) {
  return (mapping: Mapping): Mapping => ({
    ...mapping,
    questions: mapping.questions.map((question) =>
      question.name === name ? { ...question, ...change } : question,
    ),
  });
}

/** Whole numbers from 1 in a column that is named for classes may be codes of classes or points of a scale. */
function codesOrScale(name: string, highest: number, { missing, asks }: Rest): Numeric {
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
        what: `The answers to "${name}" go from ${lowest} to ${highest}. What are the ends of the scale?`,
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
  if (!isRatingName(name) && (isCodeName(name) || !within || points.length <= 12))
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
        what: `The answers to "${name}" are whole numbers from ${lowest} to ${highest}. Is it a slider from 0 to 100?`,
        choices: [
          { says: 'yes, 0 to 100', option: '--scale 0..100' },
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

/** Half steps and the like; other fractions are measurements. */
function fractions(points: readonly number[], { missing, asks }: Rest): Numeric | null {
  const [lowest, highest] = [Math.floor(points[0]), Math.ceil(points[points.length - 1])];
  const step = [0.5, 0.25].find((one) => points.every((point) => Number.isInteger(point / one)));
  if (step === undefined || (highest - lowest) / step > 40) return null;
  return { kind: 'ordinal', scale: { lowest, highest, step }, missing, asks };
}
