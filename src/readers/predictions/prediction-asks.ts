import { groups, max, min, sum } from 'd3';
import { decimal } from '../annotated/decimal.ts';
import type { Question } from '../../judgments/question.ts';
import type { ReadingAsk, UnknownWords } from '../reading-ask.ts';
import { comparable } from './match-labels.ts';
import type { ImportedPredictions } from './model-predictions.ts';

type Failures = ImportedPredictions['failures'];

const LONGEST_LABEL = 40;
const MOST_WORDS = 24;

/** A table that says what a model's words stand for. */
const BY_TABLE = {
  says: 'a table with the answer in one column and the label in the next',
  option: '--labels FILE',
} as const;

/**
 * Asks what answers stand for of which none is a label, where a few of them come again as labels do.
 * @param said names that a person has said something of already
 */
export function unknownLabels(
  file: string,
  { first, words }: Failures,
  questions: readonly Question[],
  said: Said = {},
): ReadingAsk[] {
  const different = spelledAlike(words.get(file), said);
  if (questions.length === 0) return [];
  const areShort = first.every((one) => one.file !== file || isShort(one.text.trim()));
  if (!areShort || different.length < 2 || different.length * 2 > sum(different, ({ times }) => times))
    return [];
  const list = different.slice(0, 6).map(({ spellings }) => quoted(spellings));
  return [
    {
      file,
      what: `None of its answers is one of the people's labels. They are ${list.join(', ')}${different.length > 6 ? ' …' : ''}. What does each stand for?`,
      choices: [BY_TABLE],
      taken: null,
      ...(questions.length === 1 && { words: asked(questions[0], different) }),
    },
  ];
}

/**
 * Asks what those answers stand for that may be labels and are none of people's, where others are, those that come most often first:
 * without an answer to it they are failed ones.
 * @param said names that a person has said something of already
 */
export function someUnknownLabels(
  file: string,
  { words }: Failures,
  questions: readonly Question[],
  said: Said = {},
): ReadingAsk[] {
  if (questions.length !== 1) return [];
  const different = spelledAlike(words.get(file), said).filter(({ spellings }) =>
    /\p{L}/u.test(spellings[0]),
  );
  if (different.length === 0) return [];
  const list = different.slice(0, 6).map(({ spellings, times }) => `${quoted(spellings)} (${times})`);
  return [
    {
      file,
      what: `Some of its answers are none of the people's labels: ${list.join(', ')}${different.length > 6 ? ' …' : ''}. What does each stand for?`,
      choices: [{ says: 'for no label: they are failed answers', option: '' }, BY_TABLE],
      taken: 0,
      words: asked(questions[0], different),
    },
  ];
}

type Said = Readonly<Record<string, string | null>>;

/** A word in all the ways in which a model wrote it. */
interface Spelled {
  /** The commonest first. */
  readonly spellings: readonly string[];
  readonly counts: readonly number[];
  readonly times: number;
}

/** Answers that differ in nothing but case are one; the commonest first, without those that a person has said something of. */
function spelledAlike(words: ReadonlyMap<string, number> = new Map(), said: Said): Spelled[] {
  const known = new Set(Object.keys(said).map(comparable));
  const byCount = [...words].sort(([, one], [, other]) => other - one);
  return groups(byCount, ([text]) => comparable(text))
    .filter(([key]) => !known.has(key))
    .map(([, all]) => ({
      spellings: all.map(([text]) => text),
      counts: all.map(([, count]) => count),
      times: sum(all, ([, count]) => count),
    }))
    .sort((one, other) => other.times - one.times);
}

function asked(question: Question, different: readonly Spelled[]): UnknownWords {
  const shown = different.slice(0, MOST_WORDS);
  const more = different.length - shown.length;
  return {
    question,
    said: shown.flatMap(({ spellings }) => spellings),
    times: shown.flatMap(({ counts }) => counts),
    ...(more > 0 && { more }),
  };
}

function quoted(spellings: readonly string[]): string {
  return spellings.map((text) => `"${text}"`).join(' or ');
}

/** Whether an answer may be a label: no sentence. */
export function isShort(text: string): boolean {
  return text !== '' && text.length <= LONGEST_LABEL && text.split(/\s+/).length <= 3;
}

/** Of so many numbers that are no points of the scale not all are slips, as one alone may be. */
const MANY_OFF = 0.1;

/** Asks what the points of a model's scale are among the people's, where its numbers go beyond them. */
export function otherScale(
  file: string,
  cells: readonly string[],
  question: Extract<Question, { kind: 'ordinal' }>,
): ReadingAsk[] {
  const { points } = question;
  const isNumbers = question.labels.every((label, at) => Number(label) === points[at]);
  const numbers = cells.map((cell) => (cell.trim() === '' ? NaN : decimal(cell))).filter(Number.isFinite);
  if (!isNumbers || numbers.length < 5 || numbers.length < 0.8 * cells.length) return [];
  const [lowest, highest] = [points[0], points[points.length - 1]];
  const off = numbers.filter((number) => number < lowest || number > highest);
  if (off.length <= Math.max(1, MANY_OFF * numbers.length)) return [];
  return [
    {
      file,
      what:
        `Its answers go from ${min(numbers)!} to ${max(numbers)!}, and the people's scale from ${lowest} to ${highest}: ` +
        `${off.length} of the first ${numbers.length} are not on it. Which of its points does each stand for?`,
      choices: [
        { says: 'a table with the answer in one column and the point in the next', option: '--labels FILE' },
      ],
      taken: null,
      words: { question, said: [...new Set(cells.map((cell) => cell.trim()))].slice(0, MOST_WORDS) },
    },
  ];
}

/** Asks whether rows of one item are runs or samples. @param runs columns that part them */
export function runsApart(file: string, runs: readonly string[]): ReadingAsk {
  const names = runs.map((name) => `"${name}"`).join(' and ');
  return {
    file,
    what: `Rows of one item differ in ${names}. Are they runs of their own or samples of one model?`,
    choices: [
      { says: 'runs: each is shown as a model', option: '' },
      { says: 'samples: leave the column out of the file', option: '' },
    ],
    taken: 0,
  };
}

/** Says how a model's answers at several temperatures are taken. */
export function temperaturesApart(file: string): ReadingAsk {
  return {
    file,
    what: 'Rows of one item differ in "temperature". Are they runs of their own or samples of one model?',
    choices: [
      { says: 'both: all samples together, and each temperature by itself where it is chosen', option: '' },
      { says: 'samples: leave the column out of the file', option: '' },
    ],
    taken: 0,
  };
}

/** Asks whether columns that are named for questions answer them. */
export function questionsApart(file: string, columns: readonly string[]): ReadingAsk {
  const names = columns.map((name) => `"${name}"`).join(', ');
  return {
    file,
    what: `The columns ${names} are named as the people's questions are. Does each answer its own?`,
    choices: [
      { says: 'yes', option: '' },
      { says: 'no, only one of them', option: '--question NAME' },
    ],
    taken: 0,
  };
}
